import type { Queryable } from '@/db/client';
import type { FxUse } from '../../attribution/dto';
import type { UsageQuery } from '../../attribution/query';
import { fxStretches } from '../../attribution/segments';
import { resolveQuery } from '../../attribution/server/resolve';
import { type Currency, type FxRate, LEDGER_CURRENCY } from '../../money/currency';
import type { Period } from '../../time/days';

/** The exchange rates of a period, one for each stretch of days. None in the ledger's own currency. */
export async function readFxUses(db: Queryable, query: UsageQuery): Promise<FxUse[]> {
  if (query.currency === LEDGER_CURRENCY) return [];
  const { rates } = await resolveQuery(db, query, 'all');
  return fxUsesOf(query.period, query.currency, rates);
}

/** The same of rates that are known already. */
export const fxUsesOf = (period: Period, currency: Currency, rates: readonly FxRate[]): FxUse[] =>
  currency === LEDGER_CURRENCY
    ? []
    : fxStretches(period, currency, rates).map(({ from, to, fx }) => ({
        ...{ from, to, rate: fx?.rate ?? null, id: fx?.id ?? null, source: fx?.source ?? null },
      }));
