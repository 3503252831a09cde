import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import type { PriceBook } from '../price-book';
import type { ServiceTier } from '../rates';

/** Which usage of a model to look at: what has no price, or what another version would price today. */
export type RepricingWhich = 'unpriced' | 'outdated';

export interface Repriced {
  teamId: string;
  /** timestamptz as Postgres writes it, to the microsecond. */
  occurredAt: string;
  seq: string;
  oldVersionId: string;
  newVersionId: bigint;
  requests: bigint;
  tokens: bigint;
  listBefore: bigint;
  before: bigint;
  listCost: bigint;
  effectiveCost: bigint;
}

interface EventRow extends Record<string, unknown> {
  team_id: string;
  occurred_at: string;
  seq: string;
  version_id: string;
  effective_cost: string | null;
  list_cost: string | null;
  service_tier: ServiceTier;
  requests: string;
  input: string;
  cache_read: string;
  cache_write_5m: string;
  cache_write_1h: string;
  output: string;
  reasoning: string;
}

const BATCH = 20_000;

/** The catalogue model a row stands for, and every name that stands for it. */
export async function modelScope(
  db: Queryable,
  modelId: bigint,
): Promise<{ target: bigint; ids: bigint[] } | null> {
  const [row] = await db.execute<{ target: string; ids: string[] }>(sql`
    with chosen as (select coalesce(resolved_model_id, id) as target from models where id = ${modelId})
    select (select target from chosen)::text as target, array_agg(id::text) as ids
    from models where id = (select target from chosen) or resolved_model_id = (select target from chosen)`);
  if (!row?.ids) return null;
  return { target: BigInt(row.target), ids: row.ids.map(BigInt) };
}

/** The stretch of time the rollup knows this usage in, so that only those partitions are read. */
async function stretch(db: Queryable, ids: SQL, which: RepricingWhich) {
  const [row] = await db.execute<{ from: string | null; to: string | null }>(sql`
    select min(hour)::text as from, (max(hour) + interval '1 hour')::text as to from usage_hourly
    where model_id = any(${ids}) and events > 0 and ${which === 'unpriced' ? sql`price_version_id = 0` : sql`price_version_id <> 0`}`);
  return row?.from && row.to ? { from: row.from, to: row.to } : null;
}

/**
 * Walks the events in scope in batches and gives those whose charge would change at today's prices. What
 * still has no price is counted, not changed: nothing ever becomes unpriced or free here.
 */
export async function* changedCharges(
  db: Queryable,
  book: PriceBook,
  scope: { target: bigint; ids: bigint[] },
  which: RepricingWhich,
): AsyncGenerator<{ changed: Repriced[]; stillUnpriced: number }> {
  const ids = sql`${sql.param(`{${scope.ids.join(',')}}`)}::bigint[]`;
  const within = await stretch(db, ids, which);
  if (!within) return;
  let after: EventRow | undefined;
  for (;;) {
    const rows: EventRow[] = await eventRows(db, ids, within, which, after);
    const outcome = { changed: [] as Repriced[], stillUnpriced: 0 };
    for (const row of rows) {
      const changed = charged(book, scope.target, row);
      if (changed === 'unpriced') outcome.stillUnpriced += 1;
      else if (changed) outcome.changed.push(changed);
    }
    yield outcome;
    if (rows.length < BATCH) return;
    after = rows.at(-1);
  }
}

function eventRows(
  db: Queryable,
  ids: SQL,
  within: { from: string; to: string },
  which: RepricingWhich,
  after: EventRow | undefined,
): Promise<EventRow[]> {
  const current = sql`coalesce(r.price_version_id, e.price_version_id)`;
  const from = after
    ? sql`and (e.team_id, e.occurred_at, e.seq) > (${after.team_id}::bigint, ${after.occurred_at}::timestamptz, ${after.seq}::bigint)`
    : sql``;
  return db.execute<EventRow>(sql`
    select e.team_id::text, e.occurred_at::text, e.seq::text, ${current}::text as version_id,
      case when r.run_id is null then e.effective_cost else r.effective_cost end::text as effective_cost,
      case when r.run_id is null then e.list_cost else r.list_cost end::text as list_cost,
      e.service_tier, e.requests::text, e.input_tokens::text as input, e.cache_read_tokens::text as cache_read,
      e.cache_write_5m_tokens::text as cache_write_5m, e.cache_write_1h_tokens::text as cache_write_1h,
      e.output_tokens::text as output, e.reasoning_tokens::text as reasoning
    from usage_events e
    left join lateral (
      select run_id, price_version_id, list_cost, effective_cost from usage_repricings x
      where x.team_id = e.team_id and x.occurred_at = e.occurred_at and x.seq = e.seq
      order by run_id desc limit 1
    ) r on true
    where e.model_id = any(${ids}) and e.occurred_at >= ${within.from}::timestamptz and e.occurred_at < ${within.to}::timestamptz
      and ${which === 'unpriced' ? sql`${current} = 0` : sql`${current} <> 0`} ${from}
    order by e.team_id, e.occurred_at, e.seq limit ${BATCH}`) as Promise<EventRow[]>;
}

function charged(book: PriceBook, target: bigint, row: EventRow): Repriced | 'unpriced' | null {
  const tokens = {
    input: BigInt(row.input),
    cacheRead: BigInt(row.cache_read),
    cacheWrite5m: BigInt(row.cache_write_5m),
    cacheWrite1h: BigInt(row.cache_write_1h),
    output: BigInt(row.output),
    reasoning: BigInt(row.reasoning),
  };
  const requests = BigInt(row.requests);
  const at = new Date(row.occurred_at);
  const charge = book.chargeModel(target, { at, serviceTier: row.service_tier, requests, tokens });
  if (!charge.priced) return row.version_id === '0' ? 'unpriced' : null;
  const before = row.effective_cost === null ? 0n : parseMoney(row.effective_cost);
  const listBefore = row.list_cost === null ? 0n : parseMoney(row.list_cost);
  const same = charge.priceVersionId === BigInt(row.version_id);
  if (same && before === charge.effectiveCost && listBefore === charge.listCost) return null;
  return {
    teamId: row.team_id,
    occurredAt: row.occurred_at,
    seq: row.seq,
    oldVersionId: row.version_id,
    newVersionId: charge.priceVersionId,
    requests,
    tokens: Object.values(tokens).reduce((sum, n) => sum + n, 0n),
    listBefore,
    before,
    listCost: charge.listCost,
    effectiveCost: charge.effectiveCost,
  };
}
