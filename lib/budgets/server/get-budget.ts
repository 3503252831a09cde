import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import {
  auditLog,
  budgetRequests,
  budgets,
  budgetThresholdEvents,
  executiveReviews,
  usageUsers,
} from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { parseMoney } from '../../money/money';
import type { Budget } from '../budget';
import type {
  BudgetChange,
  BudgetDetail,
  BudgetReviewDto,
  KillSwitchDto,
  ThresholdReached,
} from '../budget-dto';
import { placesAbove } from '../envelope';
import { changesBetween } from '../history';
import { ownText } from '../own-unit';
import { percentOf } from '../pace';
import { scopeKey } from '../scope-key';
import { budgetRows } from './budget-row';
import { teamOfBudget } from './budget-terms';
import { killSwitchDto } from './kill-switch-dto';
import { stoppedScope } from './kill-switch-rows';
import { raiseDtos } from './raise-dto';
import { budgetOf, loadReading } from './reading';

const MOST = 200;

/** One budget with everything that happened to it. Also one that is archived. */
export const getBudget = question({
  name: 'getBudget',
  permission: 'budgets.read',
  input: z.object({ budgetId: idText }),
  team: (db, { budgetId }) => teamOfBudget(db, budgetId),
  run: async ({ db, ctx, input }): Promise<BudgetDetail> => {
    const [row] = await db.select().from(budgets).where(eq(budgets.id, input.budgetId));
    if (!row) throw notFound('There is no such budget.');
    const reading = await loadReading(db, ctx.now);
    const budget = budgetOf(reading, row);
    const [shown] = await budgetRows(db, reading, ctx.actor, [row]);
    if (!shown) throw notFound('There is no such budget.');
    const requests = await db
      .select()
      .from(budgetRequests)
      .where(eq(budgetRequests.budgetId, row.id))
      .orderBy(desc(budgetRequests.id))
      .limit(MOST);
    const places = new Set(
      [budget.scope, ...placesAbove(budget.scope, reading.places)].map((scope) => scopeKey(scope)),
    );
    const killSwitches: KillSwitchDto[] = reading.switches
      .filter((one) => places.has(scopeKey(stoppedScope(one))))
      .map((one) => killSwitchDto(one, reading.places, ctx.actor, ctx.now));
    return {
      budget: shown,
      periods: await periodsOf(db, budget),
      thresholdsReached: await reachedOf(db, budget),
      requests: await raiseDtos(db, reading, ctx.actor, new Map([[row.id, row]]), requests),
      reviews: await reviewsOf(db, row.id),
      killSwitches,
      history: await historyOf(db, row.id),
    };
  },
});

/** With what was spent, of all users of a per-user budget; its percent is that of whoever spent most. */
async function periodsOf(db: Queryable, budget: Budget): Promise<BudgetDetail['periods']> {
  const rows = await db.execute<Record<'start' | 'after' | 'spent' | 'most', string>>(sql`
    select period_from::text as start, period_to::text as after, sum(total)::numeric(38,12)::text as spent,
      max(total)::numeric(38,12)::text as most
    from (
      select c.period_from, c.period_to, c.spent
        + coalesce((select sum(d.spent) from budget_deltas d where d.counter_id = c.id), 0) as total
      from budget_counters c where c.budget_id = ${budget.id}
    ) s group by period_from, period_to order by period_from desc limit ${MOST}`);
  return rows.map((row) => ({
    from: row.start,
    to: row.after,
    spent: ownText(parseMoney(row.spent), budget),
    percent: percentOf(parseMoney(row.most), budget.limit) ?? '0.0',
  }));
}

async function reachedOf(db: Queryable, budget: Budget): Promise<ThresholdReached[]> {
  const events = budgetThresholdEvents;
  const rows = await db
    .select({ event: events, user: usageUsers.pseudonym })
    .from(events)
    .leftJoin(usageUsers, eq(usageUsers.id, events.subjectId))
    .where(eq(events.budgetId, budget.id))
    .orderBy(desc(events.at), desc(events.percent))
    .limit(MOST);
  return rows.map(({ event, user }) => ({
    percent: event.percent,
    action: budget.thresholds.find(({ percent }) => percent === event.percent)?.action ?? null,
    user: event.subjectId === 0n ? null : user,
    periodFrom: event.periodFrom,
    at: event.at.toISOString(),
    spent: ownText(event.spent, budget),
    limit: ownText(event.limitUnits, budget),
    cause: event.cause as ThresholdReached['cause'],
  }));
}

async function reviewsOf(db: Queryable, budgetId: bigint): Promise<BudgetReviewDto[]> {
  const rows = await db
    .select({ review: executiveReviews, user: usageUsers.pseudonym })
    .from(executiveReviews)
    .leftJoin(usageUsers, eq(usageUsers.id, executiveReviews.subjectId))
    .where(eq(executiveReviews.budgetId, budgetId))
    .orderBy(desc(executiveReviews.id))
    .limit(MOST);
  return rows.map(({ review, user }) => ({
    id: review.id.toString(),
    percent: review.percent,
    user: review.subjectId === 0n ? null : user,
    periodFrom: review.periodFrom,
    openedAt: review.openedAt.toISOString(),
    closedAt: review.closedAt?.toISOString() ?? null,
    closedBy: review.closedByName,
    outcome: review.outcome as BudgetReviewDto['outcome'],
    note: review.note,
  }));
}

async function historyOf(db: Queryable, budgetId: bigint): Promise<BudgetChange[]> {
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, 'budget'), eq(auditLog.subjectId, budgetId.toString())))
    .orderBy(desc(auditLog.seq))
    .limit(MOST);
  return rows.map((row) => ({
    seq: row.seq.toString(),
    at: row.at.toISOString(),
    by: row.actorName,
    action: row.action,
    changes: changesBetween(row.before, row.after),
    reason: row.reason,
  }));
}
