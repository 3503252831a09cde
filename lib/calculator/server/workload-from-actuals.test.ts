import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { splitUsage } from '../../attribution/server/split-usage';
import { listPricedModels } from '../../pricing/server/list-priced-models';
import { NOTHING_PULLED } from '../levers';
import { calculate } from '../outputs';
import { compilePrices } from '../usage-cost-prices';
import { found } from './testing/found';
import { meter, seedBook } from './testing/metered';
import { seedPeople } from './testing/people';
import { workloadFromActuals } from './workload-from-actuals';

const { db } = await testDatabase();
const { cfo, lead, otherLead, engineer, teamId } = await seedPeople(db);
const claims = String(teamId('claims'));

const support = { team: 'support', workflow: 'resolve', feature: 'desk', environment: 'production' };
/** 23 October to 21 November 2026 are the thirty days before NOW in Hong Kong. */
const FIRST = '2026-10-22T16:00:00Z';
const LAST = '2026-11-21T15:59:59Z';

beforeAll(async () => {
  await seedBook(db);
  await meter(db, [
    {
      ...{ time: FIRST, model: 'small', requests: 80, tags: support, user: 'ann', task_id: 't1' },
      tokens: { input: 40_000, cache_read: 40_000, output: 8_000, reasoning: 16_000 },
      context: { system_prompt: 32_000, history: 16_000, retrieved: 24_000 },
    },
    {
      ...{ time: LAST, model: 'large', requests: 20, tags: support, user: 'bob', task_id: 't2' },
      tokens: { input: 20_000, output: 2_000, reasoning: 4_000 },
      context: { system_prompt: 8_000, history: 4_000, retrieved: 6_000 },
      service_tier: 'batch',
    },
    {
      ...{ time: LAST, model: 'small', requests: 10, attempt: 2, tags: support },
      tokens: { input: 10_000, output: 0 },
    },
    { time: LAST, model: 'none', requests: 3, tokens: { input: 300 }, tags: support },
    { time: LAST, model: 'none', tokens: { input: 1 }, tags: { ...support, workflow: 'gifts' } },
    // Outside the days, of another workflow, of another team.
    { time: '2026-10-22T15:59:59Z', model: 'large', tokens: { input: 1 }, tags: support },
    { time: '2026-11-21T16:00:00Z', model: 'large', tokens: { input: 1 }, tags: support },
    { time: LAST, model: 'large', tokens: { input: 1 }, tags: { ...support, workflow: 'triage' } },
    {
      time: LAST,
      model: 'large',
      requests: 7,
      tokens: { input: 7_000 },
      tags: { ...support, team: 'claims' },
    },
  ]);
});

describe('a workload from the ledger', () => {
  it('is the last thirty whole days of the teams the reader may see', async () => {
    const read = found(await workloadFromActuals(lead(), { workflow: 'resolve' }));
    expect(read).toMatchObject({
      period: { from: '2026-10-23', to: '2026-11-22' },
      ...{ days: 30, daysWithUsage: 2, calls: '110', callsPerDay: '3.666667', retries: '10', people: 2 },
      tokens: {
        ...{ input: '70000', cacheRead: '40000', cacheWrite5m: '0', cacheWrite1h: '0' },
        ...{ output: '10000', reasoning: '20000' },
      },
      unpriced: { calls: '3', tokens: '300' },
      coverage: {
        anatomy: { part: '100', whole: '113' },
        users: { part: '100', whole: '113' },
        tasks: { part: '100', whole: '103' },
      },
      // small: 50,000 × 1 + 40,000 × 0.1 + 24,000 × 5; large at half price: (20,000 × 10 + 6,000 × 50) ÷ 2.
      effectiveCost: '0.424000000000',
      monthlyEffectiveCost: '0.424000000000',
    });
    expect(read.models.map(({ model, effectiveCost }) => [model, effectiveCost])).toEqual([
      ['acme/large', '0.250000000000'],
      ['acme/small', '0.174000000000'],
    ]);
    // Anatomy of 100,000 covered input tokens: 40 % + 20 % + 30 %; of all 110,000: 44,000 + 22,000 + 33,000.
    expect(read.workload).toMatchObject({
      volume: { kind: 'tasks', tasks: 2, per: 'month', activeUsers: 2 },
      agent: { callsPerTask: 50, retryShare: 0.1 },
      call: {
        ...{
          systemPromptTokens: 400,
          historyTokensPerTurn: 200,
          retrievedTokens: 300,
          userMessageTokens: 100,
        },
        ...{ visibleOutputTokens: 90.909091, reasoningMultiple: 2 },
      },
      // 40,000 of a prefix of 66,000.
      cacheHitShare: 0.606061,
      // 26,000 of 140,000 tokens are in batch, all of them on large.
      batchShare: 0.185714,
      model: {
        kind: 'mix',
        legs: [
          { model: 'acme/small', share: 0.814286 },
          { model: 'acme/large', share: 0.185714 },
        ],
      },
    });
    expect(read.notes.map(({ key }) => key).sort()).toEqual([
      ...['anatomyPart', 'fewDays', 'historyTurns', 'missesWritten', 'mixByTokens', 'runawayUnknown'],
      ...['tasksPart', 'unpricedLeftOut', 'usersPart'],
    ]);
  });

  it('reconciles with Explore to the last digit, and is what the engine computes where one model is used', async () => {
    const read = found(await workloadFromActuals(otherLead(), { workflow: 'resolve' }));
    const split = await splitUsage(otherLead(), {
      query: {
        period: read.period,
        filters: [{ dimension: 'workflow', values: ['resolve'] }],
        measures: ['effective_cost'],
        currency: 'USD',
      },
    });
    expect(split.total.figures.effective_cost?.value).toBe(read.effectiveCost);
    expect(read.effectiveCost).toBe('0.070000000000');
    const prices = compilePrices((await listPricedModels(otherLead(), {})).models);
    const computed = calculate(read.workload, NOTHING_PULLED, prices);
    expect(computed.priced && computed.baseline.costPer.month?.total).toBe(70_000_000_000n);
  });

  it('shows all teams to who sees all, one team where asked, and never another’s', async () => {
    expect(found(await workloadFromActuals(cfo(), { workflow: 'resolve' })).calls).toBe('117');
    const one = found(await workloadFromActuals(cfo(), { workflow: 'resolve', teamId: claims }));
    expect([one.calls, one.teamId]).toEqual(['7', claims]);
    await expect(
      workloadFromActuals(engineer(), { workflow: 'resolve', teamId: claims }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('scales other windows to a month of thirty days, and says where there is nothing to read', async () => {
    const week = found(await workloadFromActuals(otherLead(), { workflow: 'resolve', days: 7 }));
    expect(week.period).toEqual({ from: '2026-11-15', to: '2026-11-22' });
    expect(week).toMatchObject({ effectiveCost: '0.070000000000', monthlyEffectiveCost: '0.300000000000' });
    expect(week.workload.volume).toMatchObject({ tasks: 30 });
    const none = { found: false, reason: 'no_usage', period: { from: '2026-10-23', to: '2026-11-22' } };
    expect(await workloadFromActuals(lead(), { workflow: 'nothing' })).toEqual(none);
    expect(await workloadFromActuals(lead(), { workflow: 'gifts' })).toMatchObject({
      reason: 'no_priced_usage',
    });
  });
});
