import { desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { evaluationFailures, evaluationResults, evaluationRuns, teams } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { may } from '../../budgets/server/may';
import { moneyToString, parseMoney } from '../../money/money';
import type { RunDto, RunState } from '../evaluation-dto';

/** Runs with what came of them so far, the newest first. */
export async function readRuns(
  db: Queryable,
  actor: Actor,
  where: SQL,
): Promise<{ setId: bigint; run: RunDto }[]> {
  const rows = await db
    .select({
      run: evaluationRuns,
      payingId: teams.id,
      answers: sql<number>`count(${evaluationResults.caseKey})::int`,
      score: sql<string | null>`round(avg(${evaluationResults.score}), 6)::text`,
      cost: sql<string | null>`case when count(*) = count(${evaluationResults.cost})
        then sum(${evaluationResults.cost})::text end`,
      failed: sql<number>`(select count(*)::int from ${evaluationFailures} f where f.run_id = ${evaluationRuns.id})`,
    })
    .from(evaluationRuns)
    .leftJoin(evaluationResults, eq(evaluationResults.runId, evaluationRuns.id))
    .leftJoin(teams, eq(teams.key, evaluationRuns.payingTeam))
    .where(where)
    .groupBy(evaluationRuns.id, teams.id)
    .orderBy(desc(evaluationRuns.id));
  return rows.map(({ run, payingId, answers, score, cost, failed }) => ({
    setId: run.setId,
    run: {
      ...{ id: run.id.toString(), provider: run.provider, model: run.model, judge: run.judge },
      ...{ source: run.source as RunDto['source'], state: run.state as RunState },
      ...{ answers, score, failed, failure: run.failure },
      cost: cost === null ? null : moneyToString(parseMoney(cost)),
      cap: run.cap === null ? null : moneyToString(run.cap),
      ...{ baseUrl: run.baseUrl, concurrency: run.concurrency, maxOutputTokens: run.maxOutputTokens },
      payingTeam: run.payingTeam,
      mayRun: run.source === 'run' && may(actor, 'evaluation.edit', payingId),
      startedByName: run.startedByName,
      startedAt: run.startedAt.toISOString(),
    },
  }));
}
