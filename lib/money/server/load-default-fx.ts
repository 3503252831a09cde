import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates } from '@/db/schema';

/**
 * A first rate for the Hong Kong dollar, so that the reading currency works from the start: 7.80, the middle of
 * the HKMA's convertibility zone of 7.75–7.85. A default to be edited, not a market rate, and its source says so.
 * Returns how many rows it added; none once any HKD rate exists. Other currencies have no honest default.
 */
export async function loadDefaultFx(db: Queryable, now: Date): Promise<number> {
  const [existing] = await db
    .select({ id: fxRates.id })
    .from(fxRates)
    .where(eq(fxRates.quote, 'HKD'))
    .limit(1);
  if (existing) return 0;
  await db
    .insert(fxRates)
    .values({
      quote: 'HKD',
      validFrom: '2000-01-01',
      validTo: null,
      rate: '7.8000000000',
      source: 'Default: middle of the Linked Exchange Rate band 7.75–7.85, not a market rate',
      recordedAt: now,
    })
    .onConflictDoNothing();
  return 1;
}
