import { NONE, ONE, type Ratio } from '../calculator/tokens-ratio';

/**
 * How users come: from those of the start to all of those expected.
 * none: they stay as many. linear: the same number each month. s_curve: slowly, then fast, then slowly (3t² − 2t³).
 * monthly: the share reached at the end of each month as entered, in per cent; the last one stays.
 */
export type AdoptionCurve =
  | { kind: 'none' }
  | { kind: 'linear' | 's_curve'; months: number }
  | { kind: 'monthly'; percents: readonly number[] };

/** The share of the way gone at the end of month 0, 1, 2 …, between 0 and 1, exactly. */
export function adoptedBy(curve: AdoptionCurve, month: number): Ratio {
  if (curve.kind === 'none') return NONE;
  if (curve.kind === 'monthly') {
    const percent = curve.percents[Math.min(month, curve.percents.length - 1)] ?? 0;
    return { n: BigInt(Math.round(percent * 10_000)), d: 1_000_000n };
  }
  const [n, d] = [BigInt(month + 1), BigInt(Math.max(1, curve.months))];
  if (n >= d) return ONE;
  return curve.kind === 'linear' ? { n, d } : { n: 3n * n * n * d - 2n * n * n * n, d: d * d * d };
}
