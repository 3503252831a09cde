import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { monthSnapshots } from '../../forecasting/server/snapshot-rows';
import { snapshotSoFar } from '../../forecasting/server/snapshot-so-far';
import { parseMoney } from '../../money/money';
import type { Period } from '../../time/days';
import { wholeMonth } from '../board-months';
import { firstDayOf, monthOfDay } from '../month';

/** Both in US dollars at 10⁻¹²; of a running month, of its complete days only. */
interface MonthForecast {
  expected: bigint;
  actual: bigint;
}

/** What was forecast of each month before it began, against what came. Months without a snapshot are left out. */
export async function readMonthForecasts(
  db: Queryable,
  months: readonly string[],
  today: string,
): Promise<Map<string, MonthForecast>> {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return new Map();
  const period = { from: wholeMonth(first).from, to: wholeMonth(last).to };
  const [snapshots, actual, soFar] = await Promise.all([
    monthSnapshots(db, period),
    actualByMonth(db, period, today),
    snapshotSoFar(db, firstDayOf(monthOfDay(today)), today),
  ]);
  return new Map(
    snapshots.flatMap(({ period: of, expected }): [string, MonthForecast][] => {
      const month = monthOfDay(of.from);
      const forecast = of.to <= today ? parseMoney(expected) : soFar;
      return forecast === null ? [] : [[month, { expected: forecast, actual: actual.get(month) ?? 0n }]];
    }),
  );
}

/** Effective cost of each month until yesterday. */
async function actualByMonth(
  db: Queryable,
  { from, to }: Period,
  today: string,
): Promise<Map<string, bigint>> {
  const present = firstDayOf(monthOfDay(today));
  const rows = await db.execute<{ month: string; cost: string }>(sql`
    select to_char(month, 'YYYY-MM') as month, sum(effective_cost)::numeric(38,12)::text as cost from (
      select month, effective_cost from usage_monthly
      where month >= ${from}::date and month < ${to}::date and month < ${present}::date
      union all
      select ${present}::date, effective_cost from usage_daily
      where day >= ${present}::date and day < ${today}::date and day < ${to}::date
    ) u group by 1`);
  return new Map(rows.map(({ month, cost }) => [month, parseMoney(cost)]));
}
