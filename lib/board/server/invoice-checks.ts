import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { invoices, providers } from '@/db/schema';
import { fromUnits, toUnits } from '../../attribution/figure';
import { usageQuerySchema } from '../../attribution/query';
import { daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { LEDGER_CURRENCY, parseFxRate } from '../../money/currency';
import { divideHalfEven } from '../../money/rounding';
import { fxRatesOn } from '../../money/server/fx-rates-on';
import { addDays } from '../../time/period';
import { MONEY_PLACES, shareText } from '../arithmetic';
import { wholeMonth } from '../board-months';
import { INVOICE_TOLERANCE, type InvoiceCheck } from '../close';
import { firstDayOf } from '../month';

/**
 * What each provider billed for a month against what was metered of it, in US dollars: invoices in other currencies at
 * the rate of the month's last day, rounded once, half to even.
 */
export async function readInvoiceChecks(db: Queryable, month: string): Promise<InvoiceCheck[]> {
  const [metered, billed, names] = await Promise.all([
    meteredByProvider(db, month),
    billedByProvider(db, month),
    db.select({ id: providers.id, key: providers.key, name: providers.name }).from(providers),
  ]);
  return names
    .flatMap(({ id, key, name }): InvoiceCheck[] => {
      const [used, bill] = [metered.get(key) ?? 0n, billed.get(id)];
      return used === 0n && !bill ? [] : [checkOf({ id, name, used, bill })];
    })
    .sort((a, b) => a.provider.localeCompare(b.provider));
}

/** `amount` null: one of the invoices is in a currency without a rate. */
interface Bill {
  count: number;
  amount: bigint | null;
}

interface Billed {
  id: bigint;
  name: string;
  used: bigint;
  bill: Bill | undefined;
}

function checkOf({ id, name, used, bill }: Billed): InvoiceCheck {
  const invoiced = bill?.amount ?? null;
  const difference = invoiced === null || used <= 0n ? null : shareText(invoiced - used, used);
  const far = difference === null || toUnits(difference.replace('-', ''), 6) > toUnits(INVOICE_TOLERANCE, 6);
  return {
    providerId: id.toString(),
    provider: name,
    metered: fromUnits(used, MONEY_PLACES),
    invoices: bill?.count ?? 0,
    invoiced: invoiced === null ? null : fromUnits(invoiced, MONEY_PLACES),
    difference,
    isOpen: far,
  };
}

async function meteredByProvider(db: Queryable, month: string): Promise<Map<string, bigint>> {
  const period = wholeMonth(month);
  const query = usageQuerySchema.parse({ period, currency: LEDGER_CURRENCY, dimensions: ['provider'] });
  const asked = await resolveQuery(db, query, 'all');
  const groups = await readGroups(db, asked, {
    slot: daysSlot(period),
    dimensions: ['provider'],
    sums: ['effective_cost'],
  });
  return new Map(groups.map(({ key, sums }) => [key[0] ?? '', sums.effective_cost]));
}

async function billedByProvider(db: Queryable, month: string): Promise<Map<bigint, Bill>> {
  const [rows, rates] = await Promise.all([
    db
      .select()
      .from(invoices)
      .where(and(eq(invoices.month, firstDayOf(month)), isNull(invoices.withdrawnAt))),
    fxRatesOn(db, addDays(wholeMonth(month).to, -1)),
  ]);
  const rateOf = new Map(rates.map(({ quote, rate }): [string, string] => [quote, rate]));
  const bills = new Map<bigint, Bill>();
  for (const { providerId, amount, currency } of rows) {
    const bill = bills.get(providerId) ?? { count: 0, amount: 0n };
    const dollars = inDollars(amount, currency, rateOf.get(currency));
    const sum = bill.amount === null || dollars === null ? null : bill.amount + dollars;
    bills.set(providerId, { count: bill.count + 1, amount: sum });
  }
  return bills;
}

function inDollars(amount: bigint, currency: string, rate: string | undefined): bigint | null {
  if (currency === LEDGER_CURRENCY) return amount;
  return rate === undefined ? null : divideHalfEven(amount * 10n ** 10n, parseFxRate(rate));
}
