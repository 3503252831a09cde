import { eq, sql } from 'drizzle-orm';
import { evaluationEvidence } from '@/db/schema';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import type { EvidenceDetail } from '../evaluation-dto';
import { evidenceIdInput } from '../evaluation-input';
import { evidenceDto, readEvidence } from './current-evidence';

const MAX_AGE_DAYS = 90;
const MOST_CASES = 200;

/** One piece of evidence and the cases on which the models differ. Throws `not_found`, also for another team's. */
export const getEvidence = question({
  name: 'getEvidence',
  permission: 'evaluation.read',
  input: evidenceIdInput,
  run: async ({ db, ctx, input, scope }): Promise<EvidenceDetail> => {
    const [row] = await readEvidence(db, scope, [eq(evaluationEvidence.id, input.evidenceId)]);
    if (!row) throw notFound('There is no such evidence.');
    const { evidence } = row;
    const differing = await db.execute<{
      key: string;
      score: string;
      baseline: string;
      detail: string | null;
    }>(sql`
      select r.case_key as key, r.score::text, b.score::text as baseline, r.detail
      from evaluation_results r join evaluation_results b on b.run_id = ${evidence.baselineRunId} and b.case_key = r.case_key
      where r.run_id = ${evidence.runId} and r.score <> b.score
      order by abs(r.score - b.score) desc, r.case_key limit ${MOST_CASES}`);
    return {
      ...evidenceDto(row, ctx.now, MAX_AGE_DAYS),
      method: evidence.method as EvidenceDetail['method'],
      modelBetter: evidence.modelBetter,
      baselineBetter: evidence.baselineBetter,
      createdByName: evidence.createdByName,
      differing: differing.map(({ key, score, baseline, detail }) => ({
        caseKey: key,
        score,
        baselineScore: baseline,
        detail,
      })),
    };
  },
});
