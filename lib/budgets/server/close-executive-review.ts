import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { executiveReviews } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { closeReviewInput } from '../budget-input';
import { findBudget, teamOfBudget, teamOfRow } from './budget-terms';
import { bumpBudgets } from './mapping-lock';

/** An executive decides whether calls beyond the threshold go on being refused for the rest of the period. */
export const closeExecutiveReview = verb({
  name: 'closeExecutiveReview',
  permission: 'budgets.decide',
  input: closeReviewInput,
  team: async (tx, { reviewId }) => teamOfBudget(tx, (await findReview(tx, reviewId)).budgetId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const review = await findReview(tx, input.reviewId);
    const budget = await findBudget(tx, review.budgetId);
    const closed = await tx
      .update(executiveReviews)
      .set({
        closedAt: ctx.now,
        closedByName: ctx.actor.name,
        outcome: input.outcome,
        note: input.note,
      })
      .where(and(eq(executiveReviews.id, review.id), isNull(executiveReviews.closedAt)))
      .returning({ id: executiveReviews.id });
    if (closed.length === 0)
      throw refusal('conflict', 'reviewId', 'already_decided', 'This review is closed already.');
    await audit({
      action: 'budget.executive_review',
      subject: { kind: 'budget', id: budget.id.toString() },
      teamId: await teamOfRow(tx, budget),
      before: { reviewId: review.id, percent: review.percent, periodFrom: review.periodFrom, outcome: null },
      after: {
        ...{ reviewId: review.id, percent: review.percent, periodFrom: review.periodFrom },
        outcome: input.outcome,
      },
      reason: input.note,
    });
    return { reviewId: review.id.toString() };
  },
});

async function findReview(db: Queryable, id: bigint) {
  const [review] = await db.select().from(executiveReviews).where(eq(executiveReviews.id, id));
  if (!review) throw notFound('There is no such review.');
  return review;
}
