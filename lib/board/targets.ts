import { toUnits } from '../attribution/figure';
import type { Currency } from '../money/currency';
import { convertBetween } from './exchange';
import { METRIC_SHAPE, type MetricKey, type MetricTarget } from './metric';

/** A target as it was set; `value` null: none from then on. Amounts in `currency`, 12 decimals. */
export interface TargetRow {
  id: string;
  metric: MetricKey;
  month: string;
  value: string | null;
  currency: Currency | null;
  reason: string;
  setBy: string;
  setAt: string;
}

/** The row that counts in a month: of the latest month not after it, the one set last. Rows are in order of setting. */
export function targetRowFor(rows: readonly TargetRow[], metric: MetricKey, month: string): TargetRow | null {
  let found: TargetRow | null = null;
  for (const row of rows) {
    if (row.metric !== metric || row.month > month) continue;
    if (found === null || row.month >= found.month) found = row;
  }
  return found;
}

/** In the reading currency, at the rates of a day; null without a target, or without a rate to read it by. */
export function targetFor(
  row: TargetRow | null,
  currency: Currency,
  rates: ReadonlyMap<string, string>,
): MetricTarget | null {
  if (!row || row.value === null) return null;
  const value = row.currency === null ? row.value : convertBetween(row.value, row.currency, currency, rates);
  return value === null ? null : { value, since: row.month, setBy: row.setBy };
}

const PLACES = 12;

/** Whether a value is what was asked; null where there is nothing to compare. */
export function isMet(metric: MetricKey, value: string | null, target: MetricTarget | null): boolean | null {
  if (value === null || target === null) return null;
  const [is, asked] = [toUnits(value, PLACES), toUnits(target.value, PLACES)];
  const { sense } = METRIC_SHAPE[metric];
  if (sense === 'at_most') return is <= asked;
  if (sense === 'at_least') return is >= asked;
  return (is < 0n ? -is : is) <= asked;
}
