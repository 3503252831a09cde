import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { invoices, providers } from '@/db/schema';
import { displayName, idText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { CURRENCIES } from '../../money/currency';
import { parseMoney } from '../../money/money';
import { firstDayOf, monthText } from '../month';
import { closedMonthSet, keepMonths } from './month-lock';

const input = z.object({
  providerId: idText,
  month: monthText,
  reference: displayName,
  /** Below zero: a credit note. */
  amount: z
    .string()
    .trim()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'Write an amount like 12500.00, with a minus for a credit note.'),
  currency: z.enum(CURRENCIES),
  receivedOn: z.iso.date(),
  note: z.string().trim().max(500, 'Use at most 500 characters.').nullable().default(null),
});

/** Notes what a provider billed for a month that is open, to be held against the meter before it is closed. */
export const recordInvoice = verb({
  name: 'recordInvoice',
  permission: 'invoices.edit',
  input,
  run: async ({ tx, ctx, input: { note, ...input }, audit }) => {
    await keepMonths(tx);
    if ((await closedMonthSet(tx)).has(input.month))
      throw refusal('conflict', 'month', 'month_closed', 'This month is closed.');
    const [provider] = await tx
      .select({ name: providers.name })
      .from(providers)
      .where(eq(providers.id, input.providerId));
    if (!provider) throw refusal('not_found', 'providerId', 'not_found', 'There is no such provider.');
    const row = { ...input, amount: parseMoney(input.amount), note: note || null };
    const [stored] = await tx
      .insert(invoices)
      .values({ ...row, month: firstDayOf(input.month), recordedBy: ctx.actor.name, recordedAt: ctx.now })
      .returning({ id: invoices.id });
    const id = String(stored?.id);
    await audit({
      action: 'invoice.record',
      subject: { kind: 'invoice', id },
      after: { ...input, providerId: input.providerId.toString(), provider: provider.name, note },
    });
    return { id };
  },
});
