import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { priceLists } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { notFound } from '../../errors';
import { CONTRACT_LIST, MANUAL_LIST } from '../lists/published-list';
import type { PriceChange } from '../price-change';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import type { MadeChange } from './made-change';

type ChoiceInput = Extract<PriceChange, { kind: 'listChoice' }>['input'];

/** Says whether a published list charges, where no list before it has a price, or is only shown for comparison. */
export async function storeListChoice(tx: Tx, ctx: Ctx, input: ChoiceInput): Promise<MadeChange> {
  await holdCatalogue(tx);
  const [list] = await tx.select().from(priceLists).where(eq(priceLists.key, input.listKey)).for('update');
  if (!list) throw notFound('There is no such price list.');
  if (list.key === CONTRACT_LIST || list.key === MANUAL_LIST)
    throw refusal('conflict', 'listKey', 'own_list', 'Your own prices always charge: end them instead.');
  if (list.isCharging === input.isCharging)
    throw refusal(
      'conflict',
      'listKey',
      input.isCharging ? 'list_charges' : 'list_compares',
      input.isCharging ? 'This list charges already.' : 'This list does not charge.',
    );
  await tx.update(priceLists).set({ isCharging: input.isCharging }).where(eq(priceLists.id, list.id));
  await keepDiscounts(tx, ctx.now);
  return {
    scope: { listId: list.id },
    entry: {
      action: 'price_list.choose',
      subject: { kind: 'price_list', id: list.key },
      before: { isCharging: list.isCharging },
      after: { isCharging: input.isCharging },
      reason: input.reason,
    },
  };
}
