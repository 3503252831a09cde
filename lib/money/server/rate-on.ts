import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates } from '@/db/schema';
import { type Currency, LEDGER_CURRENCY } from '../currency';

/** Units of a currency per US dollar on a calendar day, as a decimal string; null where no rate is recorded. */
export async function rateOn(db: Queryable, quote: Currency, day: string): Promise<string | null> {
  if (quote === LEDGER_CURRENCY) return '1.0000000000';
  const [row] = await db
    .select({ rate: fxRates.rate })
    .from(fxRates)
    .where(
      and(
        eq(fxRates.quote, quote),
        lte(fxRates.validFrom, day),
        or(isNull(fxRates.validTo), gt(fxRates.validTo, day)),
      ),
    )
    .limit(1);
  return row?.rate ?? null;
}
