import { verb } from '../../access/server/verb';
import { listChoiceInput, repriceChoice } from '../price-change';
import { notifyCatalogue } from './notify-catalogue';
import { repriceWithin } from './reprice-within';
import { storeListChoice } from './store-list-choice';

/**
 * Lets a published list charge, where no list before it has a price, or only compare; with a reason. Usage already
 * priced stays, unless it is re-priced.
 */
export const chooseList = verb({
  name: 'chooseList',
  permission: 'prices.edit',
  input: listChoiceInput.safeExtend({ reprice: repriceChoice }),
  run: async ({ tx, ctx, input: { reprice, ...input }, audit }) => {
    const { entry, scope } = await storeListChoice(tx, ctx, input);
    await audit(entry);
    const repricing = reprice
      ? await repriceWithin(tx, ctx, { filter: scope, which: 'all', ...reprice }, audit)
      : null;
    await notifyCatalogue(tx);
    return { listKey: input.listKey, isCharging: input.isCharging, repricing };
  },
});
