import { eq, sql } from 'drizzle-orm';
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
  await (input.isCharging ? nameModels(tx, list.id) : unnameModels(tx, list.id));
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

/** A name that a charging list prices is a model of the catalogue. */
async function nameModels(tx: Tx, listId: bigint): Promise<void> {
  await tx.execute(sql`
    update models set state = 'catalogue' where state <> 'catalogue' and resolved_model_id is null
      and exists (select 1 from price_versions v
        where v.model_id = models.id and v.price_list_id = ${listId} and v.superseded_by is null)`);
}

/** What only lists for comparison price is none, unless a list says by a clause which names it has. */
async function unnameModels(tx: Tx, listId: bigint): Promise<void> {
  await tx.execute(sql`
    update models set state = 'listed' where state = 'catalogue' and match is null
      and exists (select 1 from price_versions v where v.model_id = models.id and v.price_list_id = ${listId})
      and not exists (select 1 from price_versions v join price_lists l on l.id = v.price_list_id
        where v.model_id = models.id and v.superseded_by is null and l.is_charging)`);
}
