import { and, isNull, lte } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { budgets } from '@/db/schema';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { factsOf, teamOfRow } from './budget-terms';

/** Reminds of budgets whose review day has come, once for each review day. Returns how many reminders are new. */
export async function remindReviews(db: Db, now: Date): Promise<number> {
  const today = dayOf(now, await zoneOf(db));
  const due = await db
    .select()
    .from(budgets)
    .where(and(isNull(budgets.archivedAt), lte(budgets.reviewOn, today)));
  let reminded = 0;
  for (const row of due) {
    const { id, reviewOn } = row;
    const alertId = await db.transaction(async (tx) =>
      raiseAlert(tx, now, {
        dedupeKey: `review_due:${id}:${reviewOn}`,
        teamId: await teamOfRow(tx, row),
        budgetId: id,
        facts: { kind: 'review_due', budget: factsOf(row), reviewOn },
      }),
    );
    if (alertId !== null) reminded += 1;
  }
  return reminded;
}
