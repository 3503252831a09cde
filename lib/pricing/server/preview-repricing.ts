import { z } from 'zod';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { closedMonthSet } from '../../board/server/month-lock';
import { zoneOf } from '../../usage/server/zone';
import { priceChange } from '../price-change';
import { type RepricingPreview, repricingWhich } from '../repricing';
import { loadPriceBook } from './load-price-book';
import { bookWithChange } from './make-change';
import { createRepricingEffect } from './repricing-effect';
import { changedCharges } from './repricing-events';
import { type RepricingScope, repricingScope } from './repricing-scope';
import { filterFields, knownFilter } from './scope-input';

/**
 * What re-pricing would change, by month and by team, closed months apart: nothing is written. With `change`, as if
 * that price, discount or choice of list were stored already, for the usage it may touch. Amounts in USD.
 */
export const previewRepricing = question({
  name: 'previewRepricing',
  permission: 'usage.reprice',
  input: z.object({
    ...filterFields,
    which: repricingWhich,
    /** As if the model were already an alias of this one. */
    asModelId: idText.nullable().default(null),
    change: priceChange.nullable().default(null),
  }),
  run: async ({ db, ctx, input }): Promise<RepricingPreview> => {
    const { book, scope } = await subject();
    const effect = createRepricingEffect(await zoneOf(db), await closedMonthSet(db));
    for await (const batch of changedCharges(db, book, scope, input.which)) effect.add(batch);
    return effect.toPreview(db);

    async function subject(): Promise<{
      book: Awaited<ReturnType<typeof loadPriceBook>>;
      scope: RepricingScope;
    }> {
      if (input.change) {
        const { book, made } = await bookWithChange(ctx.db, ctx, input.change);
        return { book, scope: await repricingScope(db, made.scope) };
      }
      const book = await loadPriceBook(db);
      const filter = await knownFilter(db, input);
      if (input.asModelId !== null && input.modelId !== null)
        return { book, scope: new Map([[input.modelId, input.asModelId]]) };
      return { book, scope: await repricingScope(db, filter) };
    }
  },
});
