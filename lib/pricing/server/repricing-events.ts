import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import type { PriceBook } from '../price-book';
import type { ServiceTier } from '../rates';
import type { RepricingScope } from './repricing-scope';

/** Which usage to look at: what has no price, what another version would price today, or both. */
export type RepricingWhich = 'unpriced' | 'outdated' | 'all';

export interface Repriced {
  teamId: string;
  /** timestamptz as Postgres writes it, to the microsecond. */
  occurredAt: string;
  seq: string;
  attributionId: string;
  /** The catalogue model it is charged as. */
  modelId: bigint;
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
  attribution_id: string;
  model_id: string;
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

/** What there is to walk: the models whose charges may change, between the first and the last hour of their usage. */
interface Stretch {
  ids: SQL;
  from: string;
  to: string;
}

const idsOf = (ids: readonly bigint[]): SQL => sql`${sql.param(`{${ids.join(',')}}`)}::bigint[]`;

/**
 * Asks the rollup which models were charged by which version when. A model whose usage lies wholly under the list
 * version that still holds throughout is left out; so are the times before and after.
 */
async function stretchOf(
  db: Queryable,
  book: PriceBook,
  scope: RepricingScope,
  which: RepricingWhich,
): Promise<Stretch | null> {
  const rows = await db.execute<{ model: string; version: string; from: string; to: string }>(sql`
    select model_id::text as model, price_version_id::text as version, min(hour)::text as from,
      (max(hour) + interval '1 hour')::text as to
    from usage_hourly where model_id = any(${idsOf([...scope.keys()])}) and events > 0 and ${versionIs(which, sql`price_version_id`)}
    group by 1, 2`);
  const open = rows.filter(({ model, version, from, to }) => {
    const target = scope.get(BigInt(model));
    return (
      target !== undefined && !book.holdsThroughout(target, BigInt(version), new Date(from), new Date(to))
    );
  });
  if (open.length === 0) return null;
  const starts = open.map((row) => row.from).sort();
  const ends = open.map((row) => row.to).sort();
  return {
    ids: idsOf([...new Set(open.map((row) => BigInt(row.model)))]),
    from: starts[0] ?? '',
    to: ends.at(-1) ?? '',
  };
}

function versionIs(which: RepricingWhich, version: SQL): SQL {
  if (which === 'all') return sql`true`;
  return which === 'unpriced' ? sql`${version} = 0` : sql`${version} <> 0`;
}

/**
 * Walks the events in scope in batches and gives those whose charge would change at the prices of the book. What
 * still has no price is counted, not changed: nothing ever becomes unpriced or free here.
 */
export async function* changedCharges(
  db: Queryable,
  book: PriceBook,
  scope: RepricingScope,
  which: RepricingWhich,
): AsyncGenerator<{ changed: Repriced[]; stillUnpriced: number }> {
  const within = await stretchOf(db, book, scope, which);
  if (!within) return;
  let after: EventRow | undefined;
  for (;;) {
    const rows: EventRow[] = await eventRows(db, within, which, after);
    const outcome = { changed: [] as Repriced[], stillUnpriced: 0 };
    for (const row of rows) {
      const changed = charged(book, scope, row);
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
  within: Stretch,
  which: RepricingWhich,
  after: EventRow | undefined,
): Promise<EventRow[]> {
  const current = sql`coalesce(r.price_version_id, e.price_version_id)`;
  const from = after
    ? sql`and (e.team_id, e.occurred_at, e.seq) > (${after.team_id}::bigint, ${after.occurred_at}::timestamptz, ${after.seq}::bigint)`
    : sql``;
  return db.execute<EventRow>(sql`
    select e.team_id::text, e.occurred_at::text, e.seq::text, e.attribution_id::text, e.model_id::text,
      ${current}::text as version_id,
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
    where e.model_id = any(${within.ids}) and e.occurred_at >= ${within.from}::timestamptz and e.occurred_at < ${within.to}::timestamptz
      and ${versionIs(which, current)} ${from}
    order by e.team_id, e.occurred_at, e.seq limit ${BATCH}`) as Promise<EventRow[]>;
}

function charged(book: PriceBook, scope: RepricingScope, row: EventRow): Repriced | 'unpriced' | null {
  const modelId = scope.get(BigInt(row.model_id));
  if (modelId === undefined) return null;
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
  const charge = book.chargeModel(modelId, { at, serviceTier: row.service_tier, requests, tokens });
  if (!charge.priced) return row.version_id === '0' ? 'unpriced' : null;
  const before = row.effective_cost === null ? 0n : parseMoney(row.effective_cost);
  const listBefore = row.list_cost === null ? 0n : parseMoney(row.list_cost);
  const same = charge.priceVersionId === BigInt(row.version_id);
  if (same && before === charge.effectiveCost && listBefore === charge.listCost) return null;
  return {
    teamId: row.team_id,
    occurredAt: row.occurred_at,
    seq: row.seq,
    attributionId: row.attribution_id,
    modelId,
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
