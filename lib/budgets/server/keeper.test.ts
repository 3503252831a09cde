import { asc, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { alerts, budgetDeltas, budgetRequests, budgetThresholdEvents, executiveReviews } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { moneyOf, parseMoney } from '../../money/money';
import { pseudonymOf } from '../../usage/server/pseudonym';
import type { Recorder } from '../../usage/server/recorder';
import type { Threshold } from '../budget';
import { createBudgetConfigCache } from './budget-config';
import { createBudgeting } from './budgeting';
import { announceDenied, standingCounters } from './evaluate-budgets';
import { keepBudgets } from './keep-budgets';
import { createBudgetKeeper } from './keeper';
import { ANY_TEAM, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import { archiveBudgets, GATE_SECRET, seedPrices } from './testing/gate-fixture';

const { db, url } = await testDatabase();
const other = connect(url, { max: 3 });
let clock = NOW;
const budgeting = createBudgeting({ db, now: () => clock });
let recorder: Recorder;
let teamId: (key: string) => bigint;

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  recorder = newRecorder(db, () => clock, budgeting);
});

afterEach(async () => {
  await budgeting.keeper.settled();
  clock = NOW;
  await archiveBudgets(db);
  await db.delete(alerts);
  await db.delete(budgetThresholdEvents);
});

afterAll(async () => {
  await recorder.close();
  await budgeting.keeper.close();
  await disconnect(other);
});

const support = () => ({ kind: 'team', teamId: teamId('support') }) as const;
const record = (tokens: number, over = {}) =>
  recorder.record(ANY_TEAM, {
    source: 's',
    events: [usageOf(tokens, { time: clock.toISOString(), ...over })],
  });

const announced = async () =>
  (await db.select().from(budgetThresholdEvents).orderBy(asc(budgetThresholdEvents.percent))).map(
    ({ percent, cause, spent }) => `${percent} ${cause} ${spent / 10n ** 12n}`,
  );

const told = async () =>
  (await db.select().from(alerts).orderBy(asc(alerts.id))).map(({ facts }) => {
    const { kind, percent } = facts as { kind: string; percent: number };
    return `${kind} ${percent}`;
  });

const eventually = (look: () => Promise<unknown>, wanted: unknown) =>
  expect.poll(look, { timeout: 20_000, interval: 20 }).toEqual(wanted);

it('announces each threshold once, in order, by itself after recording', async () => {
  await makeBudget(db, NOW, 'team', support(), { limit: '100', period: 'day' });
  await record(49);
  await record(1, { user: 'ann' });
  await eventually(announced, ['50 spent 50']);
  await record(60);
  await eventually(announced, ['50 spent 50', '80 spent 110', '100 spent 110']);
  await record(60);
  await keepBudgets(db, clock);
  await keepBudgets(other, clock);
  expect(await told()).toEqual(['budget_threshold 50', 'budget_threshold 80', 'budget_threshold 100']);
  expect(await db.select().from(budgetDeltas)).toEqual([]);
  const [, , last] = await db.select().from(alerts).orderBy(asc(alerts.id));
  expect(last).toMatchObject({
    teamId: teamId('support'),
    facts: {
      kind: 'budget_threshold',
      budget: { name: 'team', unit: 'currency', currency: 'USD', period: 'day' },
      ...{ subject: null, percent: 100, action: { kind: 'block' }, cause: 'spent' },
      ...{ spent: '110.000000000000', limit: '100.000000000000' },
      ...{ periodFrom: '2026-11-22', periodTo: '2026-11-23', exhaustedOn: null },
      drivers: [{ workflow: 'triage', model: 'dollar', share: '1', amount: '110.000000000000' }],
    },
  });
});

it('announces the others where one budget cannot be told of', async () => {
  const scope = { kind: 'workflow', teamId: teamId('support'), workflow: 'quiet' } as const;
  const broken = await makeBudget(db, NOW, 'broken', scope, { limit: '1', period: 'day' });
  const sound = await makeBudget(db, NOW, 'sound', scope, { limit: '1', period: 'week' });
  // In its own currency this is more than the ledger can hold.
  await db.execute(sql`update budgets set plan_rate = 8 where id = ${broken}`);
  await db.execute(
    sql`update budget_counters set spent = 99999999999999999999999999 where budget_id = ${broken}`,
  );
  await db.execute(sql`update budget_counters set spent = 1 where budget_id = ${sound}`);
  await expect(keepBudgets(db, clock)).rejects.toThrow('larger than the ledger');
  expect(await announced()).toEqual(['50 spent 1', '80 spent 1', '100 spent 1']);
});

it('says whose limit it is, when it will be reached, and what drives it', async () => {
  await record(300, { time: '2026-11-02T03:00:00Z', user: 'ann' });
  await record(100, { time: '2026-11-03T03:00:00Z', model: 'dime', tags: { team: 'support' }, user: 'ann' });
  await makeBudget(db, NOW, 'each', { kind: 'user', of: support() }, { limit: '400' });
  const [alert] = await db.select().from(alerts);
  // 310 in 21 completed days: 400 is reached 28 days in.
  expect(alert?.facts).toMatchObject({
    ...{ percent: 50, cause: 'limit_changed', spent: '311.000000000000', exhaustedOn: '2026-11-28' },
    drivers: [
      { workflow: 'triage', model: 'dollar', share: '0.967846', amount: '301.000000000000' },
      { workflow: null, model: 'dime', share: '0.032154', amount: '10.000000000000' },
    ],
  });
  expect(alert?.facts).toMatchObject({ subject: pseudonymOf(GATE_SECRET, 'ann') });
});

it('announces once whatever the number of processes, and after a crash', async () => {
  await makeBudget(db, NOW, 'team', support(), { limit: '10000', period: 'week' });
  const keepers = [db, db, other, other].map((one) =>
    createBudgetKeeper({ db: one, cache: createBudgetConfigCache(one), now: () => clock }),
  );
  // As a process that ended right after its commit: deltas that nobody folded.
  const crashed = newRecorder(other, () => clock);
  await crashed.record(ANY_TEAM, { source: 's', events: [usageOf(9_000, { time: clock.toISOString() })] });
  const counts = await Promise.all(keepers.map((keeper) => keeper.evaluateAll(clock)));
  await crashed.close();
  expect(await announced()).toMatchObject(
    [/^50 spent/, /^80 spent/].map((text) => expect.stringMatching(text)),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  expect(await told()).toEqual(['budget_threshold 50', 'budget_threshold 80']);
});

it('announces what is due because a raise ended, and late usage for two days', async () => {
  const id = await makeBudget(db, NOW, 'day', support(), { limit: '1000', period: 'month' });
  await db.insert(budgetRequests).values({
    ...{ budgetId: id, requestedLimit: moneyOf(1n), requestedUntil: '2026-11-23', reason: 'a peak' },
    ...{ requestedByName: 'a', requestedAt: NOW, state: 'approved', decidedUntil: '2026-11-23' },
    decidedLimit: parseMoney('100000'),
  });
  await db.execute(sql`update budget_state set version = version + 1`);
  await db.delete(alerts);
  await db.delete(budgetThresholdEvents);
  await record(20_000);
  await keepBudgets(db, new Date('2026-11-23T15:59:59.999Z'));
  expect(await announced()).toEqual([]);
  await keepBudgets(db, new Date('2026-11-23T16:00:00Z'));
  expect((await announced()).map((text) => text.split(' ')[0])).toEqual(['50', '80', '100']);
  await db.delete(budgetThresholdEvents);
  await keepBudgets(db, new Date('2026-12-02T15:00:00Z'));
  expect(await announced()).toHaveLength(3);
  await db.delete(budgetThresholdEvents);
  await keepBudgets(db, new Date('2026-12-02T16:00:00Z'));
  expect(await announced()).toEqual([]);
});

it('announces the lower thresholds with a refusal, and calls the executives once', async () => {
  const thresholds: Threshold[] = [
    { percent: 50, action: { kind: 'warn' } },
    { percent: 90, action: { kind: 'executive_review' } },
    { percent: 120, action: { kind: 'notify' } },
  ];
  const tags = { team: 'claims' };
  const id = await makeBudget(
    db,
    NOW,
    'claims',
    { kind: 'team', teamId: teamId('claims') },
    {
      ...{ limit: '100', period: 'day', thresholds },
    },
  );
  await record(55, { tags });
  await eventually(announced, ['50 spent 55']);
  const config = await createBudgetConfigCache(db).reload();
  const deny = async () => {
    const [standing] = await standingCounters(db, config, clock, sql`c.budget_id = ${id}`);
    if (!standing) throw new Error('no counter');
    return db.transaction((tx) => announceDenied(tx, clock, config, standing, 90));
  };
  expect(await Promise.all([deny(), deny(), deny()])).toEqual(expect.arrayContaining([[90], [], []]));
  expect(await announced()).toEqual(['50 spent 55', '90 denied 55']);
  expect(await told()).toEqual(['budget_threshold 50', 'budget_threshold 90', 'executive_review 90']);
  expect(await db.select().from(executiveReviews)).toMatchObject([
    { budgetId: id, percent: 90, closedAt: null },
  ]);
});
