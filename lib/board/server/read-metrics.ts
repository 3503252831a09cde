import type { Queryable } from '@/db/client';
import type { Currency } from '../../money/currency';
import { fxRatesOn } from '../../money/server/fx-rates-on';
import { addDays } from '../../time/days';
import { boardPeriod, monthsEnding } from '../board-months';
import type { MonthFacts } from '../facts';
import type { Metric } from '../metric';
import { boardMetrics, FACTS_MONTHS } from '../metrics';
import { readFrozenMetrics } from './frozen-metrics';
import { readMonthFacts } from './month-facts';
import { readTargetRows } from './target-rows';

/** The metrics of a month as the ledger has them now, with the facts they follow from (the month's are the last). */
export async function readMetrics(
  db: Queryable,
  asked: { month: string; currency: Currency; now: Date; today: string },
): Promise<{ metrics: Metric[]; facts: MonthFacts[] }> {
  const { month, currency, today } = asked;
  const lastDay = addDays(boardPeriod(month, today).to, -1);
  const [facts, targets, fx, frozen] = await Promise.all([
    readMonthFacts(db, { ...asked, months: monthsEnding(month, FACTS_MONTHS) }),
    readTargetRows(db),
    fxRatesOn(db, lastDay),
    readFrozenMetrics(db, currency),
  ]);
  const rates = new Map(fx.map(({ quote, rate }) => [quote, rate]));
  return { facts, metrics: boardMetrics({ currency, facts, targets, rates, frozen }) };
}
