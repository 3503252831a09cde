import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { invoices, providers } from '@/db/schema';
import { question } from '../../access/server/verb';
import { moneyToString } from '../../money/money';
import type { InvoiceDto } from '../close';
import { firstDayOf, monthText } from '../month';

/** What providers billed for a month, the withdrawn ones too. */
export const listInvoices = question({
  name: 'listInvoices',
  permission: 'board.read',
  input: z.object({ month: monthText }),
  run: async ({ db, input: { month } }): Promise<InvoiceDto[]> => {
    const rows = await db
      .select({ invoice: invoices, provider: providers.name })
      .from(invoices)
      .innerJoin(providers, eq(providers.id, invoices.providerId))
      .where(eq(invoices.month, firstDayOf(month)))
      .orderBy(asc(providers.name), asc(invoices.id));
    return rows.map(({ invoice, provider }) => ({
      id: invoice.id.toString(),
      providerId: invoice.providerId.toString(),
      provider,
      month,
      reference: invoice.reference,
      amount: moneyToString(invoice.amount),
      currency: invoice.currency,
      receivedOn: invoice.receivedOn,
      note: invoice.note,
      recordedBy: invoice.recordedBy,
      recordedAt: invoice.recordedAt.toISOString(),
      withdrawnBy: invoice.withdrawnBy,
      withdrawReason: invoice.withdrawReason,
    }));
  },
});
