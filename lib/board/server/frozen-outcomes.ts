import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { fromUnits, toUnits } from '../../attribution/figure';
import { isCurrency } from '../../money/currency';
import { moneyToString, parseMoney } from '../../money/money';
import { readOutcomeDays } from '../../outcomes/server/read-outcome-days';
import type { OutcomeDay } from '../../outcomes/standing';
import { REWORK_PLACES } from '../../outcomes/worth';
import type { Period } from '../../time/days';

/** A row of `frozen_outcomes`, without its closing. '' and 0: of no known value. */
export interface FrozenOutcomeRow extends Record<string, unknown> {
  day: string;
  workflow: string;
  value_currency: string;
  value_amount: string;
  rework_share: string;
  count: string;
  rows: string;
}

/** The outcomes of a period as closing keeps them. */
export async function outcomesToFreeze(db: Queryable, period: Period): Promise<FrozenOutcomeRow[]> {
  const days = await readOutcomeDays(db, period);
  return days.map(({ day, workflow, worth, count, rows }) => ({
    ...{ day, workflow, count: count.toString(), rows: rows.toString() },
    value_currency: worth?.currency ?? '',
    value_amount: worth ? moneyToString(worth.amount) : '0',
    rework_share: fromUnits(worth?.reworkShare ?? 0n, REWORK_PLACES),
  }));
}

/** Writes them; teams that delivered the same on a day are one row. */
export async function storeFrozenOutcomes(
  tx: Tx,
  closingId: bigint,
  outcomes: readonly FrozenOutcomeRow[],
): Promise<void> {
  await tx.execute(sql`
    insert into frozen_outcomes (closing_id, day, workflow, value_currency, value_amount, rework_share, count, rows)
    select ${closingId.toString()}::bigint, day, workflow, value_currency, value_amount, rework_share, sum(count),
      sum(rows)
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as r(day date, workflow text, value_currency text,
      value_amount numeric, rework_share numeric, count bigint, rows bigint)
    group by 1, 2, 3, 4, 5, 6`);
}

/** By closing id. */
export async function readFrozenOutcomes(
  db: Queryable,
  closings: readonly bigint[],
): Promise<Map<bigint, OutcomeDay[]>> {
  const ids: SQL[] = [-1n, ...closings].map((id) => sql`${id.toString()}::bigint`);
  const rows = await db.execute<FrozenOutcomeRow & { id: string }>(sql`
    select closing_id::text as id, day::text as day, workflow, value_currency, value_amount::text as value_amount,
      rework_share::text as rework_share, count::text as count, rows::text as rows
    from frozen_outcomes where closing_id in (${sql.join(ids, sql`, `)})`);
  const byClosing = new Map<bigint, OutcomeDay[]>();
  for (const row of rows) {
    const id = BigInt(row.id);
    byClosing.set(id, [...(byClosing.get(id) ?? []), outcomeDayOf(row)]);
  }
  return byClosing;
}

const outcomeDayOf = (row: FrozenOutcomeRow): OutcomeDay => ({
  ...{ workflow: row.workflow, day: row.day, count: BigInt(row.count), rows: BigInt(row.rows) },
  worth: isCurrency(row.value_currency)
    ? {
        amount: parseMoney(row.value_amount),
        currency: row.value_currency,
        reworkShare: toUnits(row.rework_share, REWORK_PLACES),
      }
    : null,
});
