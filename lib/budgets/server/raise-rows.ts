import { and, eq } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { budgetRequests } from '@/db/schema';
import { refusal } from '../../access/fields';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { notFound } from '../../errors';
import { moneyToString } from '../../money/money';
import { type BudgetRecord, factsOf, teamOfBudget, teamOfRow } from './budget-terms';

export type RaiseRecord = typeof budgetRequests.$inferSelect;

const NO_REQUEST = 'There is no such request.';

/** The team whose budget a request is about; null: the organisation's. Throws `not_found`. */
export async function teamOfRequest(db: Queryable, requestId: bigint): Promise<bigint | null> {
  const [row] = await db.select().from(budgetRequests).where(eq(budgetRequests.id, requestId));
  if (!row) throw notFound(NO_REQUEST);
  return teamOfBudget(db, row.budgetId);
}

/** A request that waits for a decision, locked; throws `conflict` once it was decided or withdrawn. */
export async function findPending(tx: Tx, requestId: bigint): Promise<RaiseRecord> {
  const [row] = await tx.select().from(budgetRequests).where(eq(budgetRequests.id, requestId)).for('update');
  if (!row) throw notFound(NO_REQUEST);
  if (row.state === 'pending') return row;
  throw refusal(
    'conflict',
    'requestId',
    'already_decided',
    `This request is ${row.state} already. Reload the page to see by whom.`,
  );
}

/** What the audit log keeps of a request. */
export const raiseForAudit = (row: RaiseRecord) => ({
  requestId: row.id,
  state: row.state,
  limit: moneyToString(row.decidedLimit ?? row.requestedLimit),
  until: row.decidedUntil ?? row.requestedUntil,
});

/** Sets the state of a request that is still `from`; null where someone was faster. */
export async function decide(
  tx: Tx,
  request: RaiseRecord,
  change: Partial<RaiseRecord>,
): Promise<RaiseRecord | null> {
  const [row] = await tx
    .update(budgetRequests)
    .set(change)
    .where(and(eq(budgetRequests.id, request.id), eq(budgetRequests.state, request.state)))
    .returning();
  return row ?? null;
}

/** Tells of a request, once for each of what can happen to it. */
export async function alertRaise(
  tx: Tx,
  now: Date,
  kind: 'raise_requested' | 'raise_decided' | 'raise_expired',
  about: { budget: BudgetRecord; request: RaiseRecord; by: string; reason: string | null },
): Promise<void> {
  const { budget, request, by, reason } = about;
  const decided = request.state === 'approved' || request.state === 'declined' ? request.state : null;
  const base = moneyToString(budget.limitAmount);
  const raised = moneyToString(request.decidedLimit ?? request.requestedLimit);
  await raiseAlert(tx, now, {
    dedupeKey: `${kind}:${request.id}`,
    teamId: await teamOfRow(tx, budget),
    budgetId: budget.id,
    facts: {
      kind,
      budget: factsOf(budget),
      requestId: request.id.toString(),
      by,
      reason,
      from: kind === 'raise_expired' ? raised : base,
      to: kind === 'raise_expired' ? base : raised,
      until: request.decidedUntil ?? request.requestedUntil,
      outcome: kind === 'raise_decided' ? decided : null,
    },
  });
}
