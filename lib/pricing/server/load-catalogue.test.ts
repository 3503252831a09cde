import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { fxRates, models, priceLists, priceVersions, providers } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { PublishedList } from '../lists/published-list';
import { loadCatalogue } from './load-catalogue';
import { loadPriceBook } from './load-price-book';
import { publishedLists } from './published-lists';

const { db } = await testDatabase();

const usage = (provider: string | null, model: string, at = '2026-11-01T12:00:00Z') => ({
  provider,
  model,
  at: new Date(at),
  serviceTier: 'standard' as const,
  requests: 1n,
  tokens: {
    input: 1_000_000n,
    cacheRead: 0n,
    cacheWrite5m: 0n,
    cacheWrite1h: 0n,
    output: 0n,
    reasoning: 0n,
  },
});

describe('loadCatalogue', () => {
  it('loads both lists, and nothing more the second time', async () => {
    const first = await loadCatalogue(db, NOW);
    expect(first.versionsAdded).toBeGreaterThan(1_500);
    const lists = await publishedLists();
    const keys = new Set(lists.flatMap((list) => list.models.map((m) => `${m.providerKey}/${m.key}`)));
    expect(await db.$count(models)).toBe(keys.size);
    expect(await db.$count(priceLists)).toBe(4);
    const again = await loadCatalogue(db, new Date(NOW.getTime() + 86_400_000));
    expect(again).toEqual({ models: 0, versionsAdded: 0, versionsClosed: 0 });
    expect(await db.$count(fxRates)).toBe(1);
  });

  it('asks the lists in order: genai-prices first, the May 2026 table for what it lacks', async () => {
    const book = await loadPriceBook(db);
    // genai-prices says 0.435 → 0.66 on 2026-08-17; the table says 1.74.
    expect(book.charge(usage('deepseek', 'deepseek-v4-pro'))).toMatchObject({
      effectiveCost: 660_000_000_000n,
    });
    // Only in the table, from May 2026.
    expect(book.charge(usage('alibaba', 'qwen3.6-plus'))).toMatchObject({ effectiveCost: 400_000_000_000n });
    expect(book.charge(usage('alibaba', 'qwen3.6-plus', '2026-04-30T23:59:59.999Z'))).toMatchObject({
      priced: false,
      reason: 'no_price_in_force',
    });
    expect(book.charge(usage('google', 'gemma-4-31b-it'))).toMatchObject({
      priced: false,
      reason: 'self_hosted_no_rate',
    });
    // Named by the list, but without a price: not free.
    expect(book.charge(usage('openrouter', 'deepseek/deepseek-r1:free'))).toMatchObject({
      priced: false,
      reason: 'no_price_in_force',
    });
  });

  it('closes the old version when a new release changes a price, and keeps a chosen tier', async () => {
    const [list] = (await publishedLists()).filter((item) => item.key === 'new-currency-2026-05');
    if (!list) throw new Error('no seed list');
    const changed: PublishedList = {
      ...list,
      models: list.models.map((model) =>
        model.key === 'qwen3.6-plus'
          ? {
              ...model,
              tier: 'frontier',
              versions: [
                { from: new Date('2026-05-01'), to: null, rates: { prices: { input: '9' } }, note: null },
              ],
            }
          : model,
      ),
    };
    const [model] = await db
      .select({ id: models.id })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId))
      .where(and(eq(providers.key, 'alibaba'), eq(models.key, 'qwen3.6-plus')));
    if (!model) throw new Error('no model');
    const later = new Date('2026-12-01T00:00:00Z');
    expect(await loadCatalogue(db, later, [changed])).toEqual({
      models: 0,
      versionsAdded: 1,
      versionsClosed: 1,
    });
    const rows = await db.select().from(priceVersions).where(eq(priceVersions.modelId, model.id));
    expect(rows).toHaveLength(2);
    const [kept] = await db.select().from(models).where(eq(models.id, model.id));
    expect(kept?.tier).toBe('balanced');
  });
});
