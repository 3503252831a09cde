import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { toInstants } from '../../time/period';
import { chargedEvents } from '../../usage/server/rollup-tables';
import type { PriceUse, TokenClassKey, UnpricedUse } from '../dto';
import type { Cell } from '../query';
import { MODEL_TABLES } from './dimension-columns';
import { type Asked, type Slot, sourceOf, whereOf } from './resolve';

interface UseRow extends Record<string, unknown> {
  provider: string;
  model: string;
  events: string;
  requests: string;
  input: string;
  cache_read: string;
  cache_write_5m: string;
  cache_write_1h: string;
  output: string;
  reasoning: string;
}

interface PricedRow extends UseRow {
  id: string;
  list: string | null;
  source: string | null;
  source_url: string | null;
  valid_from: string | null;
  valid_to: string | null;
  rates: unknown;
  list_cost: string;
  effective_cost: string;
}

const TOKEN_SUMS = sql.raw(`sum(u.input_tokens) as input, sum(u.cache_read_tokens) as cache_read,
  sum(u.cache_write_5m_tokens) as cache_write_5m, sum(u.cache_write_1h_tokens) as cache_write_1h,
  sum(u.output_tokens) as output, sum(u.reasoning_tokens) as reasoning`);

const tokensOf = (row: UseRow): Record<TokenClassKey, string> => ({
  input: row.input,
  cache_read: row.cache_read,
  cache_write_5m: row.cache_write_5m,
  cache_write_1h: row.cache_write_1h,
  output: row.output,
  reasoning: row.reasoning,
});

/** What each price version charged in a cell: tokens by class, the rates it charged them at, and the cost in USD. */
export async function readPriceUses(
  db: Queryable,
  asked: Asked,
  slot: Slot,
  cell: Cell,
): Promise<PriceUse[]> {
  const source = sourceOf(asked, slot);
  const where = sql.join([source.within, ...whereOf(asked, cell)], sql` and `);
  const rows = await db.execute<PricedRow>(sql`
    with used as (
      select u.price_version_id, u.model_id, sum(u.events) as events, sum(u.requests) as requests, ${TOKEN_SUMS},
        sum(u.list_cost) as list_cost, sum(u.effective_cost) as effective_cost
      from ${source.table} where ${where} and u.price_version_id <> 0 group by 1, 2
    )
    select u.price_version_id::text as id, p.key as provider, mr.key as model, l.name as list,
      coalesce(v.note, l.source) as source, l.source_url, v.valid_from::text as valid_from, v.valid_to::text as valid_to,
      v.rates, ${totals('u')}
    from used u join (${MODEL_TABLES}) on m.id = u.model_id
    left join price_versions v on v.id = u.price_version_id
    left join price_lists l on l.id = v.price_list_id
    group by u.price_version_id, p.key, mr.key, l.name, v.note, l.source, l.source_url, v.valid_from, v.valid_to, v.rates
    having sum(u.events) > 0
    order by sum(u.effective_cost) desc, 2, 3, 1`);
  return rows.map((row) => ({
    priceVersionId: row.id,
    provider: row.provider,
    model: row.model,
    list: row.list ?? '',
    source: row.source ?? '',
    sourceUrl: row.source_url,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    events: row.events,
    requests: row.requests,
    tokens: tokensOf(row),
    rates: row.rates,
    listCost: row.list_cost,
    effectiveCost: row.effective_cost,
  }));
}

const totals = (alias: string): SQL =>
  sql.raw(
    [
      ...[
        'events',
        'requests',
        'input',
        'cache_read',
        'cache_write_5m',
        'cache_write_1h',
        'output',
        'reasoning',
      ],
      ...['list_cost', 'effective_cost'],
    ]
      .map((name) => `sum(${alias}.${name})::text as ${name}`)
      .join(', '),
  );

/** What has no price in a cell, and why, from the events themselves: rollups do not keep reasons. */
export async function readUnpricedUses(
  db: Queryable,
  asked: Asked,
  slot: Slot,
  cell: Cell,
): Promise<UnpricedUse[]> {
  const instants = slot.hours ?? toInstants(slot.period, asked.resolved.timeZone);
  const where = sql.join(
    [sql`u.price_version_id = 0`, sql`u.current_version_id = 0`, ...whereOf(asked, cell)],
    sql` and `,
  );
  const rows = await db.execute<UseRow & { reason: string | null }>(sql`
    with used as (
      select u.model_id, u.unpriced_reason, count(*) as events, sum(u.requests) as requests, ${TOKEN_SUMS}
      from (${chargedEvents(instants)}) u where ${where} group by 1, 2
    )
    select p.key as provider, mr.key as model, u.unpriced_reason as reason, sum(u.events)::text as events,
      sum(u.requests)::text as requests, sum(u.input)::text as input, sum(u.cache_read)::text as cache_read,
      sum(u.cache_write_5m)::text as cache_write_5m, sum(u.cache_write_1h)::text as cache_write_1h,
      sum(u.output)::text as output, sum(u.reasoning)::text as reasoning
    from used u join (${MODEL_TABLES}) on m.id = u.model_id
    group by 1, 2, 3 order by sum(u.requests) desc, 1, 2, 3`);
  return rows.map((row) => ({
    provider: row.provider,
    model: row.model,
    reason: row.reason ?? 'unknown',
    events: row.events,
    requests: row.requests,
    tokens: tokensOf(row),
  }));
}
