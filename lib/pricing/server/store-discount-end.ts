import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { discounts } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { notFound } from '../../errors';
import type { PriceChange } from '../price-change';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import type { MadeChange } from './made-change';

type EndInput = Extract<PriceChange, { kind: 'discountEnd' }>['input'];

/** Ends a discount from an instant on; its prices end with it, or never held where that is before its start. */
export async function storeDiscountEnd(tx: Tx, ctx: Ctx, input: EndInput): Promise<MadeChange> {
  await holdCatalogue(tx);
  const [before] = await tx.select().from(discounts).where(eq(discounts.id, input.discountId)).for('update');
  if (!before) throw notFound('There is no such discount.');
  const end = before.endedAt ?? before.validTo;
  if (end !== null && end <= input.endsAt)
    throw refusal('conflict', 'endsAt', 'discount_ended', 'This discount ends before that already.');
  await tx.update(discounts).set({ endedAt: input.endsAt }).where(eq(discounts.id, before.id));
  await keepDiscounts(tx, ctx.now);
  return {
    scope: before.modelId === null ? { providerId: before.providerId } : { modelId: before.modelId },
    entry: {
      action: 'discount.end',
      subject: { kind: 'discount', id: before.id.toString() },
      before: { percent: before.percent, validFrom: before.validFrom, validTo: end },
      after: { endsAt: input.endsAt },
      reason: input.reason,
    },
  };
}
