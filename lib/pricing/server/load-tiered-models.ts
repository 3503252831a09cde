import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { models, providers } from '@/db/schema';
import { MODEL_TIERS, type ModelTier } from '../rates';

export interface CatalogueModel {
  modelId: bigint;
  provider: string;
  model: string;
  /** Null until someone says. */
  tier: ModelTier | null;
  contextWindow: number | null;
}

/** The models of the catalogue, with their tiers. */
export async function loadTieredModels(db: Queryable): Promise<CatalogueModel[]> {
  const rows = await db
    .select({
      modelId: models.id,
      provider: providers.key,
      model: models.key,
      tier: models.tier,
      contextWindow: models.contextWindow,
    })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(eq(models.state, 'catalogue'));
  return rows.map((row) => ({ ...row, tier: MODEL_TIERS.find((tier) => tier === row.tier) ?? null }));
}
