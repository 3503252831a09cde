import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { evaluationEvidence, goldenSets, routingPolicies, routingPolicyVersions } from '@/db/schema';
import { type AgedEvidence, agedEvidence } from '../aged-evidence';
import type { PolicyBody } from '../policy';
import { loadEvidenceByOwner } from './bar-evidence';
import { loadRouteCatalogue } from './route-catalogue';

/** What a published version rests on and should be measured again. */
export interface PublishedEvidence extends AgedEvidence {
  policyId: bigint;
  policy: string;
  /** Null: the organisation's. */
  teamId: bigint | null;
  versionId: bigint;
  /** Days that the policy lets evidence hold. */
  maxAgeDays: number;
  /** The name of the set it was measured on; null: never. */
  goldenSet: string | null;
}

/** Of every version in force, as of an instant; the oldest of each first. */
export async function readPublishedEvidence(db: Queryable, at: Date): Promise<PublishedEvidence[]> {
  const versions = await db
    .select({
      policyId: routingPolicies.id,
      policy: routingPolicies.name,
      teamId: routingPolicies.teamId,
      versionId: routingPolicyVersions.id,
      body: routingPolicyVersions.body,
    })
    .from(routingPolicyVersions)
    .innerJoin(routingPolicies, eq(routingPolicies.id, routingPolicyVersions.policyId))
    .where(and(eq(routingPolicyVersions.status, 'published'), isNull(routingPolicies.retiredAt)))
    .orderBy(routingPolicies.id);
  if (versions.length === 0) return [];
  const [catalogue, evidenceOf] = [await loadRouteCatalogue(db), await loadEvidenceByOwner(db)];
  const aged = versions.flatMap(({ body: stored, ...of }) => {
    const body = stored as PolicyBody;
    const { evidenceMaxAgeDays: maxAgeDays } = body.constraints;
    return agedEvidence(body, evidenceOf(of.teamId), catalogue, at).map((one) => ({
      ...of,
      ...one,
      maxAgeDays,
    }));
  });
  const sets = await setNames(
    db,
    aged.flatMap(({ evidenceId }) => (evidenceId === null ? [] : [BigInt(evidenceId)])),
  );
  return aged.map((one) => ({
    ...one,
    goldenSet: one.evidenceId === null ? null : (sets.get(one.evidenceId) ?? null),
  }));
}

async function setNames(db: Queryable, evidenceIds: bigint[]): Promise<Map<string, string>> {
  if (evidenceIds.length === 0) return new Map();
  const rows = await db
    .select({ id: evaluationEvidence.id, name: goldenSets.name })
    .from(evaluationEvidence)
    .innerJoin(goldenSets, eq(goldenSets.id, evaluationEvidence.setId))
    .where(inArray(evaluationEvidence.id, evidenceIds));
  return new Map(rows.map(({ id, name }) => [id.toString(), name]));
}
