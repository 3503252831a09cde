import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { models, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { reconcile } from '../../usage/server/reconcile';
import { createRecorder } from '../../usage/server/recorder';
import { addPriceVersion } from './add-price-version';
import { catalogueSummary } from './catalogue-summary';
import { chooseList } from './choose-list';
import { importPriceMap } from './import-price-map';
import { listModels } from './list-models';
import { listPriceLists } from './list-price-lists';
import { loadCatalogue } from './load-catalogue';
import { loadPriceBook } from './load-price-book';
import { previewPriceMap } from './preview-price-map';
import { previewRepricing } from './preview-repricing';

const FOLDER = process.env.TOLLGATE_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data');
const FILE = path.join(FOLDER, 'litellm-model_prices_and_context_window.json');
const isHere = existsSync(FILE);
if (!isHere) console.warn(`skipped: ${FILE} is not here; set TOLLGATE_DATA to the folder of price maps`);

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

describe.skipIf(!isHere)('importing the LiteLLM price map', () => {
  const text = isHere ? readFileSync(FILE, 'utf8') : '{}';
  const source = { text };
  let summary: Awaited<ReturnType<typeof catalogueSummary>>;

  beforeAll(async () => {
    await seedOrganisation(db);
    await loadCatalogue(db, NOW);
    summary = await catalogueSummary(ctx, {});
  }, 60_000);

  /** Every name of the map, as traffic may carry it, and what the book makes of it. */
  async function resolved() {
    const book = await loadPriceBook(db);
    const known = await db
      .select({ id: models.id, provider: providers.key, key: models.key })
      .from(models)
      .innerJoin(providers, eq(providers.id, models.providerId));
    const keyOf = new Map(known.map((row) => [row.id, `${row.provider}/${row.key}`]));
    return Object.entries(JSON.parse(text) as Record<string, { litellm_provider?: string }>).flatMap(
      ([key, entry]) =>
        [null, entry.litellm_provider ?? null].map((provider) => {
          const found = book.resolve(provider, key);
          return `${provider} ${key}: ${found ? keyOf.get(found.modelId) : '–'}`;
        }),
    );
  }

  it('shows the difference first, every entry accounted for, and nothing is stored', async () => {
    const diff = await previewPriceMap(ctx, { source });
    // 2,985 top-level keys less the example and the date.
    const { missing, ...counts } = diff.counts;
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(2_983);
    expect(diff).toMatchObject({ publishedOn: '2026-07-24', isCharging: false });
    expect([counts.new, counts.changed, counts.unchanged, missing]).toEqual([2_317, 0, 0, 0]);
    expect(diff.unreadable.map(({ reason, count }) => [reason, count])).toEqual([
      ['no_token_price', 441],
      ['only_zero', 130],
      ['says_otherwise', 21],
      ['not_a_price', 2],
      ['no_name', 1],
      ['not_a_model', 1],
    ]);
    expect(diff.book.same + diff.book.differs + diff.book.none).toBe(2_317);
    expect(diff.book.same).toBeGreaterThan(200);
    expect((await listPriceLists(ctx, {})).map((list) => list.listKey)).not.toContain('litellm');
  });

  it('changes nothing but its own list: no charge, no name, no count', async () => {
    const before = await resolved();
    const { digest } = await previewPriceMap(ctx, { source });
    await expect(
      importPriceMap(ctx, { source: { text: `${text} ` }, fileName: 'other.json', digest }),
    ).rejects.toMatchObject({ issues: [{ code: 'file_changed' }] });
    expect(await importPriceMap(ctx, { source, fileName: 'map.json', digest })).toMatchObject({
      versionsAdded: 2_317,
    });
    expect(await resolved()).toEqual(before);
    expect(await catalogueSummary(ctx, {})).toMatchObject({ models: summary.models });
    expect((await listPriceLists(ctx, {})).at(-1)).toMatchObject({
      listKey: 'litellm',
      isCharging: false,
      models: 2_317,
    });
    const compared = await listModels(ctx, { show: 'compared', search: 'snowflake claude' });
    expect(compared.rows.every((row) => row.rates === null && row.state === 'listed')).toBe(true);
    expect(compared.total).toBeGreaterThan(0);
  });

  it('does nothing the second time; a changed price closes the old one from today', async () => {
    expect((await previewPriceMap(ctx, { source })).counts).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 2_317,
    });
    expect(await importPriceMap(ctx, { source, fileName: 'map.json' })).toMatchObject({
      ...{ models: 0, versionsAdded: 0, versionsClosed: 0 },
    });
    const json = JSON.parse(text);
    json['snowflake/deepseek-r1'] = { litellm_provider: 'snowflake', input_cost_per_token: 1e-6 };
    delete json['snowflake/claude-3-5-sonnet'];
    json['gpt-4o'].input_cost_per_token = 2e-6;
    const next = { text: JSON.stringify(json) };
    const diff = await previewPriceMap(ctx, { source: next });
    const [changed] = diff.rows;
    expect(changed).toMatchObject({ label: 'openai/gpt-4o', state: 'changed', book: 'differs' });
    expect([changed?.before?.prices.input, changed?.after.prices.input]).toEqual(['2.5', '2']);
    const done = await importPriceMap(ctx, { source: next, fileName: 'next.json' });
    expect(done).toMatchObject({
      versionsClosed: diff.counts.changed,
      versionsAdded: diff.counts.changed + diff.counts.new,
    });
    expect(await importPriceMap(ctx, { source: next, fileName: 'next.json' })).toMatchObject({
      versionsAdded: 0,
    });
  });

  it('charges once it is chosen, where no list before it does; the preview is what then happens', async () => {
    const recorder = createRecorder({
      ...{ db, loadPriceBook, now: () => NOW, secret: 's'.repeat(40), timeZone: 'Asia/Hong_Kong' },
    });
    const tokens = { input: 1_000_000, output: 0 };
    const event = (id: string, provider: string, model: string) => ({
      ...{ id, provider, model, tokens, time: '2026-11-10T00:00:00Z', tags: { team: 'support' } },
    });
    await recorder.record(
      { keyId: 'k', teamId: null },
      { source: 's', events: [event('1', 'snowflake', 'deepseek-r1'), event('2', 'openai', 'gpt-4o')] },
    );
    await recorder.close();
    const choice = { listKey: 'litellm', isCharging: true, reason: 'Prices for Snowflake' };
    const preview = await previewRepricing(ctx, {
      which: 'all',
      change: { kind: 'listChoice', input: choice },
    });
    expect(preview).toMatchObject({ events: '1', before: '0.000000000000', change: '1.350000000000' });
    // The cheaper price of the second file counts from today: the call was twelve days ago.
    const expected = { events: preview.events, change: preview.change };
    const done = await chooseList(ctx, { ...choice, reprice: { reason: choice.reason, expected } });
    expect(done.repricing).toMatchObject({ events: '1', effectiveCostChange: '1.350000000000' });
    expect((await listModels(ctx, { search: 'snowflake deepseek-r1' })).rows[0]).toMatchObject({
      ...{ state: 'catalogue', listName: 'LiteLLM' },
    });
    await chooseList(ctx, { ...choice, isCharging: false });
    expect((await listModels(ctx, { search: 'snowflake deepseek-r1', show: 'compared' })).total).toBe(1);
    expect(await catalogueSummary(ctx, {})).toMatchObject({ models: summary.models });
    expect(await reconcile(ctx, {})).toMatchObject({ agrees: true });
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true });
  });

  it('refuses what is no price map', async () => {
    const ask = (wrong: string) => previewPriceMap(ctx, { source: { text: wrong } });
    await expect(ask('not json')).rejects.toMatchObject({ issues: [{ path: 'file', code: 'not_json' }] });
    await expect(ask('[1, 2]')).rejects.toMatchObject({ issues: [{ code: 'not_json' }] });
    await expect(ask('{"a": {}}')).rejects.toMatchObject({ issues: [{ code: 'no_prices' }] });
  });

  it('lets a person price one of its models, which is then of the catalogue', async () => {
    const [row] = (await listModels(ctx, { show: 'compared', search: 'snowflake claude' })).rows;
    await addPriceVersion(ctx, {
      ...{ modelId: row?.modelId ?? '', list: 'manual', validFrom: null, note: 'By hand' },
      rates: { prices: { input: '1' } },
    });
    expect((await listModels(ctx, { search: row?.key ?? '' })).rows[0]).toMatchObject({ state: 'catalogue' });
  });
});
