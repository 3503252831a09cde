import type { Decimal } from '../attribution/dto';
import type { PartDto } from '../drivers/dto';
import { toChartNumber } from '../money/format';
import { isZero } from './metric-text';

export interface Bar {
  key: 'before' | 'after' | PartDto['part'];
  amount: Decimal;
  /** Where it starts and ends, for drawing only. */
  from: number;
  to: number;
}

/** The bars of a bridge in drawing order: what it was, each part that is not zero, what it became. */
export function barsOf(before: Decimal, parts: readonly PartDto[], after: Decimal): Bar[] {
  const bars: Bar[] = [{ key: 'before', amount: before, from: 0, to: toChartNumber(before) }];
  let run = toChartNumber(before);
  for (const { part, amount } of parts) {
    if (isZero(amount)) continue;
    const to = run + toChartNumber(amount);
    bars.push({ key: part, amount, from: run, to });
    run = to;
  }
  return [...bars, { key: 'after', amount: after, from: 0, to: toChartNumber(after) }];
}

/** From the lowest to the highest of all bars; zero is always on the axis. */
export function extentOf(bars: readonly Bar[]): { low: number; high: number } {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) || 1 };
}
