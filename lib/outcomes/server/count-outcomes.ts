import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates } from '@/db/schema';
import { segmentNumber } from '../../attribution/server/sources';
import { type Currency, type FxRate, fxRateOn, isCurrency } from '../../money/currency';
import { type Money, parseMoney } from '../../money/money';
import type { Period } from '../../time/days';
import { type DatedWorth, type Worth, worthOn } from '../worth';

/** Outcomes of one workflow and team that are worth the same on days of the same rates. */
export interface CountedOutcomes {
  workflow: string;
  team: string;
  /** The first day of the stretch they lie in. */
  from: string;
  count: bigint;
  /** How many records they came in. */
  rows: bigint;
  ownValue: { amount: Money; currency: Currency } | null;
}

interface CountedRow extends Record<string, unknown> {
  workflow: string;
  team: string;
  stretch: number;
  value_currency: string;
  value_amount: string;
  count: string;
  rows: string;
}

/** The rates in force on any day of a period, of every currency. */
export async function loadRatesOf(db: Queryable, { from, to }: Period): Promise<FxRate[]> {
  const rows = await db
    .select()
    .from(fxRates)
    .where(sql`${fxRates.validFrom} < ${to} and coalesce(${fxRates.validTo}, 'infinity') > ${from}`);
  return rows.flatMap((row) =>
    isCurrency(row.quote) ? [{ ...row, id: row.id.toString(), quote: row.quote }] : [],
  );
}

/** The first days of the stretches in which every value and every rate is constant, cut at `buckets` too. */
export function stretchesOf(
  period: Period,
  buckets: readonly { from: string }[],
  values: readonly DatedWorth[],
  rates: readonly FxRate[],
): string[] {
  const edges = [
    ...buckets.map(({ from }) => from),
    ...values.flatMap(({ validFrom, validTo }) => [validFrom, validTo]),
    ...rates.flatMap(({ validFrom, validTo }) => [validFrom, validTo]),
  ].filter((day): day is string => day !== null && day > period.from && day < period.to);
  return [...new Set([period.from, ...edges])].sort();
}

/** What the live definitions count, in one pass over the daily sums. `where` limits the rows `u`. */
export async function countOutcomes(
  db: Queryable,
  period: Period,
  stretches: readonly string[],
  where: readonly SQL[],
): Promise<CountedOutcomes[]> {
  const segments = stretches.map((start) => ({ start, bucket: 0, rate: null }));
  const source = { table: sql``, within: sql``, slot: sql`u.day`, slotType: sql`date` };
  const within = [sql`u.day >= ${period.from}::date`, sql`u.day < ${period.to}::date`, ...where];
  const rows = await db.execute<CountedRow>(sql`
    with counted as (
      select u.attribution_id, u.outcome, ${segmentNumber(source, segments)} as stretch, u.value_currency,
        u.value_amount, sum(u.count) as count, sum(u.rows) as rows
      from outcomes_daily u where ${sql.join(within, sql` and `)} group by 1, 2, 3, 4, 5
    )
    select a.workflow, t.key as team, c.stretch::int as stretch, c.value_currency, c.value_amount::text as value_amount,
      sum(c.count)::text as count, sum(c.rows)::text as rows
    from counted c
    join attributions a on a.id = c.attribution_id
    join teams t on t.id = a.team_id
    join outcome_definitions d on d.workflow = a.workflow and d.outcome = c.outcome and d.archived_at is null
    group by 1, 2, 3, 4, 5`);
  return rows.map((row) => ({
    workflow: row.workflow,
    team: row.team,
    from: stretches[row.stretch - 1] ?? period.from,
    count: BigInt(row.count),
    rows: BigInt(row.rows),
    ownValue: isCurrency(row.value_currency)
      ? { amount: parseMoney(row.value_amount), currency: row.value_currency }
      : null,
  }));
}

/** Its own value, with the rework of the definition on that day; else the definition's. */
export function worthOf(one: CountedOutcomes, values: readonly DatedWorth[]): Worth | null {
  const dated = worthOn(values, one.from);
  return one.ownValue ? { ...one.ownValue, reworkShare: dated?.reworkShare ?? 0n } : dated;
}

/** Rates of a day by currency, remembered: a stretch is asked for once per workflow. */
export function ratesByDay(rates: readonly FxRate[]): (day: string) => ReadonlyMap<Currency, string> {
  const known = new Map<string, ReadonlyMap<Currency, string>>();
  const quotes = [...new Set(rates.map(({ quote }) => quote))];
  return (day) => {
    const found = known.get(day);
    if (found) return found;
    const made = new Map<Currency, string>();
    for (const quote of quotes) {
      const rate = fxRateOn(rates, quote, day);
      if (rate) made.set(quote, rate.rate);
    }
    known.set(day, made);
    return made;
  };
}
