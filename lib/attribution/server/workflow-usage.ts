import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { type Period, toInstants } from '../../time/period';
import { coverOf } from '../cover';
import { type Filter, WHOLE } from '../query';
import { MODEL_TABLES } from './dimension-columns';
import { usageSource, userSource } from './sources';
import { conditions } from './where';

/** Sums of one model, service tier and price state; counts and USD as decimal text. */
export interface CallsRow extends Record<string, unknown> {
  model: string;
  service_tier: string;
  priced: boolean;
  calls: string;
  retries: string;
  input: string;
  cache_read: string;
  cache_write_5m: string;
  cache_write_1h: string;
  output: string;
  reasoning: string;
  effective_cost: string;
}

/** What calls say of themselves beyond the rollups, from the events. */
export interface CallShapeRow extends Record<string, unknown> {
  anatomy_calls: string;
  anatomy_input: string;
  system_prompt: string;
  history: string;
  retrieved: string;
  task_attempts: string;
  tasks: string;
}

export interface WorkflowUsage {
  rows: CallsRow[];
  daysWithUsage: number;
  users: { calls: string; people: number };
  shape: CallShapeRow;
}

/** Everything metered of one workflow (null: what names none) over some days, within a team scope. */
export async function readWorkflowUsage(
  db: Queryable,
  workflow: string | null,
  period: Period,
  timeZone: string,
  scope: TeamScope,
): Promise<WorkflowUsage> {
  const filters: Filter[] = [{ dimension: 'workflow', values: [workflow], exclude: false }];
  const where = conditions({ dimensions: [], filters, cell: WHOLE }, scope);
  const [rows, days, users, shape] = await Promise.all([
    callsByModel(db, period, where),
    daysWithUsage(db, period, where),
    usersOf(db, period, where),
    shapeOf(db, period, timeZone, where),
  ]);
  return { rows, daysWithUsage: days, users, shape };
}

const all = (...parts: SQL[]): SQL => sql.join(parts, sql` and `);

async function callsByModel(db: Queryable, period: Period, where: SQL[]): Promise<CallsRow[]> {
  const source = usageSource(coverOf(period, []));
  return db.execute<CallsRow>(sql`
    with used as (
      select u.model_id, u.service_tier, u.price_version_id <> 0 as priced, sum(u.events) as events,
        sum(u.requests) as calls, sum(u.retries) as retries, sum(u.input_tokens) as input,
        sum(u.cache_read_tokens) as cache_read, sum(u.cache_write_5m_tokens) as cache_write_5m,
        sum(u.cache_write_1h_tokens) as cache_write_1h, sum(u.output_tokens) as output,
        sum(u.reasoning_tokens) as reasoning, sum(u.effective_cost) as effective_cost
      from ${source.table} where ${all(source.within, ...where)} group by 1, 2, 3
    )
    select p.key || '/' || mr.key as model, u.service_tier, u.priced, sum(u.calls)::text as calls,
      sum(u.retries)::text as retries, sum(u.input)::text as input, sum(u.cache_read)::text as cache_read,
      sum(u.cache_write_5m)::text as cache_write_5m, sum(u.cache_write_1h)::text as cache_write_1h,
      sum(u.output)::text as output, sum(u.reasoning)::text as reasoning,
      sum(u.effective_cost)::numeric(38,12)::text as effective_cost
    from used u join (${MODEL_TABLES}) on m.id = u.model_id
    group by 1, 2, 3 having sum(u.events) > 0 order by 1, 2, 3`);
}

async function daysWithUsage(db: Queryable, { from, to }: Period, where: SQL[]): Promise<number> {
  const [row] = await db.execute<{ days: number }>(sql`
    select count(*)::int as days from (
      select u.day from usage_daily u where ${all(sql`u.day >= ${from}::date`, sql`u.day < ${to}::date`, ...where)}
      group by 1 having sum(u.events) > 0
    ) used`);
  return row?.days ?? 0;
}

async function usersOf(
  db: Queryable,
  period: Period,
  where: SQL[],
): Promise<{ calls: string; people: number }> {
  const source = userSource({ months: [], days: [period] });
  const [row] = await db.execute<{ calls: string | null; people: number }>(sql`
    select sum(calls)::text as calls, count(*)::int as people from (
      select u.user_id, sum(u.requests) as calls from ${source.table}
      where ${all(source.within, sql`u.user_id is not null`, ...where)} group by 1 having sum(u.events) > 0
    ) used`);
  return { calls: row?.calls ?? '0', people: row?.people ?? 0 };
}

/** From the events: rollups do not keep what a call was made of. Unpriced ones too, for their proportions. */
async function shapeOf(db: Queryable, period: Period, timeZone: string, where: SQL[]): Promise<CallShapeRow> {
  const { from, to } = toInstants(period, timeZone);
  const said = sql`coalesce(u.system_prompt_tokens, u.history_tokens, u.retrieved_tokens) is not null`;
  const inTask = sql`u.task_id is not null and u.attempt <= 1`;
  const [row] = await db.execute<CallShapeRow>(sql`
    select coalesce(sum(u.requests) filter (where ${said}), 0)::text as anatomy_calls,
      coalesce(sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens)
        filter (where ${said}), 0)::text as anatomy_input,
      coalesce(sum(u.system_prompt_tokens), 0)::text as system_prompt,
      coalesce(sum(u.history_tokens), 0)::text as history,
      coalesce(sum(u.retrieved_tokens), 0)::text as retrieved,
      coalesce(sum(u.requests) filter (where ${inTask}), 0)::text as task_attempts,
      count(distinct u.task_id) filter (where ${inTask})::text as tasks
    from usage_events u
    where ${all(
      sql`u.occurred_at >= ${from.toISOString()}::timestamptz`,
      sql`u.occurred_at < ${to.toISOString()}::timestamptz`,
      ...where,
    )}`);
  if (!row) throw new Error('A sum without groups has one row.');
  return row;
}
