import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { models, priceVersions, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { addFxRate } from '../../money/server/add-fx-rate';
import { listFxRates } from '../../money/server/list-fx-rates';
import { reconcile } from '../../usage/server/reconcile';
import { createRecorder, type Recorder } from '../../usage/server/recorder';
import { addPriceVersion } from './add-price-version';
import { aliasModel } from './alias-model';
import { comparePriceLists } from './compare-price-lists';
import { getModel } from './get-model';
import { listModels } from './list-models';
import { listUnpricedModels } from './list-unpriced-models';
import { loadCatalogue } from './load-catalogue';
import { loadPriceBook } from './load-price-book';
import { previewRepricing } from './preview-repricing';
import { repriceUsage } from './reprice-usage';
import { setModelTier } from './set-model-tier';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
let recorder: Recorder;
let teamId: (key: string) => bigint;

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await loadCatalogue(db, NOW);
  recorder = createRecorder({
    ...{ db, loadPriceBook, now: () => NOW },
    ...{ secret: 'a secret of the tests, long enough for anyone', timeZone: 'Asia/Hong_Kong' },
  });
});
afterAll(() => recorder.close());

const actorOf = (role: 'team_lead' | 'cfo', teamIds: bigint[] = []): Ctx => ({
  ...ctx,
  actor: { kind: 'user', id: `u-${role}`, name: role, role, teamIds },
});

async function idOf(provider: string, key: string): Promise<string> {
  const [row] = await db
    .select({ id: models.id })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(and(eq(providers.key, provider), eq(models.key, key)));
  if (!row) throw new Error(`no model ${provider}/${key}`);
  return row.id.toString();
}

let unique = 0;
const event = (provider: string, model: string, over: Record<string, unknown> = {}) => ({
  id: `e-${++unique}`,
  time: '2026-11-10T15:59:59.123Z',
  ...{ provider, model, tokens: { input: 1_000, output: 100 }, tags: { team: 'support' }, user: 'u-1' },
  ...over,
});

const record = (...events: unknown[]) =>
  recorder.record({ keyId: 'k', teamId: null }, { source: 's', events });

describe('the catalogue', () => {
  it('finds by any words of provider and model, by page', async () => {
    const found = await listModels(ctx, { search: 'OPENAI gpt-5.2', provider: 'openai' });
    expect(found.rows.map((row) => row.key).sort()).toEqual(['gpt-5.2', 'gpt-5.2-pro']);
    const first = await listModels(ctx, { pageSize: 20 });
    const second = await listModels(ctx, { pageSize: 20, page: 2 });
    expect(first.total).toBe(await db.$count(models));
    expect(new Set([...first.rows, ...second.rows].map((row) => row.modelId)).size).toBe(40);
  });

  it('shows both lists of a model, and where they differ', async () => {
    const modelId = await idOf('anthropic', 'claude-opus-4-7');
    const model = await getModel(ctx, { modelId });
    expect(model.versions.map((v) => [v.listKey, v.rates.prices.cacheRead, v.charging])).toEqual([
      ['genai-prices', '0.5', true],
      ['new-currency-2026-05', '0.3', false],
    ]);
    const differences = await comparePriceLists(ctx, {});
    expect(differences.find((row) => row.modelId === modelId)?.classes).toEqual(['cacheRead']);
    expect(differences.map((row) => row.label)).not.toContain('openai/gpt-5.5');
    const all = await comparePriceLists(ctx, { includeEqual: true });
    expect(all.map((row) => row.label)).toContain('openai/gpt-5.5');
  });

  it('takes the tier the table names before the guess by price', async () => {
    const tierOf = async (key: string) =>
      (await getModel(ctx, { modelId: await idOf('anthropic', key) })).tier;
    expect(await tierOf('claude-haiku-4-5')).toBe('cost_optimised');
    expect(await tierOf('claude-sonnet-4-6')).toBe('balanced');
    expect(await tierOf('claude-opus-4-7')).toBe('frontier');
  });

  it('keeps a tier that a person set', async () => {
    const modelId = await idOf('openai', 'gpt-5.2');
    await setModelTier(ctx, { modelId, tier: 'frontier' });
    await loadCatalogue(db, NOW);
    expect((await getModel(ctx, { modelId })).tier).toBe('frontier');
  });
});

describe('prices of one’s own', () => {
  it('cuts the version it follows, and refuses a seventh decimal', async () => {
    const modelId = await idOf('openai', 'gpt-4.1');
    const add = (from: string | null, input: string, to: string | null = null) =>
      addPriceVersion(ctx, {
        ...{ modelId, list: 'contract', validFrom: from, validTo: to },
        rates: { prices: { input, output: '8' } },
      });
    await add(null, '1.9');
    await add('2026-06-01T00:00:00Z', '1.8');
    await add('2026-07-01T00:00:00Z', '1.5', '2026-08-01T00:00:00Z');
    const rows = await db
      .select()
      .from(priceVersions)
      .where(and(eq(priceVersions.modelId, BigInt(modelId)), sql`${priceVersions.recordedBy} = 'test'`))
      .orderBy(priceVersions.validFrom);
    const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;
    expect(
      rows.map((v) => [
        day(v.validFrom),
        day(v.validTo),
        (v.rates as { prices: { input: string } }).prices.input,
      ]),
    ).toEqual([
      ['2026-06-01', '2026-07-01', '1.8'],
      ['2026-07-01', '2026-08-01', '1.5'],
      ['2026-08-01', null, '1.8'],
      [null, '2026-06-01', '1.9'],
    ]);
    const book = await loadPriceBook(db);
    const charge = book.chargeModel(BigInt(modelId), {
      ...{ at: new Date('2026-07-31T23:59:59.999Z'), serviceTier: 'standard', requests: 1n },
      tokens: {
        input: 1_000_000n,
        cacheRead: 0n,
        cacheWrite5m: 0n,
        cacheWrite1h: 0n,
        output: 0n,
        reasoning: 0n,
      },
    });
    expect(charge).toMatchObject({ effectiveCost: 1_500_000_000_000n, listCost: 2_000_000_000_000n });
    await expect(add(null, '0.0000001')).rejects.toThrow(/at most six decimals/);
    await expect(add('2026-02-01T00:00:00Z', '1', '2026-01-01T00:00:00Z')).rejects.toThrow(/after the start/);
  });

  it('is refused to a team lead', async () => {
    const modelId = await idOf('openai', 'gpt-4.1');
    await expect(setModelTier(actorOf('team_lead'), { modelId, tier: 'balanced' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('unpriced usage', () => {
  it('is listed for the teams one may see, aliased, previewed, re-priced once, and still reconciles', async () => {
    await record(
      event('house', 'gpt-5.2-mini-house'),
      event('house', 'gpt-5.2-mini-house', {
        time: '2026-10-31T16:00:00.000Z',
        requests: 3,
        tokens: { input: 3 },
      }),
      event('house', 'gpt-5.2-mini-house', { service_tier: 'priority', user: undefined }),
      event('openai', 'gpt-5.2'),
    );
    expect(await listUnpricedModels(actorOf('team_lead', [teamId('claims')]), {})).toEqual([]);
    const [unpriced] = await listUnpricedModels(actorOf('team_lead', [teamId('support')]), {});
    expect(unpriced).toMatchObject({
      ...{ key: 'gpt-5.2-mini-house', events: '3', requests: '5', tokens: '2203' },
      ...{ firstDay: '2026-11-01', lastDay: '2026-11-10', reason: 'unknown_model' },
    });
    expect(unpriced?.suggestions.length).toBeGreaterThan(0);
    const modelId = unpriced?.modelId ?? '';
    const scope = { modelId, which: 'unpriced' as const };
    expect(await previewRepricing(ctx, scope)).toMatchObject({ events: '0', stillUnpriced: '3' });

    await aliasModel(ctx, { modelId, targetModelId: await idOf('anthropic', 'claude-haiku-4-5') });
    // 1 and 5 USD per Mtok: 1,000 + 100 → 0.0015; 3 input → 0.000003. No priority price there: stays unpriced.
    const preview = await previewRepricing(ctx, scope);
    expect(preview).toMatchObject({ events: '2', stillUnpriced: '1', after: '0.001503000000' });
    const reason = 'The house model is Haiku';
    expect(await repriceUsage(ctx, { ...scope, reason })).toMatchObject({
      ...{ events: '2', effectiveCostChange: '0.001503000000', stillUnpriced: '1' },
    });
    expect(await repriceUsage(ctx, { ...scope, reason })).toMatchObject({ events: '0', runId: null });
    expect(await reconcile(ctx, { period: null })).toMatchObject({ agrees: true, differenceCount: 0 });
    // New usage of that name is priced at once.
    await recorder.close();
    const fresh = createRecorder({
      ...{ db, loadPriceBook, now: () => NOW },
      ...{ secret: 'a secret of the tests, long enough for anyone', timeZone: 'Asia/Hong_Kong' },
    });
    const next = { source: 's', events: [event('house', 'gpt-5.2-mini-house')] };
    expect(await fresh.record({ keyId: 'k', teamId: null }, next)).toMatchObject({
      accepted: 1,
      unpriced: 0,
    });
    await fresh.close();
  });

  it('charges outdated usage again after a correction, and reconciles', async () => {
    const modelId = await idOf('openai', 'gpt-5.2');
    await addPriceVersion(ctx, {
      ...{ modelId, list: 'contract', validFrom: '2026-11-01T00:00:00Z' },
      rates: { prices: { input: '1', output: '10' } },
    });
    // List 1.75 and 14: 0.00315. Contract: 0.001 + 0.001.
    const scope = { modelId, which: 'outdated' as const };
    const preview = await previewRepricing(ctx, scope);
    expect(preview).toMatchObject({ events: '1', before: '0.003150000000', after: '0.002000000000' });
    await repriceUsage(ctx, { ...scope, reason: 'The contract began in November' });
    expect(await previewRepricing(ctx, scope)).toMatchObject({ events: '0' });
    expect(await reconcile(ctx, { period: null })).toMatchObject({ agrees: true });
    const [row] = await db.execute<{ list: string; effective: string }>(sql`
      select sum(list_cost)::text as list, sum(effective_cost)::text as effective from usage_daily where model_id = ${BigInt(modelId)}`);
    expect(row).toEqual({ list: '0.003150000000', effective: '0.002000000000' });
  });

  it('leaves an unbroken audit log', async () => {
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true });
  });
});

describe('FX rates', () => {
  it('start with the middle of the band, and follow each other without a gap', async () => {
    const hkd = async () => (await listFxRates(ctx, {})).filter((rate) => rate.quote === 'HKD');
    expect(await hkd()).toMatchObject([{ validFrom: '2000-01-01', validTo: null, rate: '7.8000000000' }]);
    const add = (validFrom: string, rate: string) =>
      addFxRate(actorOf('cfo'), { quote: 'HKD', validFrom, rate, source: 'Treasury, month-end' });
    await add('2026-11-01', '7.7812');
    await add('2026-10-01', '7.79');
    await add('2026-10-01', '7.7901');
    expect((await hkd()).map(({ validFrom, validTo, rate }) => [validFrom, validTo, rate])).toEqual([
      ['2026-11-01', null, '7.7812000000'],
      ['2026-10-01', '2026-11-01', '7.7901000000'],
      ['2000-01-01', '2026-10-01', '7.8000000000'],
    ]);
    await expect(add('2026-12-01', '0')).rejects.toThrow(/above zero/);
    await expect(
      addFxRate(ctx, { quote: 'USD', validFrom: '2026-01-01', rate: '1', source: 'nobody' }),
    ).rejects.toThrow(/needs no rate/);
  });
});
