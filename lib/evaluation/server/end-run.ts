import { and, eq, inArray } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { budgets, evaluationFailures, evaluationResults, evaluationRuns } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import type { RunRecord } from './evaluation-rows';
import type { Failure } from './failure-of';

export interface Ending {
  state: 'done' | 'capped' | 'stopped';
  failure: string | null;
  failureDetail: string | null;
}

/** Writes down how a run ended. Its endpoint's key is gone with that, and once it is done its cap too. */
export async function endRun(
  { db, now }: { db: Db; now: () => Date },
  run: RunRecord,
  ending: Ending,
): Promise<void> {
  const at = now();
  const isDone = ending.state === 'done';
  await db.transaction(async (tx) => {
    await tx
      .update(evaluationRuns)
      .set({ ...ending, sealedKey: null, claim: null, claimedUntil: null, finishedAt: isDone ? at : null })
      .where(eq(evaluationRuns.id, run.id));
    if (isDone && run.budgetId !== null) await endCap(tx, run.budgetId, at);
  });
}

/** The budget that held a run's cap has nothing to hold any more. */
async function endCap(tx: Tx, budgetId: bigint, at: Date): Promise<void> {
  await bumpBudgets(tx);
  const [row] = await tx
    .update(budgets)
    .set({ archivedAt: at })
    .where(eq(budgets.id, budgetId))
    .returning({ name: budgets.name });
  await appendAudit(tx, systemActor('evaluation'), at, {
    action: 'budget.archive',
    subject: { kind: 'budget', id: budgetId.toString() },
    teamId: null,
    before: { name: row?.name ?? '' },
    reason: 'The evaluation it held is done.',
  });
}

/** Runs on sets whose texts are deleted ask no further: their workers see it within seconds. */
export async function stopRunsOf(tx: Tx, setIds: readonly bigint[]): Promise<void> {
  if (setIds.length === 0) return;
  await tx
    .update(evaluationRuns)
    .set({
      ...{ state: 'stopped', failure: 'no_prompts', failureDetail: 'The set has no prompts any more.' },
      ...{ sealedKey: null, claim: null, claimedUntil: null },
    })
    .where(
      and(inArray(evaluationRuns.setId, [...setIds]), inArray(evaluationRuns.state, ['waiting', 'running'])),
    );
}

/** Keeps an answer's score; what was written down of an earlier failure of the case goes. */
export async function storeResult(db: Db, row: typeof evaluationResults.$inferInsert): Promise<void> {
  await db.insert(evaluationResults).values(row).onConflictDoNothing();
  await db
    .delete(evaluationFailures)
    .where(and(eq(evaluationFailures.runId, row.runId), eq(evaluationFailures.caseKey, row.caseKey)));
}

/** Keeps why the call of a case failed; the newest reason of a case counts. */
export async function storeFailure(
  db: Db,
  runId: bigint,
  caseKey: string,
  { code, detail }: Failure,
  failedAt: Date,
): Promise<void> {
  const row = { code, detail, failedAt };
  await db
    .insert(evaluationFailures)
    .values({ runId, caseKey, ...row })
    .onConflictDoUpdate({ target: [evaluationFailures.runId, evaluationFailures.caseKey], set: row });
}
