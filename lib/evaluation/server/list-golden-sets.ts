import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { evaluationResults, evaluationRuns, goldenSets, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { type Money, moneyToString, parseMoney } from '../../money/money';
import type { GoldenSetDto, RunDto, RunState, SetKind } from '../evaluation-dto';
import { visibleIn } from './evaluation-rows';

/** Golden sets in use with their runs, the newest first. */
export const listGoldenSets = question({
  name: 'listGoldenSets',
  permission: 'evaluation.read',
  input: z.object({}),
  run: async ({ db, scope }): Promise<GoldenSetDto[]> => {
    const sets = await db
      .select({ set: goldenSets, team: teams.name })
      .from(goldenSets)
      .leftJoin(teams, eq(teams.id, goldenSets.teamId))
      .where(and(isNull(goldenSets.archivedAt), visibleIn(scope, goldenSets.teamId)))
      .orderBy(desc(goldenSets.id));
    const runs = await runsOf(
      db,
      sets.map(({ set }) => set.id),
    );
    return sets.map(({ set, team }) => ({
      id: set.id.toString(),
      name: set.name,
      taskClass: set.taskClass,
      kind: set.kind as SetKind,
      cases: set.cases,
      team: set.teamId === null ? null : { id: set.teamId.toString(), name: team ?? '' },
      createdByName: set.createdByName,
      createdAt: set.createdAt.toISOString(),
      expiresAt: set.expiresAt?.toISOString() ?? null,
      runs: runs.get(set.id) ?? [],
    }));
  },
});

async function runsOf(db: Queryable, setIds: bigint[]): Promise<Map<bigint, RunDto[]>> {
  const found = new Map<bigint, RunDto[]>();
  if (setIds.length === 0) return found;
  const rows = await db
    .select({
      run: evaluationRuns,
      answers: sql<number>`count(${evaluationResults.caseKey})::int`,
      score: sql<string | null>`round(avg(${evaluationResults.score}), 6)::text`,
      cost: sql<string | null>`case when count(*) = count(${evaluationResults.cost})
        then sum(${evaluationResults.cost})::text end`,
    })
    .from(evaluationRuns)
    .leftJoin(evaluationResults, eq(evaluationResults.runId, evaluationRuns.id))
    .where(inArray(evaluationRuns.setId, setIds))
    .groupBy(evaluationRuns.id)
    .orderBy(desc(evaluationRuns.id));
  for (const { run, answers, score, cost } of rows) {
    const own = found.get(run.setId) ?? [];
    own.push({
      id: run.id.toString(),
      provider: run.provider,
      model: run.model,
      source: run.source as RunDto['source'],
      state: run.state as RunState,
      answers,
      score,
      cost: cost === null ? null : moneyToString(parseMoney(cost)),
      cap: run.cap === null ? null : moneyToString(run.cap as Money),
      startedByName: run.startedByName,
      startedAt: run.startedAt.toISOString(),
    });
    found.set(run.setId, own);
  }
  return found;
}
