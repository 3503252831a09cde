import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { discounts, models, providers } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { notFound } from '../../errors';
import type { PriceChange } from '../price-change';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import type { MadeChange } from './made-change';

type DiscountInput = Extract<PriceChange, { kind: 'discount' }>['input'];

/**
 * Stores a discount and the contract prices it makes. On one model and one time there is at most one of the provider
 * and one of the model, of which the model's counts; an explicit contract price comes before both.
 */
export async function storeDiscount(
  tx: Tx,
  ctx: Ctx,
  input: DiscountInput,
): Promise<MadeChange & { discountId: bigint; versions: number }> {
  await holdCatalogue(tx);
  const subject = await readSubject(tx, input);
  const before = await overlapping(tx, input);
  if (before)
    throw refusal(
      'conflict',
      'validFrom',
      'discount_overlaps',
      `There is a discount of ${before.percent.replace(/\.?0+$/, '')} % over these days already: end it first.`,
    );
  const [stored] = await tx
    .insert(discounts)
    .values({ ...input, recordedAt: ctx.now, recordedBy: ctx.actor.name })
    .returning({ id: discounts.id });
  if (!stored) throw new Error('The discount could not be stored.');
  const { added } = await keepDiscounts(tx, ctx.now);
  if (added === 0)
    throw refusal(
      'conflict',
      input.modelId === null ? 'providerId' : 'modelId',
      'no_list_price',
      'No list that charges has a price of it over these days: there is nothing to take the discount off.',
    );
  return {
    scope: input.modelId === null ? { providerId: input.providerId } : { modelId: input.modelId },
    entry: {
      action: 'discount.add',
      subject: { kind: 'discount', id: stored.id.toString() },
      after: { ...input, ...subject, versions: added },
      reason: input.contract,
    },
    discountId: stored.id,
    versions: added,
  };
}

async function readSubject(
  tx: Tx,
  input: DiscountInput,
): Promise<{ provider: string; model: string | null }> {
  const [provider] = await tx
    .select({ key: providers.key })
    .from(providers)
    .where(eq(providers.id, input.providerId));
  if (!provider) throw notFound('There is no such provider.');
  if (input.modelId === null) return { provider: provider.key, model: null };
  const [model] = await tx.select().from(models).where(eq(models.id, input.modelId));
  if (!model) throw notFound('There is no such model.');
  if (model.providerId !== input.providerId)
    throw refusal('invalid', 'modelId', 'other_provider', 'This model is of another provider.');
  if (model.resolvedModelId !== null)
    throw refusal('conflict', 'modelId', 'is_alias', 'This name stands for another model: choose that one.');
  return { provider: provider.key, model: model.key };
}

/** Another discount on the very same subject that holds at some time of this one. */
async function overlapping(tx: Tx, input: DiscountInput) {
  const rows = await tx
    .select()
    .from(discounts)
    .where(
      and(
        eq(discounts.providerId, input.providerId),
        input.modelId === null ? isNull(discounts.modelId) : eq(discounts.modelId, input.modelId),
        or(isNull(discounts.validTo), gt(discounts.validTo, input.validFrom)),
        or(isNull(discounts.endedAt), gt(discounts.endedAt, input.validFrom)),
        input.validTo ? lt(discounts.validFrom, input.validTo) : undefined,
      ),
    );
  return rows.find((row) => row.endedAt === null || row.endedAt > row.validFrom);
}
