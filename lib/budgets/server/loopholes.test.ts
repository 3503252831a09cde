import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { alerts, apiKeys, budgetRequests, budgets } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { TollgateError } from '../../errors';
import type { ThresholdAction } from '../budget';
import type { CreateBudgetInput } from '../budget-input';
import { approveRaise } from './approve-raise';
import { budgetDays } from './budget-days';
import { closeExecutiveReview } from './close-executive-review';
import { createBudget } from './create-budget';
import { declineRaise } from './decline-raise';
import { editBudget } from './edit-budget';
import { getBudget } from './get-budget';
import { keepBudgets } from './keep-budgets';
import { requestRaise } from './request-raise';
import { record, verbFixture } from './testing/verb-fixture';

const { db, url } = await testDatabase();
const other = connect(url, { max: 2 });
const world = await verbFixture(db);
const { cfo, lead } = world;
const support = String(world.teamId('support'));
const claims = String(world.teamId('claims'));

afterAll(() => disconnect(other));

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TollgateError)) throw error ?? new Error('It was not refused.');
  return error.issues[0]?.code ?? error.code;
}

const budget = (limit: string, over: Partial<CreateBudgetInput> = {}): CreateBudgetInput => ({
  ...{ name: 'Budget', scope: { kind: 'team', teamId: support }, currency: 'USD', limit },
  ...over,
});
const at = (percent: number, kind: 'notify' | 'block' | 'executive_review') => [
  { percent, action: { kind } as ThresholdAction },
];

it('a tight budget that stops nothing does not make room for one that does', async () => {
  const department = { kind: 'department', departmentId: String(world.departmentId('ops')) } as const;
  await createBudget(cfo(), budget('1000', { scope: department }));
  const { budgetId } = await createBudget(cfo(), budget('600'));
  await createBudget(cfo(), budget('400', { scope: { kind: 'team', teamId: claims } }));
  await createBudget(lead(), budget('0.01', { period: 'day', thresholds: at(100, 'notify') }));
  expect(await refusal(editBudget(lead(), { budgetId, changes: { limit: '100000' } }))).toBe(
    'over_allocation',
  );
  // Nor does it free the team's share for others.
  const { budget: row } = await getBudget(cfo(), { budgetId });
  expect(row.envelope).toMatchObject({ maxLimit: '600.000000000000', left: '0.000000000000' });
});

it("keeps what a team's budget does without a price or without the database for those who set envelopes", async () => {
  const { budgetId } = await createBudget(
    cfo(),
    budget('100', { period: 'week', whenUnavailable: 'closed', whenUnpriced: 'deny' }),
  );
  const change = (changes: object) => editBudget(lead(), { budgetId, changes });
  expect(await refusal(change({ whenUnpriced: 'allow' }))).toBe('block_loosened');
  expect(await refusal(change({ whenUnavailable: 'open' }))).toBe('block_loosened');
  await editBudget(cfo(), { budgetId, changes: { whenUnpriced: 'allow', whenUnavailable: 'open' } });
  await change({ whenUnpriced: 'deny', whenUnavailable: 'closed' });
});

it('opens the review of a threshold that was announced before it called the executives', async () => {
  const scope = { kind: 'workflow', teamId: support, workflow: 'hard' } as const;
  const { budgetId } = await createBudget(cfo(), budget('10', { scope }));
  await record(db, [{ id: 'hard-1', time: '2026-11-20T04:00:00Z', workflow: 'hard', input: 11 }]);
  await editBudget(cfo(), { budgetId, changes: { thresholds: at(100, 'executive_review') } });
  const { reviews } = await getBudget(cfo(), { budgetId });
  expect(reviews).toMatchObject([{ percent: 100, periodFrom: '2026-11-01', outcome: null }]);
  await closeExecutiveReview(cfo(), { reviewId: reviews[0]?.id ?? '', outcome: 'continue', note: 'go on' });
  await editBudget(cfo(), { budgetId, changes: { limit: '9' } });
  const raised = await db
    .select()
    .from(alerts)
    .where(eq(alerts.budgetId, BigInt(budgetId)));
  expect(raised.map(({ kind }) => kind).sort()).toEqual([
    'budget_threshold',
    'budget_threshold',
    'budget_threshold',
    'executive_review',
  ]);
});

it('declines a raise while its budget is being ended, without waiting in a circle', async () => {
  const scope = { kind: 'workflow', teamId: support, workflow: 'circle' } as const;
  const { budgetId } = await createBudget(cfo(), budget('10', { scope }));
  const { requestId } = await requestRaise(cfo(), {
    ...{ budgetId, limit: '20', until: '2026-11-30', reason: 'a busy month' },
  });
  let declined: Promise<unknown> = Promise.resolve();
  await other.transaction(async (tx) => {
    // As archiveBudget does: the budgets, the budget, then its requests.
    await tx.execute(sql`update budget_state set version = version + 1`);
    await tx
      .select()
      .from(budgets)
      .where(eq(budgets.id, BigInt(budgetId)))
      .for('update');
    declined = declineRaise(cfo(), { requestId, note: 'not now' }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tx
      .update(budgetRequests)
      .set({ note: 'withdrawn' })
      .where(eq(budgetRequests.id, BigInt(requestId)));
  });
  expect(await declined).toEqual({ requestId });
  expect(await refusal(approveRaise(cfo(), { requestId }))).toBe('already_decided');
});

it('refuses days that no calendar here reaches, and says so', async () => {
  const { budgetId } = await createBudget(cfo(), budget('10', { period: 'quarter' }));
  for (const day of ['0000-01-01', '9999-12-31'])
    expect(await refusal(budgetDays(cfo(), { budgetId, day }))).toBe('custom');
  expect(await budgetDays(cfo(), { budgetId, day: '1970-01-01' })).toMatchObject({
    total: '0.000000000000',
  });
});

it("tells the team's channels of the budget of one of its keys", async () => {
  const [key] = await db
    .insert(apiKeys)
    .values({
      ...{
        id: randomUUID(),
        name: 'Bot',
        prefix: 'tg_bot',
        secretHash: 'x',
        createdBy: 'test',
        createdAt: NOW,
      },
      ...{ teamId: world.teamId('support'), scopes: ['usage:write'] },
    })
    .returning();
  const scope = { kind: 'api_key', keyId: key?.id ?? '' } as const;
  const { budgetId } = await createBudget(cfo(), budget('10', { scope }));
  await db.execute(sql`update budget_counters set spent = 9 where budget_id = ${budgetId}`);
  await keepBudgets(db, NOW);
  const told = await db
    .select()
    .from(alerts)
    .where(eq(alerts.budgetId, BigInt(budgetId)));
  expect(told.map(({ teamId }) => teamId)).toEqual([world.teamId('support'), world.teamId('support')]);
});
