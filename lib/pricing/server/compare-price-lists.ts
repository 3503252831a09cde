import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { models, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { ListDifference } from '../catalogue-dto';
import { differingClasses } from '../differing-classes';
import { currentRates } from './current-rates';

/** Models that two lists price at the same moment; only those where they differ, or all with `includeEqual`. */
export const comparePriceLists = question({
  name: 'comparePriceLists',
  permission: 'prices.read',
  input: z.object({ includeEqual: z.boolean().default(false) }),
  run: async ({ db, ctx, input }): Promise<ListDifference[]> => {
    const rates = await currentRates(db, ctx.now);
    const shared = [...rates].filter(([, entries]) => entries.length > 1);
    if (shared.length === 0) return [];
    const ids = shared.map(([modelId]) => modelId);
    const rows = await db
      .select({ id: models.id, key: models.key, name: models.name, provider: providers.key })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .where(inArray(models.id, ids))
      .orderBy(providers.key, models.name);
    return rows.flatMap((row) => {
      const entries = rates.get(row.id) ?? [];
      const [first, ...others] = entries;
      if (!first) return [];
      const classes = [...new Set(others.flatMap((other) => differingClasses(first.rates, other.rates)))];
      if (classes.length === 0 && !input.includeEqual) return [];
      return [
        {
          modelId: row.id.toString(),
          label: `${row.provider}/${row.key}`,
          name: row.name,
          entries: entries.map(({ listKey, listName, rates: said, note }) => ({
            ...{ listKey, listName, rates: said, note },
            charging: listKey === first.listKey,
          })),
          classes,
        },
      ];
    });
  },
});
