import type { Db } from '@/db/client';
import { budgetRequests, budgets, executiveReviews, killSwitches } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { DEFAULT_THRESHOLDS } from '../../../budgets/budget';
import { moneyOf } from '../../../money/money';

interface Side<T> {
  own: T;
  other: T;
}

export interface BudgetFixture {
  /** A team's budget of 1,000 US dollars a month, below one of the organisation of 100,000. */
  budgetId: Side<string>;
  /** A workflow budget below it. */
  workflowBudgetId: Side<string>;
  /** Waits for a decision. */
  requestId: Side<string>;
  /** Approved, on the workflow budget, in force. */
  raiseInForceId: Side<string>;
  killSwitchId: Side<string>;
  /** Waits for the executives; it is about the organisation's budget. */
  reviewId: string;
}

const dollars = (amount: bigint) => moneyOf(amount * 10n ** 12n);

/** Budgets of a team and another, with a request, a kill switch and a review that are open. */
export async function seedBudgets(db: Db, own: bigint, other: bigint, mark: string): Promise<BudgetFixture> {
  const terms = {
    unit: 'currency',
    currency: 'USD',
    planRate: '1',
    period: 'month',
    thresholds: DEFAULT_THRESHOLDS,
    whenUnavailable: 'open',
    whenUnpriced: 'deny',
    reviewOn: '2027-02-22',
    createdBy: 'test',
    createdAt: NOW,
  };
  const insert = async (
    row: { name: string; scope: string; teamId?: bigint; workflow?: string },
    limit: bigint,
  ) => {
    const [stored] = await db
      .insert(budgets)
      .values({ ...terms, ...row, limitAmount: dollars(limit) })
      .returning({ id: budgets.id });
    return stored?.id ?? 0n;
  };
  const organisation = await insert({ name: 'Ceiling', scope: 'organisation' }, 100_000n);
  const ofTeam = async (teamId: bigint, name: string) => {
    const budgetId = await insert({ name: `${name}-budget`, scope: 'team', teamId }, 1_000n);
    const workflow = { name: `${name}-flow budget`, scope: 'workflow', teamId, workflow: `${name}-flow` };
    const workflowId = await insert(workflow, 100n);
    const [request] = await db
      .insert(budgetRequests)
      .values({
        budgetId,
        requestedLimit: dollars(1_500n),
        requestedUntil: '2026-12-31',
        reason: `${name}-reason`,
        requestedByName: `${name}-lead`,
        requestedAt: NOW,
        state: 'pending',
      })
      .returning({ id: budgetRequests.id });
    const [raise] = await db
      .insert(budgetRequests)
      .values({
        ...{ budgetId: workflowId, requestedLimit: dollars(900n), requestedUntil: '2099-12-31' },
        ...{ reason: `${name}-raise`, requestedByName: `${name}-lead`, requestedAt: NOW, state: 'approved' },
        ...{ decidedLimit: dollars(900n), decidedUntil: '2099-12-31', decidedByName: 'cfo', decidedAt: NOW },
      })
      .returning({ id: budgetRequests.id });
    const [stop] = await db
      .insert(killSwitches)
      .values({
        ...{ scope: 'workflow', teamId, workflow: `${name}-stopped`, reason: `${name}-reason` },
        ...{ startedAt: NOW, startedByName: `${name}-lead`, endsAt: new Date(NOW.getTime() + 86_400_000) },
      })
      .returning({ id: killSwitches.id });
    return {
      budgetId: String(budgetId),
      workflowBudgetId: String(workflowId),
      requestId: String(request?.id),
      raiseInForceId: String(raise?.id),
      killSwitchId: String(stop?.id),
    };
  };
  const sides = { own: await ofTeam(own, 'own'), other: await ofTeam(other, mark) };
  const [review] = await db
    .insert(executiveReviews)
    .values({ budgetId: organisation, subjectId: 0n, periodFrom: '2026-11-01', percent: 100, openedAt: NOW })
    .returning({ id: executiveReviews.id });
  const both = <K extends keyof typeof sides.own>(key: K): Side<string> => ({
    own: sides.own[key],
    other: sides.other[key],
  });
  return {
    budgetId: both('budgetId'),
    workflowBudgetId: both('workflowBudgetId'),
    requestId: both('requestId'),
    raiseInForceId: both('raiseInForceId'),
    killSwitchId: both('killSwitchId'),
    reviewId: String(review?.id),
  };
}
