import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { routingPolicies, routingPolicyVersions, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import type { AgedEvidence } from '../aged-evidence';
import type { PolicyBody, VersionStatus } from '../policy';
import type { PolicySummaryDto } from '../policy-dto';
import { type PublishedEvidence, readPublishedEvidence } from './published-evidence';

const OPEN: readonly string[] = ['draft', 'submitted', 'approved'];

/** The policies within a scope: the organisation's first, then by team; those retired last. Evidence is as of `at`. */
export async function policySummaries(
  db: Queryable,
  scope: TeamScope,
  at: Date,
): Promise<PolicySummaryDto[]> {
  const rows = await db
    .select({ policy: routingPolicies, teamKey: teams.key, teamName: teams.name })
    .from(routingPolicies)
    .leftJoin(teams, eq(teams.id, routingPolicies.teamId));
  const aged = await readPublishedEvidence(db, at);
  const versions = await db.select().from(routingPolicyVersions).orderBy(desc(routingPolicyVersions.version));
  const rank = ({ policy, teamName }: (typeof rows)[number]) =>
    `${policy.retiredAt === null ? 0 : 1}${policy.teamId === null ? 0 : 1}${teamName ?? ''}`;
  return rows
    .filter(({ policy }) => scope === 'all' || (policy.teamId !== null && scope.includes(policy.teamId)))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map(({ policy, teamKey, teamName }): PolicySummaryDto => {
      const own = versions.filter(({ policyId }) => policyId === policy.id);
      const published = own.find(({ status }) => status === 'published');
      return {
        id: policy.id.toString(),
        name: policy.name,
        team: teamKey === null || teamName === null ? null : { key: teamKey, name: teamName },
        published: published
          ? {
              version: published.version,
              from: (published.publishedAt ?? published.savedAt).toISOString(),
              rules: (published.body as PolicyBody).rules.length,
            }
          : null,
        aged: aged.filter(({ policyId }) => policyId === policy.id).map(agedDto),
        open: own
          .filter(({ status }) => OPEN.includes(status))
          .map(({ id, version, status, savedByName, savedAt }) => ({
            versionId: id.toString(),
            version,
            status: status as VersionStatus,
            savedBy: savedByName,
            savedAt: savedAt.toISOString(),
          })),
        retiredAt: policy.retiredAt?.toISOString() ?? null,
      };
    });
}

const agedDto = (one: PublishedEvidence): AgedEvidence => ({
  ...{ rules: one.rules, taskClass: one.taskClass, model: one.model, why: one.why, isHeld: one.isHeld },
  ...{ evidenceId: one.evidenceId, measuredAt: one.measuredAt, days: one.days },
});
