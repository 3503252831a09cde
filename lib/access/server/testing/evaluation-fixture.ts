import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { evaluationEvidence, evaluationResults, evaluationRuns, goldenSets, teams } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';

interface Ids {
  set: string;
  /** Two runs that are not compared yet. */
  newRun: string;
  baselineRun: string;
  /** One that a worker may go on with, and one that waits for it. */
  stoppedRun: string;
  waitingRun: string;
}

export interface EvaluationFixture {
  own: Ids;
  other: Ids;
}

/** A golden set of each team with runs on it and evidence from them. */
export async function seedEvaluation(
  db: Db,
  own: bigint,
  other: bigint,
  mark: string,
): Promise<EvaluationFixture> {
  return { own: await seedSet(db, own, 'own'), other: await seedSet(db, other, mark) };
}

async function seedSet(db: Db, teamId: bigint, mark: string): Promise<Ids> {
  const taskClass = 'classification';
  const made = { createdByName: 'test', createdAt: NOW };
  const [set] = await db
    .insert(goldenSets)
    .values({ ...{ teamId, name: `${mark} set`, taskClass, kind: 'golden', cases: 1 }, ...made })
    .returning();
  const setId = set?.id ?? 0n;
  const runs = await db
    .insert(evaluationRuns)
    .values(
      ['small', 'smaller', 'large'].map((model) => ({
        ...{ setId, teamId, model, source: 'import', state: 'done', startedByName: 'test', startedAt: NOW },
      })),
    )
    .returning();
  const [team] = await db.select({ key: teams.key }).from(teams).where(eq(teams.id, teamId));
  const asked = await db
    .insert(evaluationRuns)
    .values(
      ['stopped', 'waiting'].map((state) => ({
        ...{ setId, teamId, model: 'small', source: 'run', state, payingTeam: team?.key ?? '' },
        ...{ baseUrl: 'https://models.example/v1', startedByName: 'test', startedAt: NOW },
      })),
    )
    .returning();
  const [run, newRun, baselineRun] = runs.map(({ id }) => id) as [bigint, bigint, bigint];
  await db.insert(evaluationResults).values(
    [run, newRun, baselineRun].map((runId) => ({
      runId,
      caseKey: 'a',
      score: '1',
      attempts: 1,
      measuredAt: NOW,
    })),
  );
  await db.insert(evaluationEvidence).values({
    ...{
      teamId,
      setId,
      taskClass,
      model: 'small',
      baseline: 'large',
      runId: run,
      baselineRunId: baselineRun,
    },
    ...{
      verdict: 'not_proven',
      method: 'score_exact',
      difference: '0',
      low: '-0.7',
      high: '0.7',
      margin: '0.05',
    },
    ...{ score: '1', baselineScore: '1', cases: 1, modelBetter: 0, baselineBetter: 0 },
    ...{ measuredAt: NOW, createdByName: 'test' },
  });
  return {
    set: String(setId),
    newRun: String(newRun),
    baselineRun: String(baselineRun),
    stoppedRun: String(asked[0]?.id),
    waitingRun: String(asked[1]?.id),
  };
}
