import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { budgets, evaluationRuns } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { verb } from '../../access/server/verb';
import { budgetOfRow } from '../../budgets/server/budget-config';
import { findBudget } from '../../budgets/server/budget-terms';
import { evaluateBudget } from '../../budgets/server/evaluate-budgets';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { assertWithinEnvelope, liveBudgets } from '../../budgets/server/within-envelope';
import { type Money, moneyOf, moneyToString } from '../../money/money';
import { resumeEvaluationInput } from '../evaluation-input';
import { findRun, findSet, payingTeamId, type RunRecord } from './evaluation-rows';
import { queueRun } from './queue-run';

/** Hands a run that stopped to a worker again, with a higher cap where one is given: it asks what it has not answered. */
export const resumeEvaluation = verb({
  name: 'resumeEvaluation',
  permission: 'evaluation.edit',
  input: resumeEvaluationInput,
  team: async (tx, { runId }) => payingTeamId(tx, await findRun(tx, runId)),
  run: async ({ tx, ctx, input, audit }) => {
    const run = await findRun(tx, input.runId);
    if (run.source !== 'run' || !['stopped', 'capped'].includes(run.state))
      throw refusal('conflict', 'runId', 'not_resumable', 'This run goes on, is done, or came from a file.');
    if ((await findSet(tx, run.setId)).archivedAt !== null)
      throw refusal('conflict', 'runId', 'no_prompts', 'This set has no prompts to ask.');
    const cap = input.cap === undefined ? null : moneyOf(input.cap);
    if (cap !== null) await raiseCap(tx, ctx, run, cap);
    await queueRun(tx, run.id, input.endpoint);
    await audit({
      action: 'evaluation.resume',
      subject: { kind: 'evaluation_run', id: run.id.toString() },
      teamId: run.teamId,
      before: { state: run.state, cap: run.cap === null ? null : moneyToString(run.cap) },
      after: {
        baseUrl: input.endpoint.baseUrl,
        cap: (cap ?? run.cap) === null ? null : moneyToString(cap ?? (run.cap as Money)),
      },
    });
    return { runId: run.id.toString() };
  },
});

/** The cap is a budget: what it may be, the team's own budgets say. Throws `invalid` where it is not higher. */
async function raiseCap(tx: Tx, ctx: Ctx, run: RunRecord, cap: Money): Promise<void> {
  if (run.budgetId === null || run.cap === null || cap <= run.cap)
    throw refusal('invalid', 'cap', 'cap_not_higher', 'Write a cap above the one so far, or leave it out.');
  await bumpBudgets(tx);
  const row = await findBudget(tx, run.budgetId);
  const changed = budgetOfRow({ ...row, limitAmount: cap });
  const before = await liveBudgets(tx);
  const after = before.map((one) => (one.id === changed.id ? changed : one));
  await assertWithinEnvelope(tx, ctx.actor, { before, after, changed });
  await tx.update(budgets).set({ limitAmount: cap }).where(eq(budgets.id, row.id));
  await evaluateBudget(tx, row.id, ctx.now, 'limit_changed');
  await tx.update(evaluationRuns).set({ cap }).where(eq(evaluationRuns.id, run.id));
}
