import { desc, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { alerts, auditLog, budgets, budgetThresholdEvents } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { TollgateError } from '../../errors';
import { limitAt } from '../budget';
import type { CreateBudgetInput } from '../budget-input';
import { approveRaise } from './approve-raise';
import { archiveBudget } from './archive-budget';
import { loadBudgetConfig } from './budget-config';
import { budgetTree } from './budget-tree';
import { closeExecutiveReview } from './close-executive-review';
import { createBudget } from './create-budget';
import { createDefaultBudgets } from './create-default-budgets';
import { declineRaise } from './decline-raise';
import { editBudget } from './edit-budget';
import { endRaise } from './end-raise';
import { expireRaises } from './expire-raises';
import { getBudget } from './get-budget';
import { liftKillSwitch } from './lift-kill-switch';
import { listKillSwitches } from './list-kill-switches';
import { listRaiseRequests } from './list-raise-requests';
import { markReviewed } from './mark-reviewed';
import { remindReviews } from './remind-reviews';
import { requestRaise } from './request-raise';
import { startKillSwitch } from './start-kill-switch';
import { record, verbFixture } from './testing/verb-fixture';
import { withdrawRaise } from './withdraw-raise';

const { db } = await testDatabase();
const world = await verbFixture(db);
const { cfo, lead, otherLead, engineer } = world;
const support = String(world.teamId('support'));
const claims = String(world.teamId('claims'));
const ops = String(world.departmentId('ops'));

/** The refusal's stable code, or its kind. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TollgateError)) throw error ?? new Error('It was not refused.');
  return error.issues[0]?.code ?? error.code;
}

const ofTeam = (teamId: string, limit: string, over: Partial<CreateBudgetInput> = {}): CreateBudgetInput => ({
  name: 'Team budget',
  scope: { kind: 'team', teamId },
  currency: 'USD',
  limit,
  ...over,
});
const ofWorkflow = (workflow: string, limit: string): CreateBudgetInput => ({
  ...ofTeam(support, limit),
  name: workflow,
  scope: { kind: 'workflow', teamId: support, workflow },
});

const row = async (budgetId: string) => (await getBudget(cfo(), { budgetId })).budget;

describe('the envelope', () => {
  let supportBudget = '';

  it('gives a lead nothing to divide before there is one', async () => {
    expect(await refusal(createBudget(lead(), ofTeam(support, '10')))).toBe('no_envelope');
    expect(
      await refusal(createBudget(lead(), { ...ofTeam(support, '10'), scope: { kind: 'organisation' } })),
    ).toBe('forbidden');
  });

  it('is set by the CFO, divided by leads up to the cent, and refused beyond it with what is left', async () => {
    await createBudget(cfo(), {
      ...ofTeam('', '1000'),
      name: 'Operations',
      scope: { kind: 'department', departmentId: ops },
    });
    await createBudget(otherLead(), ofTeam(claims, '400'));
    const error = await createBudget(lead(), ofTeam(support, '600.000001')).catch((thrown) => thrown);
    expect(error.issues[0]).toMatchObject({ path: 'limit', code: 'over_allocation' });
    expect(error.message).toBe(
      'The budget of the department above leaves at most 600.000000000000 USD for this one. Lower the limit, or ask for a raise.',
    );
    supportBudget = (await createBudget(lead(), ofTeam(support, '600'))).budgetId;
    expect((await row(supportBudget)).envelope).toEqual({
      above: 'department',
      maxLimit: '600.000000000000',
      left: '0.000000000000',
    });
  });

  it('lets a lead move below it, in any period, and not beyond', async () => {
    await editBudget(lead(), { budgetId: supportBudget, changes: { limit: '500' } });
    await createBudget(lead(), ofWorkflow('resolve', '300'));
    // 50 a week is 2,600 a year; 200 a month (2,400 a year) are left.
    expect(await refusal(createBudget(lead(), { ...ofWorkflow('triage', '50'), period: 'week' }))).toBe(
      'over_allocation',
    );
    await createBudget(lead(), { ...ofWorkflow('triage', '46'), period: 'week' });
    expect((await row(supportBudget)).allocation).toEqual({
      budgets: 2,
      annualLimit: '6000.000000000000',
      annualAllocated: '5992.000000000000',
      annualLeft: '8.000000000000',
      left: '0.666666666666',
      overAllocated: false,
    });
    expect(await refusal(editBudget(lead(), { budgetId: supportBudget, changes: { limit: '601' } }))).toBe(
      'over_allocation',
    );
    await editBudget(lead(), { budgetId: supportBudget, changes: { limit: '600' } });
  });

  it('may be given on beyond what there is by the CFO alone, and shows it', async () => {
    await editBudget(cfo(), { budgetId: supportBudget, changes: { limit: '700' } });
    const tree = await budgetTree(cfo(), {});
    expect(tree.counts.overAllocated).toBe(1);
    const department = tree.roots[0]?.children.find(({ key }) => key === `department:${ops}`);
    expect(department?.budgets[0]?.allocation).toMatchObject({
      annualAllocated: '13200.000000000000',
      annualLeft: '-1200.000000000000',
      left: '-100.000000000000',
      overAllocated: true,
    });
    // To lower is always allowed, to raise again is not.
    await editBudget(lead(), { budgetId: supportBudget, changes: { limit: '650' } });
    expect(await refusal(editBudget(lead(), { budgetId: supportBudget, changes: { limit: '651' } }))).toBe(
      'over_allocation',
    );
    await editBudget(cfo(), { budgetId: supportBudget, changes: { limit: '600' } });
  });

  it("keeps where a team's budget stops calls for those who set envelopes", async () => {
    const looser = [{ percent: 120, action: { kind: 'block' as const } }];
    const stricter = [{ percent: 90, action: { kind: 'block' as const } }];
    const change = (thresholds: typeof looser) => ({ budgetId: supportBudget, changes: { thresholds } });
    expect(await refusal(editBudget(lead(), change(looser)))).toBe('block_loosened');
    await editBudget(lead(), change(stricter));
    expect(await refusal(archiveBudget(lead(), { budgetId: supportBudget, reason: 'no more' }))).toBe(
      'needs_envelope',
    );
    await editBudget(cfo(), change(looser));
  });

  it('is kept when two leads reach for the same room at once', async () => {
    const scope = { kind: 'department', departmentId: ops } as const;
    await createBudget(cfo(), {
      ...ofTeam('', '1000'),
      name: 'Ops tokens',
      unit: 'tokens',
      currency: null,
      scope,
    });
    const tokens = { unit: 'tokens', currency: null } as const;
    const outcomes = await Promise.allSettled([
      createBudget(lead(), ofTeam(support, '600', tokens)),
      createBudget(otherLead(), ofTeam(claims, '600', tokens)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is closed to other teams, to engineers, and to a second budget of one kind', async () => {
    const edit = { budgetId: supportBudget, changes: { limit: '1' } };
    for (const actor of [otherLead(), engineer()]) {
      expect(await refusal(createBudget(actor, ofWorkflow('x', '1')))).toBe('forbidden');
      expect(await refusal(editBudget(actor, edit))).toBe('forbidden');
      expect(await refusal(archiveBudget(actor, { budgetId: supportBudget, reason: 'no more' }))).toBe(
        'forbidden',
      );
      expect(await refusal(markReviewed(actor, { budgetId: supportBudget }))).toBe('forbidden');
    }
    expect(await refusal(getBudget(otherLead(), { budgetId: supportBudget }))).toBe('forbidden');
    expect((await budgetTree(otherLead(), {})).roots.map(({ key }) => key)).toEqual([`team:${claims}`]);
    expect(await refusal(createBudget(cfo(), ofTeam(support, '1')))).toBe('budget_exists');
  });
});

describe('a limit', () => {
  it('is fixed at the rate of its day, and a new one at that of the new day; what was spent stays', async () => {
    const scope = { kind: 'workflow', teamId: support, workflow: 'dear' } as const;
    await record(db, [{ id: 'dear-1', time: '2026-11-20T04:00:00Z', workflow: 'dear', input: 30 }]);
    const { budgetId } = await createBudget(cfo(), {
      ...ofTeam('', '800'),
      name: 'Dear',
      scope,
      currency: 'HKD',
    });
    // HK$800 at 8 are US$100; US$30 were spent before the budget was made.
    expect(await row(budgetId)).toMatchObject({
      planRate: '8.0000000000',
      position: {
        limit: '800.000000000000',
        spent: '240.000000000000',
        remaining: '560.000000000000',
        percent: '30.0',
      },
    });
    const nextDay = cfo(new Date('2026-11-23T04:00:00Z'));
    await editBudget(nextDay, { budgetId, changes: { name: 'Dearer' } });
    expect((await row(budgetId)).planRate).toBe('8.0000000000');
    await editBudget(nextDay, { budgetId, changes: { limit: '400' } });
    // HK$400 at 10 are US$40, of which US$30 are 75 %: the first threshold is reached, once, by the change.
    expect(await row(budgetId)).toMatchObject({
      planRate: '10.0000000000',
      position: { spent: '300.000000000000', remaining: '100.000000000000', percent: '75.0' },
    });
    const reached = await db
      .select()
      .from(budgetThresholdEvents)
      .where(eq(budgetThresholdEvents.budgetId, BigInt(budgetId)));
    expect(reached).toMatchObject([{ percent: 50, cause: 'limit_changed' }]);
    const { history } = await getBudget(cfo(), { budgetId });
    expect(history.map(({ action }) => action)).toEqual(['budget.edit', 'budget.edit', 'budget.create']);
    expect(history[0]?.changes).toEqual([
      { field: 'limit', before: '800.000000000000', after: '400.000000000000' },
      { field: 'planRate', before: '8.0000000000', after: '10.0000000000' },
    ]);
    expect(history[1]?.changes).toEqual([{ field: 'name', before: 'Dear', after: 'Dearer' }]);
  });

  it('needs a rate, and an owner who is there', async () => {
    expect(await refusal(createBudget(cfo(), { ...ofWorkflow('gbp', '1'), currency: 'GBP' }))).toBe(
      'no_fx_rate',
    );
    const ownerId = '00000000-0000-4000-8000-000000000000';
    expect(await refusal(createBudget(cfo(), { ...ofWorkflow('own', '1'), ownerId }))).toBe('unknown_owner');
  });
});

describe('a raise', () => {
  let budgetId = '';
  const limitOn = async (now: Date) => {
    const budget = (await loadBudgetConfig(db)).budgets.get(BigInt(budgetId));
    return budget && limitAt(budget, now);
  };
  const dollars = (amount: bigint) => amount * 10n ** 12n;
  const ask = (limit: string, until = '2026-11-30') => ({ budgetId, limit, until, reason: 'a busy month' });

  beforeAll(async () => {
    ({ budgetId } = await createBudget(cfo(), ofWorkflow('raised', '100')));
  });

  it('is asked for by the team alone, above the limit, for a time to come', async () => {
    expect(await refusal(requestRaise(otherLead(), ask('150')))).toBe('forbidden');
    expect(await refusal(requestRaise(engineer(), ask('150')))).toBe('forbidden');
    expect(await refusal(requestRaise(lead(), ask('100')))).toBe('not_a_raise');
    expect(await refusal(requestRaise(lead(), ask('150', '2026-11-21')))).toBe('day_past');
    expect(await refusal(requestRaise(lead(), ask('150', '2027-11-23')))).toBe('too_far');
  });

  it('is approved amended, in force through its last day and not an instant longer', async () => {
    const { requestId } = await requestRaise(lead(), ask('200'));
    expect(await refusal(requestRaise(lead(), ask('300')))).toBe('request_pending');
    expect(await refusal(approveRaise(lead(), { requestId }))).toBe('forbidden');
    expect(await listRaiseRequests(otherLead(), {})).toEqual([]);
    expect(await listRaiseRequests(cfo(), { state: 'open' })).toMatchObject([
      {
        id: requestId,
        requestedLimit: '200.000000000000',
        requestedBy: 'Lee',
        canDecide: true,
        canWithdraw: true,
      },
    ]);
    await approveRaise(cfo(), { requestId, limit: '150', until: '2026-11-29', note: 'a little less' });
    expect(await refusal(declineRaise(cfo(), { requestId, note: 'too late' }))).toBe('already_decided');
    const until = new Date('2026-11-29T16:00:00Z'); // the 30th begins in Hong Kong
    expect(await limitOn(new Date(until.getTime() - 1))).toBe(dollars(150n));
    expect(await limitOn(until)).toBe(dollars(100n));
    expect((await row(budgetId)).raise).toEqual({
      requestId,
      limit: '150.000000000000',
      until: '2026-11-29',
      endsAt: '2026-11-29T16:00:00.000Z',
    });
    // The job only says so, once.
    expect(await expireRaises(db, new Date(until.getTime() - 1))).toBe(0);
    expect(await expireRaises(db, until)).toBe(1);
    expect(await expireRaises(db, until)).toBe(0);
    const told = await db
      .select()
      .from(alerts)
      .where(eq(alerts.budgetId, BigInt(budgetId)))
      .orderBy(alerts.id);
    expect(told.map(({ kind, dedupeKey }) => [kind, dedupeKey])).toEqual([
      ['raise_requested', `raise_requested:${requestId}`],
      ['raise_decided', `raise_decided:${requestId}`],
      ['raise_expired', `raise_expired:${requestId}`],
    ]);
    expect(told[2]?.facts).toMatchObject({
      from: '150.000000000000',
      to: '100.000000000000',
      until: '2026-11-29',
    });
    const [last] = await db.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1);
    expect(last).toMatchObject({ action: 'budget.raise_expire', actorKind: 'system', subjectId: budgetId });
  });

  it('gives way to a limit that is set as high', async () => {
    await approveRaise(cfo(), await requestRaise(lead(), ask('110')));
    await editBudget(cfo(), { budgetId, changes: { limit: '105' } });
    expect(await limitOn(NOW)).toBe(dollars(110n));
    await editBudget(cfo(), { budgetId, changes: { limit: '115' } });
    expect(await limitOn(NOW)).toBe(dollars(115n));
    await editBudget(cfo(), { budgetId, changes: { limit: '100' } });
    expect(await limitOn(NOW)).toBe(dollars(100n));
  });

  it('ends the one before it, and can be declined or withdrawn', async () => {
    const first = await requestRaise(lead(), ask('120'));
    await approveRaise(cfo(), first);
    const second = await requestRaise(lead(), ask('130', '2026-12-31'));
    await approveRaise(cfo(), second);
    const now = new Date('2026-12-15T00:00:00Z');
    expect(await limitOn(now)).toBe(dollars(130n));
    const third = await requestRaise(lead(), ask('140'));
    await declineRaise(cfo(), { ...third, note: 'enough for now' });
    const fourth = await requestRaise(lead(), ask('140'));
    expect(await refusal(withdrawRaise(otherLead(), fourth))).toBe('forbidden');
    await withdrawRaise(lead(), fourth);
    const { requests } = await getBudget(lead(), { budgetId });
    expect(requests.map(({ state, inForce }) => [state, inForce])).toEqual([
      ['withdrawn', false],
      ['declined', false],
      ['approved', true],
      ['expired', false],
      ['expired', false],
      ['expired', false],
    ]);
  });

  it('is ended before its last day by who decides, once, and its lead is told', async () => {
    const request = await requestRaise(lead(), ask('125', '2026-12-31'));
    expect(await refusal(endRaise(cfo(), { ...request, note: 'too soon' }))).toBe('not_in_force');
    await approveRaise(cfo(), request);
    expect(await limitOn(NOW)).toBe(dollars(125n));
    expect(await refusal(endRaise(lead(), { ...request, note: 'not mine to end' }))).toBe('forbidden');
    await endRaise(cfo(), { ...request, note: 'the campaign was called off' });
    expect(await limitOn(NOW)).toBe(dollars(100n));
    expect(await refusal(endRaise(cfo(), { ...request, note: 'again' }))).toBe('not_in_force');
    const { requests } = await getBudget(cfo(), { budgetId });
    expect(requests[0]).toMatchObject({
      id: request.requestId,
      state: 'expired',
      inForce: false,
      canEnd: false,
    });
    const [told] = await db.execute<{ facts: { reason: string; until: string } }>(
      sql`select facts from alerts where dedupe_key = ${`raise_expired:${request.requestId}`}`,
    );
    expect(told?.facts).toMatchObject({ reason: 'the campaign was called off', until: '2026-11-22' });
  });
});

describe('an executive review', () => {
  it('opens at its threshold, stops calls until an executive decides, and is decided once', async () => {
    const { budgetId } = await createBudget(cfo(), {
      ...ofWorkflow('hard', '10'),
      thresholds: [{ percent: 100, action: { kind: 'executive_review' } }],
    });
    await record(db, [{ id: 'hard-1', time: '2026-11-20T04:00:00Z', workflow: 'hard', input: 11 }]);
    const { budget, reviews } = await getBudget(lead(), { budgetId });
    expect(budget).toMatchObject({ openReview: true, position: { state: 'blocked', percent: '110.0' } });
    const [review] = reviews;
    expect(review).toMatchObject({ percent: 100, user: null, periodFrom: '2026-11-01', outcome: null });
    const decision = { reviewId: review?.id ?? '', outcome: 'continue' as const, note: 'month end matters' };
    expect(await refusal(closeExecutiveReview(lead(), decision))).toBe('forbidden');
    await closeExecutiveReview(cfo(), decision);
    expect(await refusal(closeExecutiveReview(cfo(), decision))).toBe('already_decided');
    expect((await loadBudgetConfig(db)).continued).toEqual(new Set([`${budgetId}:0:2026-11-01:100`]));
    const after = await getBudget(lead(), { budgetId });
    expect(after.budget).toMatchObject({ openReview: false, position: { state: 'exceeded' } });
    expect(after.reviews).toMatchObject([
      { outcome: 'continue', closedBy: 'Carol', note: 'month end matters' },
    ]);
    expect(after.history[0]).toMatchObject({ action: 'budget.executive_review', by: 'Carol' });
  });
});

describe('a kill switch', () => {
  const scope = { kind: 'workflow', teamId: support, workflow: 'runaway' } as const;
  it('is started with a reason and an end within 30 days, by the team alone, and lifted', async () => {
    const start = (endsAt: string) => ({ scope, reason: 'it loops', endsAt });
    expect(await refusal(startKillSwitch(otherLead(), start('2026-11-23T00:00:00Z')))).toBe('forbidden');
    expect(await refusal(startKillSwitch(engineer(), start('2026-11-23T00:00:00Z')))).toBe('forbidden');
    expect(await refusal(startKillSwitch(lead(), start('2026-11-22T04:00:00Z')))).toBe('end_past');
    expect(await refusal(startKillSwitch(lead(), start('2026-12-22T04:00:00.001Z')))).toBe('too_far');
    const { killSwitchId } = await startKillSwitch(lead(), start('2026-12-22T04:00:00Z'));
    expect(await refusal(startKillSwitch(lead(), start('2026-11-23T00:00:00Z')))).toBe('stopped_already');
    expect((await loadBudgetConfig(db)).killSwitches).toMatchObject([{ scope: { workflow: 'runaway' } }]);
    expect(await listKillSwitches(otherLead(), {})).toEqual([]);
    expect(await listKillSwitches(lead(), {})).toMatchObject([
      { id: killSwitchId, inForce: true, canLift: true },
    ]);
    expect(await refusal(liftKillSwitch(otherLead(), { killSwitchId, reason: 'mended' }))).toBe('forbidden');
    await liftKillSwitch(lead(), { killSwitchId, reason: 'mended' });
    expect(await refusal(liftKillSwitch(lead(), { killSwitchId, reason: 'mended' }))).toBe('not_in_force');
    expect((await loadBudgetConfig(db)).killSwitches).toEqual([]);
    const told = await db.select().from(alerts).where(eq(alerts.kind, 'kill_switch')).orderBy(alerts.id);
    expect(told.map(({ facts }) => facts)).toMatchObject([
      { what: 'Customer Service · runaway', started: true, by: 'Lee', reason: 'it loops' },
      { started: false, reason: 'mended' },
    ]);
  });
});

describe('reviews of limits', () => {
  it('fall due a quarter after they were made, are reminded of once, and move a quarter on', async () => {
    const { budgetId } = await createBudget(cfo(), ofWorkflow('reviewed', '1'));
    expect((await row(budgetId)).reviewOn).toBe('2027-02-22');
    const due = new Date('2027-02-21T16:00:00Z'); // the 22nd in Hong Kong
    expect(await remindReviews(db, new Date(due.getTime() - 1))).toBe(0);
    expect(await remindReviews(db, due)).toBeGreaterThan(0);
    expect(await remindReviews(db, due)).toBe(0);
    expect(await markReviewed(lead(due), { budgetId })).toEqual({ reviewOn: '2027-05-22' });
  });
});

describe('the ready-made levels', () => {
  it('are a cap per user, a total per team and a hard ceiling; what is there already is kept', async () => {
    const result = await createDefaultBudgets(cfo(), {
      currency: 'HKD',
      perUser: '400',
      perTeam: [
        { teamId: support, limit: '9000' },
        { teamId: String(world.teamId('platform')), limit: '8000' },
      ],
      organisation: '80000',
    });
    expect(result.skipped).toEqual(['Customer Service']);
    const made = await Promise.all(result.budgetIds.map(row));
    expect(made.map(({ name, scope, limit }) => [name, scope.kind, limit])).toEqual([
      ['Organisation ceiling', 'organisation', '80000.000000000000'],
      ['Platform', 'team', '8000.000000000000'],
      ['Every user', 'user', '400.000000000000'],
    ]);
    expect(made[0]?.thresholds.at(-1)).toEqual({ percent: 100, action: { kind: 'executive_review' } });
    const again = { currency: 'HKD' as const, perUser: '400' };
    expect(await refusal(createDefaultBudgets(cfo(), again))).toBe('budget_exists');
    expect(await refusal(createDefaultBudgets(lead(), again))).toBe('forbidden');
  });
});

it('an archived budget holds nothing and keeps its history', async () => {
  const { budgetId } = await createBudget(cfo(), ofWorkflow('ending', '5'));
  await archiveBudget(lead(), { budgetId, reason: 'the workflow is gone' });
  expect((await loadBudgetConfig(db)).budgets.has(BigInt(budgetId))).toBe(false);
  const { budget, history } = await getBudget(lead(), { budgetId });
  expect(budget.archivedAt).toBe('2026-11-22T04:00:00.000Z');
  expect(budget.can).toEqual({ edit: false, envelope: false, archive: false, request: false, decide: false });
  expect(history[0]).toMatchObject({ action: 'budget.archive', reason: 'the workflow is gone', by: 'Lee' });
  expect(await refusal(editBudget(cfo(), { budgetId, changes: { limit: '6' } }))).toBe('budget_archived');
  expect(await db.$count(budgets, eq(budgets.id, BigInt(budgetId)))).toBe(1);
});
