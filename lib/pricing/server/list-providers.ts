import { asc, count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { models, providers } from '@/db/schema';
import { question } from '../../access/server/verb';

/** Providers with at least one model, by name: the choices of the catalogue's filter. */
export const listProviders = question({
  name: 'listProviders',
  permission: 'prices.read',
  input: z.object({}),
  run: async ({ db }): Promise<{ key: string; name: string; models: number }[]> =>
    db
      .select({ key: providers.key, name: providers.name, models: count(models.id) })
      .from(providers)
      .innerJoin(models, eq(models.providerId, providers.id))
      .groupBy(providers.id)
      .orderBy(asc(providers.name)),
});
