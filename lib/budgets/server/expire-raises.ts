import { and, eq, lt, or } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { budgetRequests, budgets } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { teamOfRow } from './budget-terms';
import { evaluateBudget } from './evaluate-budgets';
import { bumpBudgets } from './mapping-lock';
import { alertRaise, decide, type RaiseRecord, raiseForAudit } from './raise-rows';

const ACTOR = systemActor('expire-raises');

/**
 * Says that raises are over. The limit went back by itself at the instant (`limitAt`); this writes it down and tells
 * people. Requests that nobody decided in time expire too, in silence. Returns how many.
 */
export async function expireRaises(db: Db, now: Date): Promise<number> {
  const today = dayOf(now, await zoneOf(db));
  const due = await db
    .select()
    .from(budgetRequests)
    .where(
      or(
        and(eq(budgetRequests.state, 'approved'), lt(budgetRequests.decidedUntil, today)),
        and(eq(budgetRequests.state, 'pending'), lt(budgetRequests.requestedUntil, today)),
      ),
    )
    .orderBy(budgetRequests.id);
  let expired = 0;
  for (const request of due) if (await db.transaction((tx) => expire(tx, now, request))) expired += 1;
  return expired;
}

async function expire(tx: Tx, now: Date, before: RaiseRecord): Promise<boolean> {
  await bumpBudgets(tx);
  const request = await decide(tx, before, { state: 'expired' });
  const [budget] = await tx.select().from(budgets).where(eq(budgets.id, before.budgetId));
  if (!request || !budget) return false;
  if (before.state === 'approved' && !budget.archivedAt) {
    await alertRaise(tx, now, 'raise_expired', { budget, request, by: ACTOR.name, reason: null });
    await evaluateBudget(tx, budget.id, now, 'limit_changed');
  }
  await appendAudit(tx, ACTOR, now, {
    action: 'budget.raise_expire',
    subject: { kind: 'budget', id: budget.id.toString() },
    teamId: await teamOfRow(tx, budget),
    before: raiseForAudit(before),
    after: raiseForAudit(request),
  });
  return true;
}
