import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { PolicyBody } from '../policy';
import type { BarEvidence } from '../quality-bar';

interface Row extends Record<string, unknown> {
  team_id: string | null;
  id: string;
  task_class: string;
  model: string;
  verdict: BarEvidence['verdict'];
  score: string;
  measured_ms: string;
}

/** Whether a rule asks for evidence. */
export const hasBar = (body: PolicyBody): boolean =>
  body.rules.some(({ qualityBar }) => qualityBar !== undefined);

/**
 * The newest measurement of each task class and model, as what was measured and as what it was held against, by the
 * owner of its golden set (null: the organisation).
 */
export async function loadEvidenceByOwner(db: Queryable): Promise<(teamId: bigint | null) => BarEvidence[]> {
  const rows = await db.execute<Row>(sql`
    with measured as (
      select team_id, id, task_class, model, verdict, score, measured_at from evaluation_evidence
      union all
      select team_id, id, task_class, baseline, 'baseline', baseline_score, measured_at from evaluation_evidence)
    select distinct on (team_id, task_class, model, verdict = 'baseline') team_id::text, id::text, task_class, model, verdict,
      score::text, (extract(epoch from measured_at) * 1000)::text as measured_ms
    from measured order by team_id, task_class, model, verdict = 'baseline', measured_at desc, id desc`);
  const owned = rows.map((row) => ({
    teamId: row.team_id === null ? null : BigInt(row.team_id),
    evidence: {
      ...{ id: row.id, taskClass: row.task_class, model: row.model, verdict: row.verdict, score: row.score },
      measuredAt: new Date(Math.floor(Number(row.measured_ms))),
    },
  }));
  return (teamId) =>
    owned.filter((one) => one.teamId === null || one.teamId === teamId).map(({ evidence }) => evidence);
}

/** What counts for the policy of a team (null: the organisation's): the organisation's evidence, and the team's own. */
export const loadBarEvidence = async (db: Queryable, teamId: bigint | null): Promise<BarEvidence[]> =>
  (await loadEvidenceByOwner(db))(teamId);
