import { and, asc, count, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { models, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { ProviderChoice } from '../catalogue-dto';

/** Providers with at least one model of the catalogue, by name: the choices of filters and discounts. */
export const listProviders = question({
  name: 'listProviders',
  permission: 'prices.read',
  input: z.object({}),
  run: async ({ db }): Promise<ProviderChoice[]> => {
    const rows = await db
      .select({ id: providers.id, key: providers.key, name: providers.name, models: count(models.id) })
      .from(providers)
      .innerJoin(models, and(eq(models.providerId, providers.id), ne(models.state, 'listed')))
      .groupBy(providers.id)
      .orderBy(asc(providers.name));
    return rows.map(({ id, ...row }) => ({ ...row, providerId: id.toString() }));
  },
});
