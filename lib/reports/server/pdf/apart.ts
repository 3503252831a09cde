/** Labels in a column moved so far apart that none touches another: in their order, none below `floor`. */
export function apart<T extends { at: number }>(labels: readonly T[], gap: number, floor: number): T[] {
  const placed: T[] = [];
  let above = Number.NEGATIVE_INFINITY;
  for (const label of [...labels].sort((a, b) => a.at - b.at)) {
    above = Math.max(label.at, above + gap);
    placed.push({ ...label, at: above });
  }
  let below = floor;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const label = placed[index];
    if (!label) continue;
    below = Math.min(label.at, below);
    placed[index] = { ...label, at: below };
    below -= gap;
  }
  return placed;
}
