import { verb } from '../../access/server/verb';
import { discountEndInput, repriceChoice } from '../price-change';
import { notifyCatalogue } from './notify-catalogue';
import { repriceWithin } from './reprice-within';
import { storeDiscountEnd } from './store-discount-end';

/** Ends a discount from an instant on, with a reason. Usage already priced by it stays, unless it is re-priced. */
export const endDiscount = verb({
  name: 'endDiscount',
  permission: 'prices.edit',
  input: discountEndInput.safeExtend({ reprice: repriceChoice }),
  run: async ({ tx, ctx, input: { reprice, ...input }, audit }) => {
    const { entry, scope } = await storeDiscountEnd(tx, ctx, input);
    await audit(entry);
    const repricing = reprice
      ? await repriceWithin(tx, ctx, { filter: scope, which: 'all', ...reprice }, audit)
      : null;
    await notifyCatalogue(tx);
    return { discountId: input.discountId.toString(), repricing };
  },
});
