import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';

/** Whose usage: of a model with every name that stands for it, of a provider, of the models of a list, or all there is. */
export type ScopeFilter =
  | { modelId: bigint }
  | { providerId: bigint }
  | { listId: bigint }
  | Record<string, never>;

/** The catalogue model that each model id of usage is charged as. */
export type RepricingScope = ReadonlyMap<bigint, bigint>;

export async function repricingScope(db: Queryable, filter: ScopeFilter): Promise<RepricingScope> {
  const rows = await db.execute<{ id: string; target: string }>(sql`
    select m.id::text, t.id::text as target
    from models m join models t on t.id = coalesce(m.resolved_model_id, m.id)
    where ${targets(filter)}`);
  return new Map(rows.map((row) => [BigInt(row.id), BigInt(row.target)]));
}

function targets(filter: ScopeFilter): SQL {
  if ('modelId' in filter)
    return sql`t.id = (select coalesce(resolved_model_id, id) from models where id = ${filter.modelId})`;
  if ('providerId' in filter) return sql`t.provider_id = ${filter.providerId}`;
  if ('listId' in filter)
    return sql`exists (select 1 from price_versions v where v.model_id = t.id and v.price_list_id = ${filter.listId})`;
  return sql`true`;
}
