import type { Queryable } from '@/db/client';
import type { Currency } from '../../money/currency';
import { loadRatesOf, ratesByDay } from '../../outcomes/server/count-outcomes';
import { readOutcomeDays } from '../../outcomes/server/read-outcome-days';
import { type OutcomeStanding, outcomeStandings } from '../../outcomes/standing';
import { wholeMonth } from '../board-months';
import type { FrozenMonth } from './frozen-months';
import { readFrozenOutcomes } from './frozen-outcomes';

/** Of each month, by workflow. */
export type OutcomesByMonth = ReadonlyMap<string, ReadonlyMap<string, OutcomeStanding>>;

/** What the months delivered as they were closed, at the rates frozen then. */
export async function frozenOutcomeStandings(
  db: Queryable,
  months: readonly FrozenMonth[],
  currency: Currency,
): Promise<OutcomesByMonth> {
  const kept = await readFrozenOutcomes(
    db,
    months.map(({ closingId }) => closingId),
  );
  return new Map(
    months.map(({ closingId, month, rates }) => [
      month,
      outcomeStandings(kept.get(closingId) ?? [], currency, ratesByDay(rates)),
    ]),
  );
}

/** What they delivered by the ledger of now. */
export async function outcomeStandingsNow(
  db: Queryable,
  months: readonly FrozenMonth[],
  currency: Currency,
): Promise<OutcomesByMonth> {
  const read = async ({ month }: FrozenMonth) => {
    const period = wholeMonth(month);
    const [days, rates] = await Promise.all([readOutcomeDays(db, period), loadRatesOf(db, period)]);
    return [month, outcomeStandings(days, currency, ratesByDay(rates))] as const;
  };
  return new Map(await Promise.all(months.map(read)));
}
