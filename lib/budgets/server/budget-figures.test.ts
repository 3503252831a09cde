import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { attributions, budgetCounters, budgetDeltas, gateDecisions, models, usageUsers } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { parseMoney } from '../../money/money';
import type { Threshold } from '../budget';
import type { BudgetNode, BudgetRow } from '../budget-dto';
import type { CreateBudgetInput } from '../budget-input';
import { budgetCompliance } from './budget-compliance';
import { budgetDays } from './budget-days';
import { budgetDenials } from './budget-denials';
import { budgetPlaces } from './budget-places';
import { budgetTree } from './budget-tree';
import { createBudget } from './create-budget';
import { getBudget } from './get-budget';
import { previewBudget } from './preview-budget';
import { record, verbFixture } from './testing/verb-fixture';

const { db } = await testDatabase();
const { teamId, departmentId, cfo, lead, otherLead, engineer } = await verbFixture(db);
const support = String(teamId('support'));
const claims = String(teamId('claims'));
const ops = String(departmentId('ops'));

// October, for the previews.
await record(db, [
  { id: 'o1', time: '2026-10-10T04:00:00Z', workflow: 'resolve', input: 33, requests: 3 },
  { id: 'o2', time: '2026-10-24T04:00:00Z', workflow: 'resolve', input: 20, requests: 2 },
  { id: 'o3', time: '2026-10-25T04:00:00Z', workflow: 'resolve', input: 17 },
  { id: 'o4', time: '2026-10-26T04:00:00Z', workflow: 'resolve', input: 1 },
  { id: 'o5', time: '2026-10-27T04:00:00Z', workflow: 'resolve', model: 'gift', input: 5, requests: 4 },
  { id: 'o6', time: '2026-10-27T04:00:00Z', workflow: 'triage', input: 900 },
]);
// November until yesterday: 10 + 40 + 20 = 70 of support, 100 of claims, 7 of platform; 9 tokens without a price.
await record(db, [
  { id: 'n1', time: '2026-11-02T04:00:00Z', workflow: 'resolve', user: 'u1', input: 10 },
  { id: 'n2', time: '2026-11-10T04:00:00Z', workflow: 'triage', user: 'u2', input: 40 },
  { id: 'n3', time: '2026-11-20T04:00:00Z', workflow: 'resolve', user: 'u1', input: 20 },
  { id: 'n4', time: '2026-11-15T04:00:00Z', team: 'claims', workflow: 'assess', user: 'u1', input: 100 },
  { id: 'n5', time: '2026-11-03T04:00:00Z', team: 'platform', workflow: 'deploy', input: 7 },
  { id: 'n6', time: '2026-11-05T04:00:00Z', workflow: 'resolve', model: 'gift', input: 9 },
]);

const WARN_ONLY: Threshold[] = [{ percent: 100, action: { kind: 'warn' } }];
const create = async (
  name: string,
  scope: CreateBudgetInput['scope'],
  limit: string,
  over: Partial<CreateBudgetInput> = {},
) => {
  const { budgetId } = await createBudget(cfo(), { name, scope, limit, currency: 'USD', ...over });
  return budgetId;
};
const organisation = await create('All', { kind: 'organisation' }, '1000');
await create('Tokens', { kind: 'organisation' }, '300', { unit: 'tokens', currency: null });
await create('Ops', { kind: 'department', departmentId: ops }, '200');
const ofSupport = await create('Support', { kind: 'team', teamId: support }, '60');
await create('Claims total', { kind: 'team', teamId: claims }, '90', { thresholds: WARN_ONLY });
await create('Each', { kind: 'user', of: { kind: 'organisation' } }, '800', { currency: 'HKD' });
await create('Triage', { kind: 'workflow', teamId: support, workflow: 'triage' }, '50');
// Today, as recording counts it: 5 more of support.
await record(db, [{ id: 'n7', time: '2026-11-22T03:00:00Z', workflow: 'resolve', user: 'u1', input: 5 }]);
// The gate holds 3 dollars for the organisation.
const [counter] = await db
  .select()
  .from(budgetCounters)
  .where(eq(budgetCounters.budgetId, BigInt(organisation)));
await db.insert(budgetDeltas).values({
  counterId: counter?.id ?? 0n,
  spent: parseMoney('0'),
  reserved: parseMoney('3'),
  unpricedTokens: 0n,
});

const every = (nodes: readonly BudgetNode[]): BudgetRow[] =>
  nodes.flatMap((node) => [...node.budgets, ...every(node.children)]);
const keys = (nodes: readonly BudgetNode[]): string[] =>
  nodes.flatMap(({ key, children }) => [key, ...keys(children)]);
const amount = (text: string) => `${text}.000000000000`;

describe('the tree', () => {
  it('has every place with what the events say', async () => {
    const tree = await budgetTree(cfo(), {});
    expect(keys(tree.roots)).toEqual([
      'organisation',
      `department:${ops}`,
      `team:${claims}`,
      `team:${support}`,
      `workflow:${support}:triage`,
      `department:${departmentId('it')}`,
      `team:${teamId('platform')}`,
      'user:organisation',
    ]);
    const by = new Map(every(tree.roots).map((one) => [one.name, one.position]));
    expect(by.get('All')).toEqual({
      period: { from: '2026-11-01', to: '2026-12-01' },
      limit: amount('1000'),
      spent: amount('182'),
      reserved: amount('3'),
      remaining: amount('815'),
      percent: '18.2',
      elapsedPercent: '71.6',
      // 177 in 21 completed days: 252.857… in 30.
      forecast: '252.857142857143',
      forecastPercent: '25.2',
      exhaustedOn: null,
      state: 'on_track',
      reached: null,
      unpricedTokens: '9',
    });
    // 170 in 21 days: 200 are reached on the 25th.
    expect(by.get('Ops')).toMatchObject({
      ...{ spent: amount('175'), percent: '87.5', state: 'will_exceed', exhaustedOn: '2026-11-25' },
      ...{ forecast: '242.857142857143', reached: { percent: 80, action: { kind: 'warn' } } },
    });
    expect(by.get('Support')).toMatchObject({
      ...{ spent: amount('75'), remaining: amount('-15'), percent: '125.0', state: 'blocked' },
    });
    expect(by.get('Claims total')).toMatchObject({
      spent: amount('100'),
      percent: '111.1',
      state: 'exceeded',
    });
    expect(by.get('Triage')).toMatchObject({ spent: amount('40'), percent: '80.0', state: 'will_exceed' });
    // Tokens count with or without a price: 182 + 9.
    expect(by.get('Tokens')).toMatchObject({
      ...{ spent: amount('191'), limit: amount('300'), percent: '63.6', state: 'on_track' },
      unpricedTokens: '0',
    });
    expect(tree.counts).toMatchObject({
      budgets: 7,
      byState: { on_track: 2, ahead: 0, will_exceed: 2, exceeded: 1, blocked: 2 },
      overAllocated: 0,
    });
  });

  it('counts the users of a budget for every user, and shows those who spent most', async () => {
    const each = every((await budgetTree(cfo(), {})).roots).find(({ name }) => name === 'Each');
    // HK$800 at 8 are US$100 each: u1 spent 135, u2 40; the rest names no user.
    expect(each?.users).toMatchObject({ users: 2, total: amount('1400') });
    expect(each?.users?.reached.map(({ percent, users }) => [percent, users])).toEqual([
      [50, 1],
      [80, 1],
      [100, 1],
    ]);
    expect(each?.users?.top).toMatchObject([
      { spent: amount('1080'), remaining: amount('-280'), percent: '135.0', reached: { percent: 100 } },
      { spent: amount('320'), remaining: amount('480'), percent: '40.0', reached: null },
    ]);
    expect(each?.position).toMatchObject({ spent: amount('1080'), state: 'blocked' });
  });

  it("shows a lead and an engineer their team's alone, and of what is above only the room", async () => {
    for (const actor of [lead(), engineer()]) {
      const tree = await budgetTree(actor, {});
      expect(keys(tree.roots)).toEqual([`team:${support}`, `workflow:${support}:triage`]);
      expect(JSON.stringify(tree)).not.toMatch(/Claims|Operations|"All"|"Each"/);
    }
    const [node] = (await budgetTree(lead(), {})).roots;
    // Operations has 200 a month, claims 90 of it.
    expect(node?.budgets[0]?.envelope).toEqual({
      above: 'department',
      maxLimit: amount('110'),
      left: amount('50'),
    });
    expect(node?.budgets[0]?.can).toEqual({
      ...{ edit: true, envelope: false, archive: false, request: true, decide: false },
    });
  });
});

describe('one budget', () => {
  it('has its periods, what it reached and its history', async () => {
    const detail = await getBudget(lead(), { budgetId: ofSupport });
    expect(detail.periods).toEqual([
      { from: '2026-11-01', to: '2026-12-01', spent: amount('75'), percent: '125.0' },
    ]);
    expect(detail.thresholdsReached.map(({ percent, cause, spent }) => [percent, cause, spent])).toEqual([
      [100, 'limit_changed', amount('70')],
      [80, 'limit_changed', amount('70')],
      [50, 'limit_changed', amount('70')],
    ]);
    expect(detail.history.map(({ action, by }) => [action, by])).toEqual([['budget.create', 'Carol']]);
  });

  it('burns down by the days of the rollups', async () => {
    const { days, total, limit } = await budgetDays(lead(), { budgetId: ofSupport });
    expect([total, limit, days.length]).toEqual([amount('75'), amount('60'), 30]);
    expect(days[0]).toEqual({
      day: '2026-11-01',
      spent: amount('0'),
      cumulative: amount('0'),
      ideal: amount('2'),
      forecast: null,
    });
    expect(days[9]).toMatchObject({ spent: amount('40'), cumulative: amount('50'), ideal: amount('20') });
    // Seventy dollars in 21 completed days: today the rate says 73.33, and 75 are spent already.
    expect(days[21]).toMatchObject({ spent: amount('5'), cumulative: amount('75'), forecast: amount('75') });
    expect(days[29]).toEqual({
      day: '2026-11-30',
      spent: null,
      cumulative: null,
      ideal: amount('60'),
      forecast: amount('100'),
    });
    const october = await budgetDays(lead(), { budgetId: ofSupport, day: '2026-10-31' });
    expect([october.total, october.days.length]).toEqual([amount('971'), 31]);
    expect(october.days[30]).toMatchObject({ cumulative: amount('971'), forecast: null });
  });

  it('names who was refused and why, page by page, to its readers alone', async () => {
    const [place] = await db.select().from(attributions).where(eq(attributions.workflow, 'resolve')).limit(1);
    const [user] = await db.select().from(usageUsers).limit(1);
    const [model] = await db.select().from(models).where(eq(models.key, 'dollar'));
    const denial = (index: number, at: string) => ({
      id: `rsv_000${index}`,
      teamId: teamId('support'),
      requestId: `r${index}`,
      requestDigest: 'd',
      decidedAt: new Date(at),
      decision: 'deny',
      state: 'none',
      attributionId: place?.id ?? 0n,
      userId: user?.id ?? null,
      modelId: model?.id ?? null,
      taskClass: 'simple_lookup',
      estimatedCost: parseMoney('1.5'),
      estimatedTokens: 2n,
      counterIds: [],
      holds: [],
      budgetId: BigInt(ofSupport),
      reason: 'budget_exceeded',
      degraded: false,
      answer: '{}',
    });
    await db
      .insert(gateDecisions)
      .values([
        denial(1, '2026-10-31T15:59:59Z'),
        denial(2, '2026-10-31T16:00:00Z'),
        denial(3, '2026-11-21T00:00:00Z'),
        denial(4, '2026-11-22T00:00:00Z'),
        { ...denial(5, '2026-11-22T01:00:00Z'), decision: 'allow' },
      ]);
    const first = await budgetDenials(lead(), { budgetId: ofSupport, limit: 2 });
    expect([first.total, first.rows.map(({ id }) => id), first.next]).toEqual([
      '3',
      ['rsv_0004', 'rsv_0003'],
      'rsv_0003',
    ]);
    expect(first.rows[0]).toEqual({
      ...{ id: 'rsv_0004', at: '2026-11-22T00:00:00.000Z', team: 'Customer Service', workflow: 'resolve' },
      ...{ feature: null, user: user?.pseudonym, model: 'dollar', taskClass: 'simple_lookup' },
      ...{ reason: 'budget_exceeded', estimate: '1.500000000000', degraded: false },
    });
    const second = await budgetDenials(lead(), { budgetId: ofSupport, limit: 2, before: 'rsv_0003' });
    expect([second.rows.map(({ id }) => id), second.next]).toEqual([['rsv_0002'], null]);
    const other = otherLead();
    const asked = { budgetId: ofSupport };
    for (const question of [budgetDenials, budgetDays, getBudget])
      await expect(question(other, asked)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getBudget(lead(), { budgetId: organisation })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a preview', () => {
  const draft = {
    scope: { kind: 'workflow', teamId: support, workflow: 'resolve' },
    currency: 'HKD',
    period: 'month',
    limit: '400',
    thresholds: [
      { percent: 50, action: { kind: 'notify' } },
      { percent: 80, action: { kind: 'warn' } },
      { percent: 100, action: { kind: 'block' } },
    ],
  } as const satisfies Parameters<typeof previewBudget>[1];

  it('says what the draft would have stopped in the month before', async () => {
    // US$50: 33 fit on the 10th; 20 on the 24th do not; 17 on the 25th do, exactly; then nothing does.
    expect(await previewBudget(lead(), draft)).toEqual({
      period: { from: '2026-10-01', to: '2026-11-01' },
      unit: 'currency',
      currency: 'HKD',
      limit: amount('400'),
      planRate: '8.0000000000',
      calls: '11',
      spent: amount('568'),
      percent: '142.0',
      blockedCalls: '7',
      blockedAmount: amount('168'),
      firstBlockedAt: '2026-10-24T04:00:00.000Z',
      firstBlockedOn: '2026-10-24',
      unpricedCalls: '4',
      thresholds: [
        { percent: 50, action: { kind: 'notify' }, reachedOn: '2026-10-10', users: null },
        { percent: 80, action: { kind: 'warn' }, reachedOn: '2026-10-24', users: null },
        { percent: 100, action: { kind: 'block' }, reachedOn: '2026-10-24', users: null },
      ],
      users: null,
      // Support has US$60, triage 50 of it: US$10 are left.
      envelope: { above: 'team', maxLimit: amount('80'), left: amount('-320') },
    });
  });

  it('takes any period, other units and every user', async () => {
    const november = await previewBudget(lead(), { ...draft, day: '2026-11-15', whenUnpriced: 'allow' });
    expect(november).toMatchObject({
      calls: '4',
      spent: amount('280'),
      blockedCalls: '0',
      firstBlockedOn: null,
    });
    const tokens = { unit: 'tokens', currency: null, limit: '75' } as const;
    expect(await previewBudget(lead(), { ...draft, ...tokens })).toMatchObject({
      ...{ spent: amount('76'), blockedCalls: '4', firstBlockedOn: '2026-10-27', unpricedCalls: '0' },
    });
    const scope = { kind: 'user', of: { kind: 'organisation' } } as const;
    expect(await previewBudget(cfo(), { ...draft, scope, day: '2026-11-15' })).toMatchObject({
      calls: '5',
      spent: amount('1400'),
      blockedCalls: '1',
      users: { counted: 2, blocked: 1 },
      thresholds: [
        { reachedOn: '2026-11-10', users: 2 },
        { reachedOn: '2026-11-10', users: 2 },
        { reachedOn: '2026-11-15', users: 1 },
      ],
    });
  });

  it("is refused to other teams' leads", async () => {
    await expect(previewBudget(otherLead(), draft)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(previewBudget(lead(), { ...draft, scope: { kind: 'organisation' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

it('compliance counts budgets and workflows within their envelope, with what it is made of', async () => {
  const whole = await budgetCompliance(cfo(), {});
  expect(whole).toMatchObject({
    asOf: NOW.toISOString(),
    // Support, claims and the cap per user are beyond.
    budgets: { percent: '57.1', within: 4, counted: 7, uncounted: 0 },
    // triage by its own budget; resolve and assess by their team's; deploy has neither.
    workflows: { percent: '33.3', within: 1, counted: 3, uncounted: 1 },
  });
  expect(whole.beyond.map(({ name, percent }) => [name, percent])).toEqual([
    ['Support', '125.0'],
    ['Claims total', '111.1'],
    ['Each', '135.0'],
  ]);
  expect(await budgetCompliance(lead(), {})).toMatchObject({
    budgets: { within: 1, counted: 2 },
    workflows: { within: 1, counted: 2, uncounted: 0 },
  });
});

it('offers the places an actor may budget', async () => {
  expect(await budgetPlaces(lead(), {})).toMatchObject({
    organisation: false,
    departments: [],
    teams: [{ name: 'Customer Service', workflows: ['resolve', 'triage'], keys: [] }],
    gatewayKeys: [],
    owners: [{ name: 'Eve' }, { name: 'Lee' }],
    currencies: ['HKD', 'USD'],
  });
  const all = await budgetPlaces(cfo(), {});
  expect(all.organisation).toBe(true);
  expect(all.departments.map(({ name }) => name)).toEqual(['Operations', 'Technology']);
  expect(all.owners.map(({ name }) => name)).toEqual(['Carol', 'Eve', 'Lee', 'Otto']);
  expect((await budgetPlaces(engineer(), {})).teams).toEqual([]);
});
