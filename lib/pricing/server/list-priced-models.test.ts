import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { models, priceLists, priceVersions, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { NOTHING_PULLED } from '../../calculator/levers';
import { calculate } from '../../calculator/outputs';
import { PRESETS } from '../../calculator/presets';
import { compilePrices } from '../../calculator/usage-cost-prices';
import { addFxRate } from '../../money/server/add-fx-rate';
import { addPriceVersion } from './add-price-version';
import { listPricedModels } from './list-priced-models';
import { loadCatalogue } from './load-catalogue';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

beforeAll(async () => {
  await seedOrganisation(db);
  await loadCatalogue(db, NOW);
});

const entryOf = async (model: string) =>
  (await listPricedModels(ctx, {})).models.find((entry) => entry.model === model);

async function insertVersion(model: string, list: { key: string; isCharging: boolean }, input: string) {
  const [provider = '', key = ''] = model.split(/\/(.*)/);
  const [found] = await db
    .select({ id: models.id })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(and(eq(providers.key, provider), eq(models.key, key)));
  const [added] = await db
    .insert(priceLists)
    .values({
      ...list,
      name: list.key,
      source: 'test',
      priority: 1,
      loadedAt: NOW,
      publishedOn: '2026-10-02',
    })
    .onConflictDoUpdate({ target: priceLists.key, set: { isCharging: list.isCharging } })
    .returning({ id: priceLists.id });
  if (!found || !added) throw new Error(`no model ${model}`);
  await db.insert(priceVersions).values({
    ...{ priceListId: added.id, modelId: found.id, validFrom: null, validTo: null },
    ...{ rates: { prices: { input } }, recordedAt: NOW, recordedBy: 'test' },
  });
}

describe('the price book for the calculator', () => {
  it('prices every model that a preset names', async () => {
    const prices = compilePrices((await listPricedModels(ctx, {})).models);
    for (const { key, workload } of PRESETS)
      expect(calculate(workload, NOTHING_PULLED, prices), key).toMatchObject({ priced: true });
  });

  it('names every model once, with its list, date and version', async () => {
    const { models: entries, day } = await listPricedModels(ctx, {});
    expect(day).toBe('2026-11-22');
    expect(new Set(entries.map(({ model }) => model)).size).toBe(entries.length);
    for (const { rates, version, source } of entries) {
      expect(version === null).toBe(rates === null);
      expect(source.list === '').toBe(rates === null);
    }
    expect(entries.length).toBeGreaterThan(900);
  });

  it('takes the contract price where there is one', async () => {
    const before = await entryOf('openai/gpt-5.2');
    await addPriceVersion(ctx, {
      ...{ modelId: before?.modelId ?? '', list: 'contract', validFrom: '2026-10-31T16:00:00.000Z' },
      ...{ rates: { prices: { input: '1.10', output: '9' } }, note: 'three years' },
    });
    expect(await entryOf('openai/gpt-5.2')).toMatchObject({
      rates: { prices: { input: '1.10', output: '9' } },
      source: { from: '2026-11-01' },
      version: { isContract: true, isCharging: true, note: 'three years' },
    });
  });

  it('asks a list that does not charge only where no other has a price, and says so', async () => {
    await insertVersion('openai/gpt-5.2', { key: 'compare', isCharging: false }, '0.01');
    expect((await entryOf('openai/gpt-5.2'))?.rates?.prices.input).toBe('1.10');
    const unpriced = (await listPricedModels(ctx, {})).models.find(({ rates }) => rates === null);
    await insertVersion(unpriced?.model ?? '', { key: 'compare', isCharging: false }, '0.02');
    expect(await entryOf(unpriced?.model ?? '')).toMatchObject({
      rates: { prices: { input: '0.02' } },
      source: { list: 'compare', from: '2026-10-02' },
      version: { isCharging: false },
    });
  });

  it('brings the rates in force on the day, one a currency', async () => {
    await addFxRate(ctx, { quote: 'HKD', validFrom: '2026-11-01', rate: '7.79', source: 'test' });
    const { fxRates } = await listPricedModels(ctx, {});
    expect(fxRates.filter(({ quote }) => quote === 'HKD')).toMatchObject([{ rate: '7.7900000000' }]);
  });
});
