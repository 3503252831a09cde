import type { CurvePoint } from '@/lib/calculator/build-versus-buy';
import { toChartNumber } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import type { ArmKey } from './build-result';

/** What the curve draws: pixels' numbers, one point per volume. */
export type DrawnPoint = { at: number; volume: number } & Record<ArmKey, number | null>;

export function curvePoints(curve: readonly CurvePoint[], convert: (usd: Money) => Money): DrawnPoint[] {
  return curve.map(({ tokensPerYear, arms }, at) => {
    const drawn = (key: ArmKey) => {
      const each = arms.find((arm) => arm.key === key)?.perMillion ?? null;
      // A logarithmic axis has no place for zero.
      return each === null || each <= 0n ? null : toChartNumber(convert(each));
    };
    return {
      at,
      volume: Number(tokensPerYear),
      api: drawn('api'),
      neocloud: drawn('neocloud'),
      own: drawn('own'),
    };
  });
}

/** Powers of ten around the values, and the decade they lie in. */
export function decades(values: readonly number[]): { domain: [number, number]; ticks: number[] } {
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.max(Math.ceil(Math.log10(Math.max(...values))), least + 1);
  return {
    domain: [10 ** least, 10 ** most],
    ticks: Array.from({ length: most - least + 1 }, (_, i) => 10 ** (least + i)),
  };
}
