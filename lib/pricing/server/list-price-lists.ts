import { asc, sql } from 'drizzle-orm';
import { z } from 'zod';
import { priceLists } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { PriceListDto } from '../catalogue-dto';

/** Every price list in the order in which they are asked, with how many models each prices now. */
export const listPriceLists = question({
  name: 'listPriceLists',
  permission: 'prices.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<PriceListDto[]> => {
    const now = ctx.now.toISOString();
    const counts = await db.execute<{ list: string; models: number }>(sql`
      select price_list_id::text as list, count(distinct model_id)::int as models from price_versions
      where superseded_by is null and (valid_from is null or valid_from <= ${now}::timestamptz)
        and (valid_to is null or valid_to > ${now}::timestamptz) group by 1`);
    const modelsOf = new Map(counts.map((row) => [row.list, row.models]));
    const rows = await db.select().from(priceLists).orderBy(asc(priceLists.priority));
    return rows.map((row) => ({
      listKey: row.key,
      name: row.name,
      source: row.source,
      sourceUrl: row.sourceUrl,
      publishedOn: row.publishedOn,
      loadedAt: row.loadedAt.toISOString(),
      isCharging: row.isCharging,
      models: modelsOf.get(row.id.toString()) ?? 0,
    }));
  },
});
