import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { dayOf, toInstants } from '../../time/period';
import { everyDayOf } from '../cover';
import type { EventRow } from '../dto';
import type { Cell } from '../query';
import { type Asked, type Slot, sourceOf, whereOf } from './resolve';

/** Where a page ended: the instant in microseconds since 1970 and the sequence number of its last row. */
export interface Position {
  micros: string;
  seq: string;
}

export interface EventRows {
  rows: EventRow[];
  /** Null where there are no more. */
  next: Position | null;
  totalEvents: string;
}

interface Read {
  slot: Slot;
  cell: Cell;
  after: Position | null;
  limit: number;
}

/**
 * The newest events of a cell, after a position. The rollup says which days have any, so that only those days'
 * events are read, however long the period is.
 */
export async function readEventRows(db: Queryable, asked: Asked, read: Read): Promise<EventRows> {
  const { slot, after, limit } = read;
  const where = whereOf(asked, read.cell);
  const days = await daysWithEvents(db, asked, slot, where);
  const totalEvents = days.reduce((sum, day) => sum + BigInt(day.events), 0n).toString();
  const { timeZone } = asked.resolved;
  const until = after && dayOf(new Date(Number(BigInt(after.micros) / 1000n)), timeZone);
  const first = firstDayNeeded(days, until, limit);
  if (first === null) return { rows: [], next: null, totalEvents };
  const { from } = toInstants({ from: first, to: slot.period.to }, timeZone);
  const range = slot.hours ?? { from, to: toInstants(slot.period, timeZone).to };
  const page = await db.execute<StoredRow>(pageQuery(where, range, after, limit + 1));
  const shown = page.slice(0, limit);
  const last = page.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(toEventRow),
    next: last ? { micros: last.micros, seq: last.seq } : null,
    totalEvents,
  };
}

interface DayWithEvents extends Record<string, unknown> {
  day: string;
  events: string;
}

async function daysWithEvents(db: Queryable, asked: Asked, slot: Slot, where: SQL[]) {
  const source = sourceOf(asked, slot, everyDayOf(slot.period));
  const day = slot.hours ? sql`(u.hour at time zone ${asked.resolved.timeZone})::date` : sql`u.day`;
  return db.execute<DayWithEvents>(sql`
    select (${day})::text as day, sum(u.events)::text as events from ${source.table}
    where ${sql.join([source.within, ...where], sql` and `)}
    group by 1 having sum(u.events) > 0 order by 1 desc`);
}

/** The newest days, back to where they hold one row more than a page; what the last page showed does not count. */
function firstDayNeeded(days: readonly DayWithEvents[], until: string | null, limit: number): string | null {
  let found = 0n;
  let first: string | null = null;
  for (const { day, events } of days) {
    if (until !== null && day > until) continue;
    first = day;
    if (day !== until) found += BigInt(events);
    if (found > BigInt(limit)) break;
  }
  return first;
}

interface StoredRow extends Record<string, unknown> {
  micros: string;
  seq: string;
  event_id: string;
  source: string;
  occurred_at: string;
  received_at: string;
  reported_team: string;
  team_key: string;
  team_name: string;
  provider: string;
  model: string;
  requested_model: string | null;
  service_tier: string;
  task_class: string;
  status: string;
  attempt: number;
  requests: string;
  input_tokens: string;
  cache_read_tokens: string;
  cache_write_5m_tokens: string;
  cache_write_1h_tokens: string;
  output_tokens: string;
  reasoning_tokens: string;
  list_cost: string | null;
  effective_cost: string | null;
  unpriced_reason: string | null;
  price_version_id: string;
  price_list: string | null;
  repriced: boolean;
  pseudonym: string | null;
  trace_id: string | null;
  task_id: string | null;
  tags: Record<string, string | null>;
  free_tags: Record<string, string>;
  reported: Record<string, string>;
}

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

/** The page first, on the events alone; names, prices and re-pricings only for its rows. */
function pageQuery(
  where: SQL[],
  range: { from: Date; to: Date },
  after: Position | null,
  limit: number,
): SQL {
  const bounds = [
    sql`u.occurred_at >= ${range.from.toISOString()}::timestamptz`,
    sql`u.occurred_at < ${range.to.toISOString()}::timestamptz`,
  ];
  if (after) {
    const at = sql`(timestamptz 'epoch' + ${after.micros}::bigint * interval '1 microsecond')`;
    bounds.push(sql`u.occurred_at <= ${at}`, sql`(u.occurred_at, u.seq) < (${at}, ${after.seq}::bigint)`);
  }
  return sql`with page as (
      select u.* from usage_events u where ${sql.join([...bounds, ...where], sql` and `)}
      order by u.occurred_at desc, u.seq desc limit ${limit}
    )
    select (extract(epoch from e.occurred_at) * 1000000)::bigint::text as micros, e.seq::text as seq, e.event_id,
      so.key as source, to_char(e.occurred_at at time zone 'UTC', ${ISO}) as occurred_at,
      to_char(e.received_at at time zone 'UTC', ${ISO}) as received_at,
      rt.key as reported_team, t.key as team_key, t.name as team_name, p.key as provider,
      m.key as model, rm.key as requested_model, e.service_tier, e.task_class, e.status, e.attempt,
      e.requests::text as requests, e.input_tokens::text, e.cache_read_tokens::text, e.cache_write_5m_tokens::text,
      e.cache_write_1h_tokens::text, e.output_tokens::text, e.reasoning_tokens::text,
      case when r.run_id is null then e.list_cost else r.list_cost end::text as list_cost,
      case when r.run_id is null then e.effective_cost else r.effective_cost end::text as effective_cost,
      e.unpriced_reason, coalesce(r.price_version_id, e.price_version_id)::text as price_version_id,
      l.name as price_list, r.run_id is not null as repriced, uu.pseudonym, e.trace_id, e.task_id,
      jsonb_build_object('team', t.key, 'feature', a.feature, 'workflow', a.workflow,
        'customer_segment', a.customer_segment, 'business_process', a.business_process,
        'environment', a.environment, 'region', a.region) as tags,
      a.free_tags, a.reported
    from page e
    join attributions a on a.id = e.attribution_id
    join teams t on t.id = a.team_id
    join teams rt on rt.id = e.team_id
    join models m on m.id = e.model_id
    join providers p on p.id = m.provider_id
    left join models rm on rm.id = e.requested_model_id
    left join sources so on so.id = e.source_id
    left join usage_users uu on uu.id = e.user_id
    left join lateral (
      select * from usage_repricings x
      where x.team_id = e.team_id and x.occurred_at = e.occurred_at and x.seq = e.seq
      order by x.run_id desc limit 1
    ) r on true
    left join price_versions v on v.id = coalesce(r.price_version_id, e.price_version_id)
    left join price_lists l on l.id = v.price_list_id
    order by e.occurred_at desc, e.seq desc`;
}

function toEventRow(row: StoredRow): EventRow {
  const isPriced = row.price_version_id !== '0';
  return {
    id: row.event_id,
    source: row.source ?? '',
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    seq: row.seq,
    reportedTeam: row.reported_team,
    team: { key: row.team_key, name: row.team_name },
    provider: row.provider,
    model: row.model,
    requestedModel: row.requested_model === row.model ? null : row.requested_model,
    serviceTier: row.service_tier,
    taskClass: row.task_class || null,
    status: row.status,
    attempt: row.attempt,
    requests: row.requests,
    tokens: {
      input: row.input_tokens,
      cache_read: row.cache_read_tokens,
      cache_write_5m: row.cache_write_5m_tokens,
      cache_write_1h: row.cache_write_1h_tokens,
      output: row.output_tokens,
      reasoning: row.reasoning_tokens,
    },
    listCost: isPriced ? row.list_cost : null,
    effectiveCost: isPriced ? row.effective_cost : null,
    unpricedReason: isPriced ? null : row.unpriced_reason,
    priceVersion: isPriced ? { id: row.price_version_id, list: row.price_list ?? '' } : null,
    repriced: row.repriced,
    user: row.pseudonym,
    traceId: row.trace_id,
    taskId: row.task_id,
    tags: presentTags(row),
    reportedTags: row.reported,
  };
}

function presentTags({ tags, free_tags }: StoredRow): Record<string, string> {
  const present: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...tags, ...free_tags }))
    if (value !== null) present[key] = value;
  return present;
}
