import type { Queryable } from '@/db/client';
import type { Currency } from '../../money/currency';
import { fxRatesOn } from '../../money/server/fx-rates-on';
import type { MonthFacts } from '../facts';
import type { Metric } from '../metric';
import { boardMetrics } from '../metrics';
import { readFrozenMetrics } from './frozen-metrics';
import { readMonthFacts } from './month-facts';
import type { BoardReading } from './reading';

/** The metrics of a month as the ledger has them now, with the facts they follow from (the month's are the last). */
export async function readMetrics(
  db: Queryable,
  reading: BoardReading,
  currency: Currency,
): Promise<{ metrics: Metric[]; facts: MonthFacts[] }> {
  const [facts, targets, fx, frozen] = await Promise.all([
    readMonthFacts(db, reading, currency),
    reading.targets(),
    fxRatesOn(db, reading.lastDay),
    readFrozenMetrics(db, currency),
  ]);
  const rates = new Map(fx.map(({ quote, rate }) => [quote, rate]));
  return { facts, metrics: boardMetrics({ currency, facts, targets, rates, frozen }) };
}
