import { and, asc, gt, isNull, lte, or } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates } from '@/db/schema';

/** The rates in force on a calendar day, one a currency: units of it per US dollar, decimal strings. */
export async function fxRatesOn(db: Queryable, day: string) {
  const rows = await db
    .select()
    .from(fxRates)
    .where(and(lte(fxRates.validFrom, day), or(isNull(fxRates.validTo), gt(fxRates.validTo, day))))
    .orderBy(asc(fxRates.quote));
  return rows.map(({ id, quote, validFrom, validTo, rate, source }) => ({
    id: id.toString(),
    ...{ quote, validFrom, validTo, rate, source },
  }));
}
