import { z } from 'zod';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { moneyOf, moneyToString } from '../../money/money';
import type { RepricingPreview } from '../catalogue-dto';
import { loadPriceBook } from './load-price-book';
import { changedCharges, modelScope } from './repricing-events';

/** What re-pricing the usage of a model would change: nothing is written. Amounts in USD. */
export const previewRepricing = question({
  name: 'previewRepricing',
  permission: 'usage.reprice',
  input: z.object({
    modelId: idText,
    which: z.enum(['unpriced', 'outdated']),
    /** As if the model were already an alias of this one. */
    asModelId: idText.nullable().default(null),
  }),
  run: async ({ db, input }): Promise<RepricingPreview> => {
    const scope = input.asModelId
      ? { target: input.asModelId, ids: [input.modelId] }
      : await modelScope(db, input.modelId);
    if (!scope) throw notFound('There is no such model.');
    const book = await loadPriceBook(db);
    const total = { events: 0, requests: 0n, tokens: 0n, before: 0n, after: 0n, stillUnpriced: 0 };
    for await (const { changed, stillUnpriced } of changedCharges(db, book, scope, input.which)) {
      total.events += changed.length;
      total.stillUnpriced += stillUnpriced;
      for (const event of changed) {
        total.requests += event.requests;
        total.tokens += event.tokens;
        total.before += event.before;
        total.after += event.effectiveCost;
      }
    }
    return {
      events: String(total.events),
      requests: total.requests.toString(),
      tokens: total.tokens.toString(),
      before: moneyToString(moneyOf(total.before)),
      after: moneyToString(moneyOf(total.after)),
      change: moneyToString(moneyOf(total.after - total.before)),
      stillUnpriced: String(total.stillUnpriced),
    };
  },
});
