import { organisation } from '@/db/schema';
import { type Currency, isCurrency, LEDGER_CURRENCY } from '../../money/currency';
import type { Queryable } from './context';

export interface Organisation {
  name: string;
  timeZone: string;
  /** 1–12 */
  fiscalYearStartMonth: number;
  readingCurrency: Currency;
  defaultLocale: string;
  isDemo: boolean;
}

/** The organisation of this installation, or null before first-run set-up. Not secret: every page needs it. */
export async function getOrganisation(db: Queryable): Promise<Organisation | null> {
  const [row] = await db
    .select({
      name: organisation.name,
      timeZone: organisation.timeZone,
      fiscalYearStartMonth: organisation.fiscalYearStartMonth,
      readingCurrency: organisation.readingCurrency,
      defaultLocale: organisation.defaultLocale,
      isDemo: organisation.isDemo,
    })
    .from(organisation);
  if (!row) return null;
  const { readingCurrency } = row;
  return { ...row, readingCurrency: isCurrency(readingCurrency) ? readingCurrency : LEDGER_CURRENCY };
}
