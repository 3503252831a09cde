import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { fxRates } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { CURRENCIES, LEDGER_CURRENCY, parseFxRate } from '../currency';

const rateText = z
  .string()
  .trim()
  .refine((text) => {
    try {
      return parseFxRate(text) > 0n;
    } catch {
      return false;
    }
  }, 'Write a number above zero with at most 10 decimals, like 7.8012.');

/**
 * Adds a rate, in units of `quote` per US dollar, from a calendar day on, until the next later rate. The rate
 * in force on that day ends there. A rate that starts on the same day is corrected in place; the old value is on
 * the audit log.
 */
export const addFxRate = verb({
  name: 'addFxRate',
  permission: 'fx.edit',
  input: z.object({
    quote: z.enum(CURRENCIES),
    validFrom: z.iso.date(),
    rate: rateText,
    source: z.string().trim().min(3, 'Say where the rate is from.').max(300),
  }),
  run: async ({ tx, ctx, input, audit }) => {
    if (input.quote === LEDGER_CURRENCY)
      throw refusal('invalid', 'quote', 'is_ledger', 'The ledger is in US dollars: it needs no rate.');
    const before = await inForce(tx, input.quote, input.validFrom);
    const [next] = await tx
      .select({ validFrom: fxRates.validFrom })
      .from(fxRates)
      .where(and(eq(fxRates.quote, input.quote), gt(fxRates.validFrom, input.validFrom)))
      .orderBy(fxRates.validFrom)
      .limit(1);
    if (before && before.validFrom < input.validFrom)
      await tx.update(fxRates).set({ validTo: input.validFrom }).where(eq(fxRates.id, before.id));
    const row = { ...input, validTo: next?.validFrom ?? null, recordedAt: ctx.now };
    const [stored] = await tx
      .insert(fxRates)
      .values(row)
      .onConflictDoUpdate({ target: [fxRates.quote, fxRates.validFrom], set: row })
      .returning({ id: fxRates.id });
    if (!stored) throw new Error('The rate could not be stored.');
    await audit({
      action: 'fx.add',
      subject: { kind: 'fx_rate', id: stored.id.toString() },
      before: before ?? null,
      after: input,
    });
    return { id: stored.id.toString() };
  },
});

async function inForce(tx: Tx, quote: string, day: string) {
  const [row] = await tx
    .select()
    .from(fxRates)
    .where(
      and(
        eq(fxRates.quote, quote),
        lte(fxRates.validFrom, day),
        or(isNull(fxRates.validTo), gt(fxRates.validTo, day)),
      ),
    )
    .for('update');
  return row;
}
