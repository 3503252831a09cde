import { asc, desc } from 'drizzle-orm';
import { z } from 'zod';
import { fxRates } from '@/db/schema';
import { question } from '../../access/server/verb';

/** Every FX rate, by currency, newest first: units of `quote` per US dollar, days half-open, decimal strings. */
export const listFxRates = question({
  name: 'listFxRates',
  permission: 'fx.read',
  input: z.object({}),
  run: async ({ db }) => {
    const rows = await db.select().from(fxRates).orderBy(asc(fxRates.quote), desc(fxRates.validFrom));
    return rows.map(({ id, quote, validFrom, validTo, rate, source }) => ({
      id: id.toString(),
      ...{ quote, validFrom, validTo, rate, source },
    }));
  },
});
