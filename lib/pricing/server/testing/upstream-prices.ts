import type { Db } from '@/db/client';
import { models, priceLists, priceVersions, providers } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { LJOUKOV_PRICES } from '../../testing/ljoukov-prices';

/** The prices upstream charged, for models as the file names them: by no provider. */
export async function seedUpstreamPrices(db: Db): Promise<void> {
  const [provider] = await db.insert(providers).values({ key: 'unknown', name: 'Unknown' }).returning();
  const [list] = await db
    .insert(priceLists)
    .values({
      ...{ key: 'upstream', name: 'Upstream', source: 'test', priority: 1 },
      ...{ isCharging: true, loadedAt: NOW },
    })
    .returning();
  for (const [name, prices] of Object.entries(LJOUKOV_PRICES)) {
    const model = { providerId: provider?.id ?? 0n, key: name, name, state: 'catalogue', firstSeenAt: NOW };
    const [stored] = await db.insert(models).values(model).returning();
    await db.insert(priceVersions).values({
      ...{ priceListId: list?.id ?? 0n, modelId: stored?.id ?? 0n, rates: { prices } },
      ...{ recordedAt: NOW, recordedBy: 'test' },
    });
  }
}
