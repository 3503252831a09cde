import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { evaluationResults, evaluationRuns, goldenSets } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { verb } from '../../access/server/verb';
import { shareText } from '../compare';
import { importEvaluationInput } from '../evaluation-input';
import { type ReadResult, readCsvResults, readPromptfooResults } from '../read-results';
import { assertTaskClass, caseKey, openTeam } from './evaluation-rows';

const CHUNK = 1_000;

/**
 * Brings in results measured elsewhere: a set without texts, and a run for each model in the file. Rows that cannot be
 * used are left out and named; of prompts only a digest is kept.
 */
export const importEvaluation = verb({
  name: 'importEvaluation',
  permission: 'evaluation.edit',
  input: importEvaluationInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    await assertTaskClass(tx, input.taskClass);
    if (input.teamId !== null) await openTeam(tx, input.teamId);
    const measuredAt = input.measuredAt ?? ctx.now;
    if (measuredAt > ctx.now)
      throw refusal('invalid', 'measuredAt', 'in_future', 'Results cannot have been measured in the future.');
    const { results, leftOut } =
      input.format === 'csv' ? readCsvResults(input.text, input.columns) : readPromptfooResults(input.text);
    if (results.length === 0)
      throw refusal(
        'invalid',
        'text',
        'no_results',
        `No row can be used: ${leftOut[0]?.detail ?? 'the file is empty.'}`,
      );
    const setId = await insertSet(tx, ctx, input, new Set(results.map(({ prompt }) => prompt)).size);
    const byModel = groupByModel(results);
    const runs: { runId: string; model: string; cases: number }[] = [];
    for (const [model, own] of byModel) {
      const runId = await insertRun(tx, ctx, input, setId, model, measuredAt, own);
      runs.push({ runId: runId.toString(), model, cases: own.length });
    }
    await audit({
      action: 'evaluation.import',
      subject: { kind: 'golden_set', id: setId.toString() },
      teamId: input.teamId,
      after: {
        name: input.name,
        taskClass: input.taskClass,
        models: runs.length,
        results: results.length,
        leftOut: leftOut.length,
      },
    });
    return { setId: setId.toString(), runs, results: results.length, leftOut };
  },
});

type Input = z.output<typeof importEvaluationInput>;

async function insertSet(tx: Tx, ctx: Ctx, input: Input, cases: number): Promise<bigint> {
  const { teamId, name, taskClass } = input;
  const made = { createdByName: ctx.actor.name, createdAt: ctx.now };
  const [set] = await tx
    .insert(goldenSets)
    .values({ teamId, name, taskClass, kind: 'imported', cases, ...made })
    .returning({ id: goldenSets.id });
  return set?.id ?? 0n;
}

async function insertRun(
  tx: Tx,
  ctx: Ctx,
  { teamId, fileName }: Input,
  setId: bigint,
  model: string,
  measuredAt: Date,
  results: readonly ReadResult[],
): Promise<bigint> {
  const [run] = await tx
    .insert(evaluationRuns)
    .values({
      ...{ setId, teamId, model, source: 'import', state: 'done', fileName },
      ...{ startedByName: ctx.actor.name, startedAt: measuredAt, finishedAt: measuredAt },
    })
    .returning({ id: evaluationRuns.id });
  const runId = run?.id ?? 0n;
  const rows = results.map(({ prompt, score, inputTokens, outputTokens, cost }) => ({
    ...{ runId, caseKey: caseKey(prompt), score: shareText(score), detail: null },
    ...{ inputTokens, outputTokens, cost, attempts: 1, measuredAt },
  }));
  for (let from = 0; from < rows.length; from += CHUNK)
    await tx.insert(evaluationResults).values(rows.slice(from, from + CHUNK));
  return runId;
}

function groupByModel(results: readonly ReadResult[]): Map<string, ReadResult[]> {
  const groups = new Map<string, ReadResult[]>();
  for (const result of results) {
    const own = groups.get(result.model);
    if (own) own.push(result);
    else groups.set(result.model, [result]);
  }
  return groups;
}
