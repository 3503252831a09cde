import { cookies } from 'next/headers';
import { cache } from 'react';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { type Currency, isCurrency, LEDGER_CURRENCY } from '@/lib/money/currency';
import { getDb } from './database';

export const CURRENCY_COOKIE = 'currency';

/** The currency amounts are read in: the address (`?currency=`), the reader's choice, then the organisation's. */
export const getReadingCurrency = cache(async (asked?: string | null): Promise<Currency> => {
  if (asked && isCurrency(asked)) return asked;
  const chosen = (await cookies()).get(CURRENCY_COOKIE)?.value;
  if (chosen && isCurrency(chosen)) return chosen;
  return (await getOrganisation(getDb()))?.readingCurrency ?? LEDGER_CURRENCY;
});
