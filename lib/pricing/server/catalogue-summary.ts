import { and, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { models } from '@/db/schema';
import { question } from '../../access/server/verb';
import { differingClasses } from '../differing-classes';
import { comparable, currentRates } from './current-rates';

/** How large the catalogue is now: models (as listModels lists them: aliases count as the model they stand for), lists that price any of them, and models that two lists price differently. */
export const catalogueSummary = question({
  name: 'catalogueSummary',
  permission: 'prices.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<{ models: number; lists: number; differing: number }> => {
    const rates = await currentRates(db, ctx.now);
    const lists = new Set([...rates.values()].flatMap((entries) => entries.map((entry) => entry.listKey)));
    const differing = [...rates.values()].filter((entries) => {
      const [first, ...others] = comparable(entries);
      return others.some((other) => first && differingClasses(first.rates, other.rates).length > 0);
    });
    return {
      models: await db.$count(models, and(isNull(models.resolvedModelId), ne(models.state, 'listed'))),
      lists: lists.size,
      differing: differing.length,
    };
  },
});
