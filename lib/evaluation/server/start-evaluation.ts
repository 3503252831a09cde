import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { evaluationRuns } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { type Audit, verb } from '../../access/server/verb';
import { createBudgetInput } from '../../budgets/budget-input';
import { insertBudget } from '../../budgets/server/insert-budget';
import { changeMapping } from '../../budgets/server/mapping-lock';
import { moneyOf, moneyToString } from '../../money/money';
import { startEvaluationInput } from '../evaluation-input';
import { findSet, openTeam } from './evaluation-rows';
import { queueRun } from './queue-run';

/** What the calls of a run are booked under. */
export const workflowOf = (runId: bigint): string => `evaluation-${runId}`;

/**
 * Prepares a run of a model on a set. Its cap is a budget of the paying team that blocks: the gate holds it as it holds
 * every other.
 */
export const startEvaluation = verb({
  name: 'startEvaluation',
  permission: 'evaluation.edit',
  input: startEvaluationInput,
  team: (_, { payingTeamId }) => payingTeamId,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const set = await findSet(tx, input.setId);
    if (set.teamId !== null && scope !== 'all' && !scope.includes(set.teamId))
      throw refusal('forbidden', 'setId', 'other_team', 'This golden set belongs to another team.');
    if (set.kind === 'imported' || set.archivedAt !== null)
      throw refusal('invalid', 'setId', 'no_prompts', 'This set has no prompts to ask.');
    if (set.graders.split(',').includes('rubric') && input.judge === null)
      throw refusal('invalid', 'judge', 'no_judge', 'This set has rubrics: name a judge model.');
    const payingTeam = await openTeam(tx, input.payingTeamId, 'payingTeamId');
    const [run] = await tx
      .insert(evaluationRuns)
      .values({
        ...{
          setId: set.id,
          teamId: set.teamId,
          provider: input.provider,
          model: input.model,
          judge: input.judge,
        },
        ...{ source: 'run', state: 'stopped', payingTeam, cap: moneyOf(input.cap) },
        ...{ startedByName: ctx.actor.name, startedAt: ctx.now },
      })
      .returning({ id: evaluationRuns.id });
    const runId = run?.id ?? 0n;
    const budgetId = await holdCap(tx, ctx, input, runId, audit);
    await tx.update(evaluationRuns).set({ budgetId }).where(eq(evaluationRuns.id, runId));
    if (input.endpoint) await queueRun(tx, runId, input.endpoint);
    await audit({
      action: 'evaluation.start',
      subject: { kind: 'evaluation_run', id: runId.toString() },
      teamId: set.teamId,
      after: {
        set: set.name,
        model: input.model,
        judge: input.judge,
        payingTeam,
        cap: moneyToString(moneyOf(input.cap)),
        baseUrl: input.endpoint?.baseUrl ?? null,
      },
    });
    return { runId: runId.toString(), workflow: workflowOf(runId) };
  },
});

async function holdCap(
  tx: Tx,
  ctx: Ctx,
  { payingTeamId, cap }: z.output<typeof startEvaluationInput>,
  runId: bigint,
  audit: Audit,
): Promise<bigint> {
  await changeMapping(tx, ctx.now);
  const terms = createBudgetInput.parse({
    ...{ name: `Evaluation ${runId}`, unit: 'currency', currency: 'USD', limit: moneyToString(moneyOf(cap)) },
    scope: { kind: 'workflow', teamId: payingTeamId.toString(), workflow: workflowOf(runId) },
    ...{ period: 'fiscal_year', thresholds: [{ percent: 100, action: { kind: 'block' } }] },
    ...{ whenUnavailable: 'closed', whenUnpriced: 'deny' },
  });
  return (await insertBudget(tx, ctx, terms, audit)).id;
}
