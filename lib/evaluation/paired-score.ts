/** What two models got right on the same cases, where every answer is right or wrong. */
export interface PairedCounts {
  cases: number;
  /** Right by the model only, and by the baseline only. */
  modelOnly: number;
  baselineOnly: number;
}

/**
 * The score statistic of "the model's share of right answers differs from the baseline's by `difference`", about
 * standard normal if it does. Tango (1998), Statistics in Medicine 17:891–908, eq. 5 and 7.
 */
export function scoreStatistic({ cases, modelOnly, baselineOnly }: PairedCounts, difference: number): number {
  const a = 2 * cases;
  const b = -modelOnly - baselineOnly + (2 * cases - modelOnly + baselineOnly) * difference;
  const c = -baselineOnly * difference * (1 - difference);
  const rate = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = cases * (2 * rate + difference * (1 - difference));
  const distance = modelOnly - baselineOnly - cases * difference;
  if (variance <= 1e-12) return Math.abs(distance) < 1e-9 ? 0 : distance * Number.POSITIVE_INFINITY;
  return distance / Math.sqrt(variance);
}

/** The differences that the statistic does not refuse at `critical`; −1 and 1 are the ends of what can be. */
export function scoreInterval(counts: PairedCounts, critical: number): { low: number; high: number } {
  const estimate = (counts.modelOnly - counts.baselineOnly) / counts.cases;
  const low = bisect(-1, estimate, (at) => scoreStatistic(counts, at) >= critical);
  const high = -bisect(-1, -estimate, (at) => scoreStatistic(counts, -at) <= -critical);
  return { low, high };
}

/** The largest point of [from, to] at which `refused` still holds, to 2⁻⁴⁰ of the width; it holds up to there. */
export function bisect(from: number, to: number, refused: (at: number) => boolean): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (refused(middle)) low = middle;
    else high = middle;
  }
  return low;
}
