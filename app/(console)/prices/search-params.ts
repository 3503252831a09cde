import { z } from 'zod';
import type { CatalogueSearch } from '@/components/prices/catalogue-filter';
import { MODEL_TIERS } from '@/lib/pricing/rates';

const SHOW = ['all', 'priced', 'unpriced', 'differing', 'compared'] as const;

/** What cannot be read falls back to its default, so that an old link still opens. */
const schema = z.object({
  q: z.string().trim().max(120).catch(''),
  provider: z.string().max(80).nullable().catch(null),
  tier: z.enum(MODEL_TIERS).nullable().catch(null),
  show: z.enum(SHOW).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** The search an address stands for. */
export function readSearch(params: Record<string, string | string[] | undefined>) {
  const one = (name: string) => (Array.isArray(params[name]) ? params[name][0] : params[name]);
  const { q, ...rest } = schema.parse({
    ...{ q: one('q'), provider: one('provider') ?? null, tier: one('tier') ?? null },
    ...{ show: one('show'), page: one('page') },
  });
  return { search: q, ...rest } satisfies CatalogueSearch;
}
