import { z } from 'zod';
import { question } from '../../access/server/verb';
import type { ListDiff } from '../list-diff';
import { diffPriceMap, priceMapInput, readPriceMap } from './price-map';

/** What importing a LiteLLM price map would add and change, and which entries it cannot read. Nothing is written. */
export const previewPriceMap = question({
  name: 'previewPriceMap',
  permission: 'prices.edit',
  input: z.object({ source: priceMapInput }),
  run: async ({ db, ctx, input }): Promise<ListDiff> =>
    diffPriceMap(db, await readPriceMap(db, input.source), ctx.now),
});
