import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { addDays, addMonths, type Period, startOfMonth } from '../../time/period';

/** The measures every rollup adds up, in the order of {@link MEASURES_OF_EVENTS}. */
export const ROLLUP_MEASURES = [
  'events',
  'requests',
  'errors',
  'retries',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
  'reasoning_tokens',
  'list_cost',
  'effective_cost',
] as const;

const SHARED_KEY = ['attribution_id', 'model_id', 'service_tier', 'task_class', 'price_version_id'] as const;

export interface RollupTable {
  name: 'usage_hourly' | 'usage_daily' | 'usage_user_daily' | 'usage_monthly' | 'usage_user_monthly';
  slot: 'hour' | 'day' | 'month';
  key: readonly string[];
}

export const ROLLUP_TABLES: readonly RollupTable[] = [
  { name: 'usage_hourly', slot: 'hour', key: ['team_id', 'hour', ...SHARED_KEY] },
  { name: 'usage_daily', slot: 'day', key: ['team_id', 'day', ...SHARED_KEY] },
  { name: 'usage_user_daily', slot: 'day', key: ['team_id', 'day', 'user_id', ...SHARED_KEY] },
  { name: 'usage_monthly', slot: 'month', key: ['team_id', 'month', ...SHARED_KEY] },
  { name: 'usage_user_monthly', slot: 'month', key: ['team_id', 'month', 'user_id', ...SHARED_KEY] },
];

export const isPerUser = (table: RollupTable): boolean => table.key.includes('user_id');

/** The days a table must be compared or made again for, where these have changed: months only as a whole. */
export function spanOf(table: RollupTable, days: Period): Period {
  if (table.slot !== 'month') return days;
  return { from: startOfMonth(days.from), to: addMonths(startOfMonth(addDays(days.to, -1)), 1) };
}

/** Instants of a stretch of time, half-open. */
export interface Instants {
  from: Date;
  to: Date;
}

/**
 * Events with the charge they have now: the newest re-pricing where there is one. Costs of what is unpriced
 * are 0 here, as in the rollups, where price_version_id 0 tells them apart.
 */
export function chargedEvents({ from, to }: Instants): SQL {
  const bounds = sql`occurred_at >= ${from.toISOString()}::timestamptz and occurred_at < ${to.toISOString()}::timestamptz`;
  return sql`select e.*,
      coalesce(r.price_version_id, e.price_version_id) as current_version_id,
      coalesce(case when r.run_id is null then e.list_cost else r.list_cost end, 0) as current_list_cost,
      coalesce(case when r.run_id is null then e.effective_cost else r.effective_cost end, 0) as current_effective_cost
    from (select * from usage_events where ${bounds}) e
    left join (
      select distinct on (team_id, occurred_at, seq) * from usage_repricings where ${bounds}
      order by team_id, occurred_at, seq, run_id desc
    ) r on r.team_id = e.team_id and r.occurred_at = e.occurred_at and r.seq = e.seq`;
}

const MEASURES_OF_EVENTS = sql.raw(`count(*), sum(e.requests),
  coalesce(sum(e.requests) filter (where e.status = 'error'), 0),
  coalesce(sum(e.requests) filter (where e.attempt > 1), 0),
  sum(e.input_tokens), sum(e.cache_read_tokens), sum(e.cache_write_5m_tokens), sum(e.cache_write_1h_tokens),
  sum(e.output_tokens), sum(e.reasoning_tokens), sum(e.current_list_cost), sum(e.current_effective_cost)`);

/** The hour, day or month of the organisation that an event `e` belongs to. */
export function slotOf(table: RollupTable, timeZone: string): SQL {
  if (table.slot === 'hour') return sql`date_trunc('hour', e.occurred_at, 'UTC')`;
  const local = sql`e.occurred_at at time zone ${timeZone}::text`;
  return table.slot === 'day' ? sql`(${local})::date` : sql`date_trunc('month', ${local})::date`;
}

/** The rollup as the events say it should be, with the columns of its table in key and measure order. */
export function rollupOfEvents(table: RollupTable, instants: Instants, timeZone: string): SQL {
  const key = table.key.map((column) => {
    if (column === table.slot) return slotOf(table, timeZone);
    return column === 'price_version_id' ? sql`e.current_version_id` : sql`e.${sql.identifier(column)}`;
  });
  const positions = sql.raw(key.map((_, index) => index + 1).join(', '));
  const users = isPerUser(table) ? sql`where e.user_id is not null` : sql``;
  return sql`select ${sql.join(key, sql`, `)}, ${MEASURES_OF_EVENTS}
    from (${chargedEvents(instants)}) e ${users} group by ${positions}`;
}

export const columnsOf = (table: RollupTable): string => [...table.key, ...ROLLUP_MEASURES].join(', ');

/** The rows of the rollup table that lie in the stretch; for months, one of whole months. */
export function rollupRows(table: RollupTable, instants: Instants, days: { from: string; to: string }): SQL {
  if (table.slot === 'hour') {
    return sql`hour >= ${instants.from.toISOString()}::timestamptz and hour < ${instants.to.toISOString()}::timestamptz`;
  }
  const slot = sql.identifier(table.slot);
  return sql`${slot} >= ${days.from}::date and ${slot} < ${days.to}::date`;
}

/** From the first to the last day there is anything, in the events or in a rollup; null where there is nothing. */
export async function everyDay(db: Queryable, timeZone: string): Promise<Period | null> {
  const day = (instant: SQL) => sql`(${instant} at time zone ${timeZone})::date`;
  const [row] = await db.execute<{ first: string | null; after: string | null }>(sql`
    select min(first)::text as first, (max(last) + 1)::text as after from (
      select ${day(sql`min(occurred_at)`)} as first, ${day(sql`max(occurred_at)`)} as last from usage_events
      union all select ${day(sql`min(hour)`)}, ${day(sql`max(hour)`)} from usage_hourly
      union all select min(day), max(day) from usage_daily
      union all select min(day), max(day) from usage_user_daily
      union all select min(month), max(month) from usage_monthly
      union all select min(month), max(month) from usage_user_monthly
    ) spans`);
  return row?.first && row.after ? { from: row.first, to: row.after } : null;
}
