import type { Db } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import { models, priceLists, priceVersions, providers } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { loadPriceBook } from '../../../pricing/server/load-price-book';
import type { UsageEventInput } from '../../../usage/event';
import { createRecorder } from '../../../usage/server/recorder';

/** USD per million tokens. `none` has no price. */
const BOOK = {
  small: { input: '1', cacheRead: '0.1', output: '5' },
  large: { input: '10', cacheRead: '1', output: '50' },
} as const;

export async function seedBook(db: Db): Promise<void> {
  const [provider] = await db.insert(providers).values({ key: 'acme', name: 'Acme' }).returning();
  const list = {
    key: 'acme',
    name: 'Acme list',
    source: 'test',
    priority: 1,
    isCharging: true,
    loadedAt: NOW,
  };
  const [priceList] = await db.insert(priceLists).values(list).returning();
  for (const key of ['small', 'large', 'none'] as const) {
    const model = { providerId: provider?.id ?? 0n, key, name: key, state: 'catalogue', firstSeenAt: NOW };
    const [stored] = await db.insert(models).values(model).returning();
    if (key === 'none') continue;
    await db.insert(priceVersions).values({
      priceListId: priceList?.id ?? 0n,
      modelId: stored?.id ?? 0n,
      rates: { prices: BOOK[key], serviceTiers: { batch: '0.5' } },
      recordedAt: NOW,
      recordedBy: 'test',
    });
  }
}

export type Metered = Omit<UsageEventInput, 'id'>;

const sent = { count: 0 };

/** Records usage as the meter does; the partitions of the months before NOW are made. */
export async function meter(db: Db, events: readonly Metered[]): Promise<void> {
  await ensurePartitions(db, ['2026-09', '2026-10', '2026-11', '2026-12']);
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 's'.repeat(32),
    timeZone: 'Asia/Hong_Kong',
    now: () => NOW,
  });
  const numbered = events.map((event, i) => ({ id: `m${sent.count + i}`, provider: 'acme', ...event }));
  sent.count += events.length;
  const { rejected } = await recorder.record(
    { keyId: 'test', teamId: null },
    { source: 'test', events: numbered },
  );
  await recorder.close();
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected[0]));
}
