import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { monthSnapshots } from '../../forecasting/server/snapshot-rows';
import { parseMoney } from '../../money/money';
import { wholeMonth } from '../board-months';
import { monthOfDay } from '../month';

/** Both in US dollars at 10⁻¹²; of a running month, of its complete days only. */
export interface MonthForecast {
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
  const [snapshots, actual] = await Promise.all([
    monthSnapshots(db, period),
    actualByMonth(db, period, today),
  ]);
  const forecasts = new Map<string, MonthForecast>();
  for (const { period: of, expected } of snapshots) {
    const month = monthOfDay(of.from);
    if (of.to <= today)
      forecasts.set(month, { expected: parseMoney(expected), actual: actual.get(month) ?? 0n });
  }
  return forecasts;
}

async function actualByMonth(
  db: Queryable,
  { from, to }: { from: string; to: string },
  today: string,
): Promise<Map<string, bigint>> {
  const rows = await db.execute<{ month: string; cost: string }>(sql`
    select to_char(month, 'YYYY-MM') as month, sum(effective_cost)::numeric(38,12)::text as cost
    from usage_monthly where month >= ${from}::date and month < ${to}::date and month <= ${today}::date
    group by 1`);
  return new Map(rows.map(({ month, cost }) => [month, parseMoney(cost)]));
}
