import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { evaluationEvidence, evaluationResults } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { type Comparison, compare, type PairedCase, shareText } from '../compare';
import { compareRunsInput } from '../evaluation-input';
import { findRun, findSet } from './evaluation-rows';

/**
 * Makes evidence of two runs of one set: the cases both answered, paired. As old as the older of the two. Throws
 * `conflict` where this comparison is there already, `invalid` where the runs cannot be compared.
 */
export const compareRuns = verb({
  name: 'compareRuns',
  permission: 'evaluation.edit',
  input: compareRunsInput,
  team: async (tx, { runId }) => (await findRun(tx, runId)).teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const run = await findRun(tx, input.runId);
    const baseline = await findRun(tx, input.baselineRunId);
    if (run.setId !== baseline.setId)
      throw refusal('invalid', 'baselineRunId', 'other_set', 'Compare two runs of the same golden set.');
    const { pairs, measuredAt } = await pairsOf(tx, run.id, baseline.id);
    if (pairs.length === 0 || measuredAt === null)
      throw refusal('invalid', 'baselineRunId', 'no_common_cases', 'The two runs have no case in common.');
    const set = await findSet(tx, run.setId);
    const comparison = compare(pairs, input.margin);
    const [row] = await tx
      .insert(evaluationEvidence)
      .values({
        ...{ teamId: set.teamId, setId: set.id, taskClass: set.taskClass },
        ...{ model: run.model, baseline: baseline.model, runId: run.id, baselineRunId: baseline.id },
        ...columnsOf(comparison),
        ...{ margin: shareText(input.margin), measuredAt, createdByName: ctx.actor.name },
      })
      .onConflictDoNothing()
      .returning({ id: evaluationEvidence.id });
    if (!row)
      throw refusal(
        'conflict',
        'runId',
        'compared_already',
        'These two runs were compared at this margin already.',
      );
    // Quality bars of published policies are held against evidence: every gate reads it with its next decision.
    await bumpBudgets(tx);
    const { verdict, cases } = comparison;
    await audit({
      action: 'evaluation.compare',
      subject: { kind: 'evidence', id: row.id.toString() },
      teamId: set.teamId,
      after: {
        taskClass: set.taskClass,
        model: run.model,
        baseline: baseline.model,
        margin: shareText(input.margin),
        verdict,
        cases,
      },
    });
    return { evidenceId: row.id.toString(), verdict };
  },
});

const columnsOf = (comparison: Comparison) => ({
  verdict: comparison.verdict,
  method: comparison.method,
  difference: shareText(comparison.difference),
  low: shareText(comparison.low, 'down'),
  high: shareText(comparison.high, 'up'),
  score: shareText(comparison.score),
  baselineScore: shareText(comparison.baselineScore),
  cases: comparison.cases,
  modelBetter: comparison.modelBetter,
  baselineBetter: comparison.baselineBetter,
  costPerCorrect: comparison.costPerCorrect,
  baselineCostPerCorrect: comparison.baselineCostPerCorrect,
});

async function pairsOf(
  tx: Tx,
  runId: bigint,
  baselineRunId: bigint,
): Promise<{ pairs: PairedCase[]; measuredAt: Date | null }> {
  const read = (id: bigint) => tx.select().from(evaluationResults).where(eq(evaluationResults.runId, id));
  const baseline = new Map((await read(baselineRunId)).map((row) => [row.caseKey, row]));
  const pairs: PairedCase[] = [];
  const newest = { run: 0, baseline: 0 };
  for (const row of await read(runId)) {
    const other = baseline.get(row.caseKey);
    if (!other) continue;
    newest.run = Math.max(newest.run, row.measuredAt.getTime());
    newest.baseline = Math.max(newest.baseline, other.measuredAt.getTime());
    pairs.push({
      ...{ score: Number(row.score), cost: row.cost },
      ...{ baselineScore: Number(other.score), baselineCost: other.cost },
    });
  }
  return { pairs, measuredAt: pairs.length === 0 ? null : new Date(Math.min(newest.run, newest.baseline)) };
}
