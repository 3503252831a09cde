import { verb } from '../../access/server/verb';
import { priceInput, repriceChoice } from '../price-change';
import { notifyCatalogue } from './notify-catalogue';
import { repriceWithin } from './reprice-within';
import { storePriceVersion } from './store-price-version';

/**
 * Adds a price of your own, half-open `[validFrom, validTo)`: `contract` changes what is effective, `manual` is a
 * list price. Nothing already priced changes, unless past usage of the model is re-priced with it.
 */
export const addPriceVersion = verb({
  name: 'addPriceVersion',
  permission: 'prices.edit',
  input: priceInput.safeExtend({ reprice: repriceChoice }),
  run: async ({ tx, ctx, input: { reprice, ...input }, audit }) => {
    const { entry, scope, versionId, changed } = await storePriceVersion(tx, ctx, input);
    await audit(entry);
    const repricing = reprice
      ? await repriceWithin(tx, ctx, { filter: scope, which: 'all', ...reprice }, audit)
      : null;
    await notifyCatalogue(tx);
    return { versionId: versionId.toString(), changedVersions: changed.map(String), repricing };
  },
});
