import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { models, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { CataloguePage, CatalogueRow } from '../catalogue-dto';
import { differingClasses } from '../differing-classes';
import { MODEL_TIERS, type ModelTier } from '../rates';
import { type CurrentRates, comparable, currentRates } from './current-rates';

/** A page of the catalogue: every word of `search` must be in the model's or its provider's name. */
export const listModels = question({
  name: 'listModels',
  permission: 'prices.read',
  input: z.object({
    search: z.string().max(120).default(''),
    provider: z.string().max(80).nullable().default(null),
    tier: z.enum(MODEL_TIERS).nullable().default(null),
    /** priced, unpriced, those that two lists price differently, or those that only a list for comparison knows. */
    show: z.enum(['all', 'priced', 'unpriced', 'differing', 'compared']).default('all'),
    page: z.number().int().min(1).max(10_000).default(1),
    pageSize: z.number().int().min(1).max(200).default(50),
  }),
  run: async ({ db, ctx, input }): Promise<CataloguePage> => {
    const rates = await currentRates(db, ctx.now);
    const rows = await db
      .select({
        id: models.id,
        providerKey: providers.key,
        providerName: providers.name,
        key: models.key,
        name: models.name,
        tier: models.tier,
        contextWindow: models.contextWindow,
        state: models.state,
      })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .where(and(isNull(models.resolvedModelId), ...conditions(input)))
      .orderBy(asc(providers.id), asc(models.name), asc(models.id));
    const all = rows.map((row) => toRow(row, rates.get(row.id) ?? []));
    const shown = all.filter((row) => {
      if (row.state === 'listed' && row.rates === null) return input.show === 'compared';
      if (input.show === 'priced') return row.rates !== null && !row.rates.selfHosted;
      if (input.show === 'unpriced') return row.rates === null || row.rates.selfHosted;
      return input.show === 'all' || (input.show === 'differing' && row.listsDiffer);
    });
    const start = (input.page - 1) * input.pageSize;
    return {
      rows: shown.slice(start, start + input.pageSize),
      total: shown.length,
      page: input.page,
      pageSize: input.pageSize,
    };
  },
});

function conditions(input: { search: string; provider: string | null; tier: string | null }): SQL[] {
  const words = input.search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const text = sql`lower(${providers.key} || ' ' || ${providers.name} || ' ' || ${models.key} || ' ' || ${models.name})`;
  return [
    ...words.map((word) => sql`position(${word} in ${text}) > 0`),
    ...(input.provider ? [eq(providers.key, input.provider)] : []),
    ...(input.tier ? [eq(models.tier, input.tier)] : []),
  ];
}

type Found = Omit<CatalogueRow, 'modelId' | 'rates' | 'listName' | 'lists' | 'listsDiffer' | 'tier'> & {
  id: bigint;
  tier: string | null;
};

function toRow({ id, tier, ...row }: Found, entries: readonly CurrentRates[]): CatalogueRow {
  const first = entries.find((entry) => entry.isCharging);
  const [published, ...others] = comparable(entries);
  return {
    ...row,
    modelId: id.toString(),
    tier: tier as ModelTier | null,
    rates: first?.rates ?? null,
    listName: first?.listName ?? null,
    lists: entries.length,
    listsDiffer: others.some(
      (entry) => published && differingClasses(published.rates, entry.rates).length > 0,
    ),
  };
}
