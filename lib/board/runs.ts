/** One line per run of months that have a value; where there is none there is a gap, never a zero. */
export function runsOf(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    if (at > 0 && values[at - 1] !== null && runs.length > 0) runs.at(-1)?.push({ at, value });
    else runs.push([{ at, value }]);
  });
  return runs;
}
