import { verb } from '../../access/server/verb';
import { discountInput, repriceChoice } from '../price-change';
import { notifyCatalogue } from './notify-catalogue';
import { repriceWithin } from './reprice-within';
import { storeDiscount } from './store-discount';

/**
 * A negotiated discount on the list prices of a provider, or of one model, half-open `[validFrom, validTo)`. It makes
 * contract prices, also of list prices that come later. Nothing already priced changes, unless it is re-priced.
 */
export const addDiscount = verb({
  name: 'addDiscount',
  permission: 'prices.edit',
  input: discountInput.safeExtend({ reprice: repriceChoice }),
  run: async ({ tx, ctx, input: { reprice, ...input }, audit }) => {
    const { entry, scope, discountId, versions } = await storeDiscount(tx, ctx, input);
    await audit(entry);
    const repricing = reprice
      ? await repriceWithin(tx, ctx, { filter: scope, which: 'all', ...reprice }, audit)
      : null;
    await notifyCatalogue(tx);
    return { discountId: discountId.toString(), versions, repricing };
  },
});
