import { and, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { evaluationEvidence, goldenSets, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { moneyToString } from '../../money/money';
import { evidenceQueryInput } from '../evaluation-input';
import { type EvidenceRow, isStale, type Verdict } from '../evidence';
import { visibleIn } from './evaluation-rows';

/**
 * The newest evidence for each task class, model and baseline, the organisation's and each team's apart; within one the
 * newest measurement counts, whatever set it is from. Newest first.
 */
export const currentEvidence = question({
  name: 'currentEvidence',
  permission: 'evaluation.read',
  input: evidenceQueryInput,
  run: async ({ db, ctx, input, scope }): Promise<EvidenceRow[]> => {
    const asOf = input.asOf ?? ctx.now;
    const rows = await readEvidence(db, scope, [
      lte(evaluationEvidence.measuredAt, asOf),
      input.taskClass === undefined ? undefined : eq(evaluationEvidence.taskClass, input.taskClass),
      input.model === undefined ? undefined : eq(evaluationEvidence.model, input.model),
      input.team === undefined
        ? undefined
        : sql`(${evaluationEvidence.teamId} is null or ${teams.key} = ${input.team})`,
    ]);
    const newest = new Map<string, EvidenceRecord>();
    for (const row of rows) {
      const { teamId, taskClass, model, baseline } = row.evidence;
      const key = JSON.stringify([teamId?.toString() ?? null, taskClass, model, baseline]);
      if (!newest.has(key)) newest.set(key, row);
    }
    return [...newest.values()].map((row) => evidenceDto(row, asOf, input.maxAgeDays));
  },
});

export interface EvidenceRecord {
  evidence: typeof evaluationEvidence.$inferSelect;
  team: string | null;
  goldenSet: string;
}

/** What the scope may see of it, the newest first. */
export const readEvidence = (
  db: Queryable,
  scope: TeamScope,
  where: (SQL | undefined)[],
): Promise<EvidenceRecord[]> =>
  db
    .select({ evidence: evaluationEvidence, team: teams.key, goldenSet: goldenSets.name })
    .from(evaluationEvidence)
    .innerJoin(goldenSets, eq(goldenSets.id, evaluationEvidence.setId))
    .leftJoin(teams, eq(teams.id, evaluationEvidence.teamId))
    .where(and(visibleIn(scope, evaluationEvidence.teamId), ...where))
    .orderBy(sql`${evaluationEvidence.measuredAt} desc, ${evaluationEvidence.id} desc`);

export const evidenceDto = (
  { evidence, team, goldenSet }: EvidenceRecord,
  asOf: Date,
  maxAgeDays: number,
): EvidenceRow => ({
  id: evidence.id.toString(),
  taskClass: evidence.taskClass,
  model: evidence.model,
  baseline: evidence.baseline,
  verdict: evidence.verdict as Verdict,
  difference: evidence.difference,
  low: evidence.low,
  high: evidence.high,
  margin: evidence.margin,
  score: evidence.score,
  baselineScore: evidence.baselineScore,
  cases: evidence.cases,
  costPerCorrect: evidence.costPerCorrect === null ? null : moneyToString(evidence.costPerCorrect),
  baselineCostPerCorrect:
    evidence.baselineCostPerCorrect === null ? null : moneyToString(evidence.baselineCostPerCorrect),
  measuredAt: evidence.measuredAt.toISOString(),
  stale: isStale(evidence.measuredAt, asOf, maxAgeDays),
  team,
  goldenSet,
});
