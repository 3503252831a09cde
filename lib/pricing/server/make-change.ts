import type { Db, Tx } from '@/db/client';
import type { Ctx } from '../../access/server/context';
import type { PriceBook } from '../price-book';
import type { PriceChange } from '../price-change';
import { loadPriceBook } from './load-price-book';
import type { MadeChange } from './made-change';
import { storeDiscount } from './store-discount';
import { storeDiscountEnd } from './store-discount-end';
import { storeListChoice } from './store-list-choice';
import { storePriceVersion } from './store-price-version';

function makeChange(tx: Tx, ctx: Ctx, change: PriceChange): Promise<MadeChange> {
  switch (change.kind) {
    case 'price':
      return storePriceVersion(tx, ctx, change.input);
    case 'discount':
      return storeDiscount(tx, ctx, change.input);
    case 'discountEnd':
      return storeDiscountEnd(tx, ctx, change.input);
    case 'listChoice':
      return storeListChoice(tx, ctx, change.input);
  }
}

class Undone extends Error {}

/**
 * The price book as it would be after a change, and what the change may touch. The change is made as the verbs make
 * it, in a transaction that is then undone: so a preview cannot say anything else than what happens. Nothing stays.
 */
export async function bookWithChange(
  db: Db,
  ctx: Ctx,
  change: PriceChange,
): Promise<{ book: PriceBook; made: MadeChange }> {
  let found: { book: PriceBook; made: MadeChange } | undefined;
  try {
    await db.transaction(async (tx) => {
      const made = await makeChange(tx, ctx, change);
      found = { made, book: await loadPriceBook(tx) };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (!found) throw new Error('The change was not made.');
  return found;
}
