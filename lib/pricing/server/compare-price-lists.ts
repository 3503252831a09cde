import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { models, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { ListDifference } from '../catalogue-dto';
import { differingClasses } from '../differing-classes';
import { comparable, currentRates } from './current-rates';

/** Models that two published lists, or one and a price entered by hand, price at the same moment; only those where they differ, or all with `includeEqual`. */
export const comparePriceLists = question({
  name: 'comparePriceLists',
  permission: 'prices.read',
  input: z.object({ includeEqual: z.boolean().default(false) }),
  run: async ({ db, ctx, input }): Promise<ListDifference[]> => {
    const rates = await currentRates(db, ctx.now);
    const shared = new Map(
      [...rates].flatMap(([id, entries]) =>
        comparable(entries).length > 1 ? [[id, comparable(entries)]] : [],
      ),
    );
    if (shared.size === 0) return [];
    const ids = [...shared.keys()];
    const rows = await db
      .select({ id: models.id, key: models.key, name: models.name, provider: providers.key })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .where(inArray(models.id, ids))
      .orderBy(providers.key, models.name);
    return rows.flatMap((row) => {
      const entries = shared.get(row.id) ?? [];
      const [first, ...others] = entries;
      if (!first) return [];
      const classes = [...new Set(others.flatMap((other) => differingClasses(first.rates, other.rates)))];
      if (classes.length === 0 && !input.includeEqual) return [];
      return [
        {
          modelId: row.id.toString(),
          label: `${row.provider}/${row.key}`,
          name: row.name,
          entries: entries.map(({ listKey, listName, isCharging, rates: said, note }) => ({
            ...{ listKey, listName, rates: said, note },
            charging: isCharging && listKey === first.listKey,
          })),
          classes,
        },
      ];
    });
  },
});
