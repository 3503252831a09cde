import { z } from 'zod';
import { reasonText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { expectedEffect } from '../price-change';
import { repricingWhich } from '../repricing';
import { repriceWithin } from './reprice-within';
import { filterFields, knownFilter } from './scope-input';

/**
 * Charges past usage of a model, of a provider or of all again, at the prices of its own time: new facts beside the
 * events, rollups and budgets moved with them, one transaction. Closed months are left alone. Run again it finds
 * nothing to change and writes only its audit entry.
 */
export const repriceUsage = verb({
  name: 'repriceUsage',
  permission: 'usage.reprice',
  input: z.object({
    ...filterFields,
    which: repricingWhich,
    reason: reasonText,
    expected: expectedEffect.nullable().default(null),
  }),
  run: async ({ tx, ctx, input, audit }) => {
    const { which, reason, expected } = input;
    return repriceWithin(tx, ctx, { filter: await knownFilter(tx, input), which, reason, expected }, audit);
  },
});
