import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensurePartitions } from '@/db/partitions';
import { models, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { CHECKS } from '../../board/close';
import { closeMonth } from '../../board/server/close-month';
import { reopenMonth } from '../../board/server/reopen-month';
import { seedBudget } from '../../budgets/server/testing/gate-fixture';
import { moneyOf, moneyToString } from '../../money/money';
import { reconcile } from '../../usage/server/reconcile';
import { createRecorder } from '../../usage/server/recorder';
import { addDiscount } from './add-discount';
import { addPriceVersion } from './add-price-version';
import { endDiscount } from './end-discount';
import { getModel } from './get-model';
import { loadCatalogue } from './load-catalogue';
import { loadPriceBook } from './load-price-book';
import { previewRepricing } from './preview-repricing';
import { repriceUsage } from './reprice-usage';
import { type AgentStep, agentSteps, stepsRequest } from './testing/agent-steps';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const steps = agentSteps() ?? [];
if (steps.length === 0) console.warn('skipped: set TOLLGATE_DATASETS to the folder of data sets');

const usd = (picos: bigint) => moneyToString(moneyOf(picos));
const cfo: Ctx = { ...ctx, actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] } };

/** Sums of the ledger by month and model, from the newest charge of each event: not from any rollup. */
async function charged(): Promise<Record<string, string>> {
  const rows = await db.execute<{ key: string; cost: string }>(sql`
    select to_char(e.occurred_at at time zone 'Asia/Hong_Kong', 'YYYY-MM') || ' ' || m.key as key,
      sum(coalesce(r.effective_cost, e.effective_cost, 0))::numeric(38,12)::text as cost
    from usage_events e join models m on m.id = e.model_id
    left join lateral (select x.effective_cost from usage_repricings x where x.team_id = e.team_id
      and x.occurred_at = e.occurred_at and x.seq = e.seq order by run_id desc limit 1) r on true
    group by 1`);
  return Object.fromEntries(rows.map((row) => [row.key, row.cost]));
}

const spentOfCounters = async () =>
  (
    await db.execute<{ period: string; spent: string }>(sql`
      select period_from::text as period, (c.spent + coalesce((select sum(d.spent) from budget_deltas d
        where d.counter_id = c.id), 0))::numeric(38,12)::text as spent from budget_counters c order by 1`)
  ).map(({ period, spent }) => [period.slice(0, 7), spent]);

async function idOf(provider: string, key: string): Promise<string> {
  const [row] = await db
    .select({ id: models.id })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(and(eq(providers.key, provider), eq(models.key, key)));
  return String(row?.id);
}

/** What a set of calls costs at three prices in USD per million tokens: worked out here, on its own. */
function costOf(
  calls: readonly AgentStep[],
  prices: { input: string; cacheRead: string; output: string },
): bigint {
  const micro = (text: string) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  };
  return calls.reduce(
    (sum, call) =>
      sum +
      call.input * micro(prices.input) +
      call.cacheRead * micro(prices.cacheRead) +
      (call.output + call.reasoning) * micro(prices.output),
    0n,
  );
}

describe.skipIf(steps.length === 0)('re-pricing real usage', () => {
  const modelKey = 'gemini-3-flash-preview';
  const calls = steps.filter((step) => step.model === modelKey);
  const february = calls.filter((step) => step.at < new Date('2026-02-28T16:00:00Z'));
  const march = calls.filter((step) => step.at >= new Date('2026-02-28T16:00:00Z'));
  const listPrices = { input: '0.5', cacheRead: '0.05', output: '3' };
  let modelId: string;
  let google: string;

  beforeAll(async () => {
    await seedOrganisation(db);
    await loadCatalogue(db, NOW);
    await ensurePartitions(db, ['2026-02', '2026-03']);
    await seedBudget(db, { limit: '1000' });
    const recorder = createRecorder({
      ...{ db, loadPriceBook, now: () => NOW, secret: 's'.repeat(40), timeZone: 'Asia/Hong_Kong' },
    });
    for (let at = 0; at < steps.length; at += 1_000)
      await recorder.record({ keyId: 'k', teamId: null }, stepsRequest(steps.slice(at, at + 1_000)));
    await recorder.close();
    modelId = await idOf('google', modelKey);
    [{ id: google } = { id: '' }] = await db.execute<{ id: string }>(
      sql`select id::text from providers where key = 'google'`,
    );
  }, 120_000);

  it('starts from list prices that the file’s tokens give by hand', async () => {
    expect([february.length, march.length]).toEqual([301, 301]);
    const now = await charged();
    expect(now[`2026-02 ${modelKey}`]).toBe(usd(costOf(february, listPrices)));
    expect(await previewRepricing(ctx, { which: 'all' })).toMatchObject({ events: '0', months: [] });
    expect((await reconcile(ctx, {})).agrees).toBe(true);
  });

  const contract = { input: '0.333333', cacheRead: '0.041667', output: '2.75' };
  const from = '2026-02-13T18:51:29.047Z';
  const price = () => ({
    ...{ modelId, list: 'contract' as const, validFrom: from, note: 'Contract of February' },
    rates: { prices: contract },
  });

  it('shows a price from a past date by month and team before it is stored, and then does exactly that', async () => {
    const after = (all: AgentStep[]) => all.filter((call) => call.at >= new Date(from));
    const effectOf = (some: AgentStep[]) => usd(costOf(some, contract) - costOf(some, listPrices));
    const ofTeam = (team: string) => effectOf(after(calls).filter((call) => call.team === team));
    const before = await charged();
    const change = { kind: 'price' as const, input: price() };
    const preview = await previewRepricing(ctx, { which: 'all', change });
    expect(after(february).length).toBeGreaterThan(50);
    expect(
      preview.months.map(({ month, closed, events, change: moved }) => [month, closed, events, moved]),
    ).toEqual([
      ['2026-02', false, String(after(february).length), effectOf(after(february))],
      ['2026-03', false, String(march.length), effectOf(march)],
    ]);
    expect(Object.fromEntries(preview.teams.map((team) => [team.label, team.change]))).toEqual({
      'Customer Service': ofTeam('support'),
      Claims: ofTeam('claims'),
    });
    expect(preview.models.map((model) => model.label)).toEqual([`google/${modelKey}`]);
    // Nothing of it is stored.
    expect(
      (await getModel(ctx, { modelId })).versions.every((version) => version.listKey !== 'contract'),
    ).toBe(true);
    expect(await charged()).toEqual(before);

    const wrong = { events: preview.events, change: usd(1n) };
    await expect(
      addPriceVersion(ctx, { ...price(), reprice: { reason: 'As the contract says', expected: wrong } }),
    ).rejects.toMatchObject({ code: 'conflict', issues: [{ code: 'preview_changed' }] });
    expect(
      (await getModel(ctx, { modelId })).versions.every((version) => version.listKey !== 'contract'),
    ).toBe(true);

    const expected = { events: preview.events, change: preview.change };
    const done = await addPriceVersion(ctx, {
      ...price(),
      reprice: { reason: 'As the contract says', expected },
    });
    expect(done.repricing).toMatchObject({
      events: preview.events,
      effectiveCostChange: preview.change,
      closed: { events: '0', change: '0.000000000000' },
    });
    const now = await charged();
    const kept = february.filter((call) => call.at < new Date(from));
    expect(now[`2026-02 ${modelKey}`]).toBe(
      usd(costOf(kept, listPrices) + costOf(after(february), contract)),
    );
    expect(now[`2026-03 ${modelKey}`]).toBe(usd(costOf(march, contract)));
    expect(await previewRepricing(ctx, { which: 'all' })).toMatchObject({ events: '0' });
    expect(await reconcile(ctx, {})).toMatchObject({ agrees: true, budgets: { differences: [] } });
    const sumOf = (month: string) =>
      usd(
        Object.entries(now).reduce(
          (sum, [key, cost]) => (key.startsWith(month) ? sum + BigInt(cost.replace('.', '')) : sum),
          0n,
        ),
      );
    expect(await spentOfCounters()).toEqual([
      ['2026-02', sumOf('2026-02')],
      ['2026-03', sumOf('2026-03')],
      ['2026-11', '0.000000000000'],
    ]);
  });

  it('never touches a closed month: shown apart, left alone, also later; opened again it moves', async () => {
    await expect(closeMonth(cfo, { month: '2026-11' })).rejects.toThrow(/not over/);
    const seen = { acknowledged: [...CHECKS], note: 'The test has no invoices' };
    await closeMonth(cfo, { month: '2026-02', ...seen });
    await expect(closeMonth(cfo, { month: '2026-02', ...seen })).rejects.toThrow(/closed already/);

    const input = {
      providerId: google,
      percent: '12.5',
      validFrom: '2026-01-31T16:00:00.000Z',
      contract: 'Google agreement 2026',
    };
    const before = await charged();
    const preview = await previewRepricing(ctx, { which: 'all', change: { kind: 'discount', input } });
    const [feb, mar] = preview.months;
    expect(preview.months).toHaveLength(2);
    expect([feb?.month, feb?.closed, mar?.month, mar?.closed]).toEqual(['2026-02', true, '2026-03', false]);
    expect(preview.closed).toMatchObject({ events: feb?.events, change: feb?.change });
    expect(preview.change).toBe(mar?.change);
    // gemini-3-flash-preview has a contract price of its own from then on: in March nothing of it changes.
    expect(preview.models.map((model) => model.label)).not.toContain(`google/${modelKey}`);

    const done = await addDiscount(ctx, {
      ...input,
      reprice: {
        reason: 'The agreement began in February',
        expected: { events: preview.events, change: preview.change },
      },
    });
    expect(done.repricing).toMatchObject({
      events: preview.events,
      effectiveCostChange: preview.change,
      closed: { events: feb?.events, change: feb?.change },
    });
    const now = await charged();
    const ofMonth = (sums: Record<string, string>, month: string) =>
      Object.entries(sums).filter(([key]) => key.startsWith(month));
    expect(ofMonth(now, '2026-02')).toEqual(ofMonth(before, '2026-02'));
    expect(ofMonth(now, '2026-03')).not.toEqual(ofMonth(before, '2026-03'));
    // 304 calls of gemini-2.5-pro, all below 200,000 input tokens: 1.25, 0.125 and 10 less an eighth.
    const pro = steps.filter((step) => step.model === 'gemini-2.5-pro' && step.at >= new Date('2026-03-01'));
    expect(pro.every((call) => call.input + call.cacheRead <= 200_000n)).toBe(true);
    expect(now['2026-03 gemini-2.5-pro']).toBe(
      usd(costOf(pro, { input: '1.09375', cacheRead: '0.109375', output: '8.75' })),
    );

    const again = await repriceUsage(ctx, { which: 'all', reason: 'Once more, everything' });
    expect(again).toMatchObject({
      runId: null,
      events: '0',
      closed: { events: feb?.events, change: feb?.change },
    });
    expect(await charged()).toEqual(now);
    expect(await reconcile(ctx, {})).toMatchObject({ agrees: true });

    await reopenMonth(cfo, { month: '2026-02', reason: 'The agreement covers February' });
    const opened = await repriceUsage(ctx, { providerId: google, which: 'outdated', reason: 'February too' });
    expect(opened).toMatchObject({
      events: feb?.events,
      effectiveCostChange: feb?.change,
      closed: { events: '0' },
    });
    expect(await reconcile(ctx, {})).toMatchObject({ agrees: true });
  });

  it('lets a discount on the model go before the provider’s, and a list price of a later day get both', async () => {
    const proId = await idOf('google', 'gemini-2.5-pro');
    const inputOf = async () =>
      (await getModel(ctx, { modelId: proId })).versions.find((version) => version.charging)?.rates.prices
        .input;
    expect(await inputOf()).toBe('1.09375');
    const own = {
      providerId: google,
      modelId: proId,
      percent: '20',
      validFrom: '2026-10-31T16:00:00.000Z',
      contract: 'For one model',
    };
    const added = await addDiscount(ctx, own);
    expect(await inputOf()).toBe('1');
    await expect(addDiscount(ctx, { ...own, percent: '5' })).rejects.toMatchObject({
      issues: [{ code: 'discount_overlaps' }],
    });
    await addPriceVersion(ctx, {
      ...{ modelId: proId, list: 'manual', validFrom: '2026-11-20T16:00:00.000Z', note: 'A new list price' },
      rates: { prices: { input: '2', output: '10' } },
    });
    expect(await inputOf()).toBe('1.6');
    await loadCatalogue(db, NOW);
    expect(await inputOf()).toBe('1.6');
    await endDiscount(ctx, {
      discountId: added.discountId,
      endsAt: '2026-11-21T16:00:00.000Z',
      reason: 'Ended early',
    });
    expect(await inputOf()).toBe('1.75');
    await expect(
      endDiscount(ctx, {
        discountId: added.discountId,
        endsAt: '2026-11-22T16:00:00.000Z',
        reason: 'Too late',
      }),
    ).rejects.toMatchObject({ issues: [{ code: 'discount_ended' }] });
  });

  it('leaves an unbroken audit log', async () => {
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true });
  });
});
