import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { providers } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { LITELLM_LIST } from '../lists/published-list';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import { keepList } from './keep-list';
import { notifyCatalogue } from './notify-catalogue';
import { diffPriceMap, litellmRow, priceMapInput, readPriceMap } from './price-map';

/**
 * Brings a LiteLLM price map in as a list of its own, after those that are there. At first it only compares: letting it
 * charge is a choice of its own (`chooseList`). Idempotent and append-only, like the published lists; a model that
 * the file has no more keeps its last price. `digest`: that of the file whose differences were looked at.
 */
export const importPriceMap = verb({
  name: 'importPriceMap',
  permission: 'prices.edit',
  input: z.object({
    source: priceMapInput,
    fileName: z.string().trim().min(1).max(255),
    digest: z.string().length(64).nullable().default(null),
  }),
  run: async ({ tx, ctx, input, audit }) => {
    await holdCatalogue(tx);
    const map = await readPriceMap(tx, input.source);
    if (input.digest !== null && input.digest !== map.digest)
      throw refusal('conflict', 'file', 'file_changed', 'This is not the file that was looked at.');
    const diff = await diffPriceMap(tx, map, ctx.now);
    const known = await tx
      .select({ key: providers.key })
      .from(providers)
      .where(
        inArray(
          providers.key,
          map.list.providers.map(({ key }) => key),
        ),
      );
    const names = new Set(known.map(({ key }) => key));
    const list = { ...map.list, providers: map.list.providers.filter(({ key }) => !names.has(key)) };
    const total = { models: 0, versionsAdded: 0, versionsClosed: 0 };
    await keepList(tx, list, ctx.now, total, { isCharging: (await litellmRow(tx))?.isCharging ?? false });
    await keepDiscounts(tx, ctx.now);
    await audit({
      action: 'price_list.import',
      subject: { kind: 'price_list', id: LITELLM_LIST },
      after: { fileName: input.fileName, digest: map.digest, counts: diff.counts, ...total },
    });
    await notifyCatalogue(tx);
    return { ...total, counts: diff.counts };
  },
});
