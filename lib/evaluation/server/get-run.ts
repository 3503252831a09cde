import { and, asc, count, eq } from 'drizzle-orm';
import { evaluationFailures, evaluationResults, evaluationRuns, goldenSets, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import { moneyOf, moneyToString } from '../../money/money';
import { costPerCorrect } from '../compare';
import type { RunDetail } from '../evaluation-dto';
import { runIdInput } from '../evaluation-input';
import { visibleIn } from './evaluation-rows';
import { readRuns } from './read-runs';

const MOST_ROWS = 200;

/** One run with what came of each case. Throws `not_found`, also for another team's. */
export const getRun = question({
  name: 'getRun',
  permission: 'evaluation.read',
  input: runIdInput,
  run: async ({ db, ctx, input, scope }): Promise<RunDetail> => {
    const [of] = await db
      .select({ set: goldenSets, team: teams.name, run: evaluationRuns })
      .from(evaluationRuns)
      .innerJoin(goldenSets, eq(goldenSets.id, evaluationRuns.setId))
      .leftJoin(teams, eq(teams.id, goldenSets.teamId))
      .where(and(eq(evaluationRuns.id, input.runId), visibleIn(scope, evaluationRuns.teamId)));
    const [found] = await readRuns(db, ctx.actor, eq(evaluationRuns.id, input.runId));
    if (!of || !found) throw notFound('There is no such run.');
    const results = await db
      .select()
      .from(evaluationResults)
      .where(eq(evaluationResults.runId, input.runId))
      .orderBy(asc(evaluationResults.score), asc(evaluationResults.caseKey));
    const failures = await db
      .select()
      .from(evaluationFailures)
      .where(eq(evaluationFailures.runId, input.runId))
      .orderBy(asc(evaluationFailures.caseKey));
    const grades = await db
      .select({ detail: evaluationResults.detail, cases: count() })
      .from(evaluationResults)
      .where(eq(evaluationResults.runId, input.runId))
      .groupBy(evaluationResults.detail);
    const { set } = of;
    const perCorrect = costPerCorrect(
      results.map(({ score, cost }) => ({
        score: Number(score),
        cost: cost === null ? null : moneyOf(cost),
      })),
    );
    const sumOf = (key: 'inputTokens' | 'outputTokens') =>
      results.reduce((all, row) => all + (row[key] ?? 0n), 0n).toString();
    return {
      run: found.run,
      set: {
        ...{ id: set.id.toString(), name: set.name, taskClass: set.taskClass, cases: set.cases },
        ...{ team: of.team, archived: set.archivedAt !== null },
      },
      failureDetail: of.run.failureDetail,
      costPerCorrect: perCorrect === null ? null : moneyToString(perCorrect),
      ...{ inputTokens: sumOf('inputTokens'), outputTokens: sumOf('outputTokens') },
      grades: grades.flatMap(({ detail, cases }) => (detail === null ? [] : [{ detail, cases }])),
      failures: failures.slice(0, MOST_ROWS).map(({ caseKey, code, detail }) => ({ caseKey, code, detail })),
      moreFailures: Math.max(0, failures.length - MOST_ROWS),
      results: results.slice(0, MOST_ROWS).map(({ caseKey, score, detail, cost }) => ({
        ...{ caseKey, score, detail },
        cost: cost === null ? null : moneyToString(cost),
      })),
      moreResults: Math.max(0, results.length - MOST_ROWS),
    };
  },
});
