import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import type { UnpricedModel } from '../catalogue-dto';
import { suggestModels } from '../suggest-models';
import { loadPriceBook } from './load-price-book';

interface Row extends Record<string, unknown> {
  id: string;
  target: string;
  provider: string;
  key: string;
  state: string;
  events: string;
  requests: string;
  tokens: string;
  service_tier: string;
  output_tokens: string;
  first_day: string;
  last_day: string;
}

/** Usage without a price, by model, largest first, with the nearest names of the catalogue. Scoped to the actor's teams. */
export const listUnpricedModels = question({
  name: 'listUnpricedModels',
  permission: 'data.read',
  input: z.object({ limit: z.number().int().min(1).max(500).default(100) }),
  run: async ({ db, scope, input }): Promise<UnpricedModel[]> => {
    const rows = await unpricedRows(db, scope, input.limit);
    if (rows.length === 0) return [];
    const catalogue = await pricedCatalogue(db);
    const book = await loadPriceBook(db);
    return rows.map((row) => {
      const charge = book.chargeModel(BigInt(row.target), {
        at: new Date(`${row.last_day}T12:00:00Z`),
        serviceTier: serviceTierOf(row.service_tier),
        requests: 1n,
        tokens: { ...NOTHING, input: 1n, output: row.output_tokens === '0' ? 0n : 1n },
      });
      const unknown = row.state !== 'catalogue' && row.target === row.id;
      const reason = charge.priced ? null : unknown ? 'unknown_model' : charge.reason;
      const subject = { providerKey: row.provider, key: row.key };
      const near = unknown ? suggestModels(subject, catalogue) : [];
      return {
        modelId: row.id,
        providerKey: row.provider,
        key: row.key,
        state: row.state,
        events: row.events,
        requests: row.requests,
        tokens: row.tokens,
        firstDay: row.first_day,
        lastDay: row.last_day,
        reason,
        suggestions: near.map((model) => ({
          modelId: model.id,
          label: `${model.providerKey}/${model.key}`,
        })),
      };
    });
  },
});

const NOTHING = { input: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, output: 0n, reasoning: 0n };

const serviceTierOf = (text: string) =>
  text === 'batch' || text === 'priority' || text === 'flex' ? text : 'standard';

async function unpricedRows(db: Queryable, scope: TeamScope, limit: number): Promise<Row[]> {
  const teams =
    scope === 'all'
      ? sql``
      : sql`and u.attribution_id in (select id from attributions where team_id = any(${sql.param(`{${scope.join(',')}}`)}::bigint[]))`;
  return db.execute<Row>(sql`
    select m.id::text, coalesce(m.resolved_model_id, m.id)::text as target, p.key as provider, m.key, m.state,
      sum(u.events)::text as events, sum(u.requests)::text as requests,
      sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens
        + u.output_tokens + u.reasoning_tokens)::text as tokens,
      sum(u.output_tokens + u.reasoning_tokens)::text as output_tokens,
      max(u.service_tier) as service_tier, min(u.day)::text as first_day, max(u.day)::text as last_day
    from usage_daily u
    join models m on m.id = u.model_id
    join providers p on p.id = m.provider_id
    where u.price_version_id = 0 and u.events > 0 ${teams}
    group by m.id, p.key
    order by sum(u.input_tokens + u.cache_read_tokens + u.output_tokens + u.reasoning_tokens) desc, m.id
    limit ${limit}`);
}

async function pricedCatalogue(db: Queryable) {
  return db.execute<{ id: string; providerKey: string; key: string }>(sql`
    select m.id::text, p.key as "providerKey", m.key
    from models m join providers p on p.id = m.provider_id
    where m.state = 'catalogue'
      and exists (select 1 from price_versions v where v.model_id = m.id and v.superseded_by is null)`);
}
