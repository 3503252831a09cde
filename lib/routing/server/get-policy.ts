import { desc, eq } from 'drizzle-orm';
import { routingPolicies, routingPolicyVersions, routingPublications } from '@/db/schema';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import { notFound } from '../../errors';
import { checkPolicy } from '../checks';
import { diffPolicies } from '../diff';
import type { PolicyDto, PublicationDto } from '../policy-dto';
import { getPolicyInput } from '../policy-verbs-input';
import { policyToYaml } from '../yaml';
import { loadCheckContext } from './check-context';
import { bodyOf, teamOfPolicy, type VersionRecord } from './policy-rows';
import { policySummaries } from './policy-summaries';
import { versionDto } from './version-dto';

const OPEN: readonly string[] = ['draft', 'submitted', 'approved'];

/** A policy with its versions and publications, one version in full, and how it differs from another. */
export const getPolicy = question({
  name: 'getPolicy',
  permission: 'routing.read',
  input: getPolicyInput,
  team: (db, { policyId }) => teamOfPolicy(db, policyId),
  run: async ({ db, ctx, input, scope }): Promise<PolicyDto> => {
    const [policy] = await db.select().from(routingPolicies).where(eq(routingPolicies.id, input.policyId));
    const summary = (await policySummaries(db, scope, ctx.now)).find(
      ({ id }) => id === input.policyId.toString(),
    );
    if (!policy || !summary) throw notFound('There is no such policy.');
    const versions = await db
      .select()
      .from(routingPolicyVersions)
      .where(eq(routingPolicyVersions.policyId, policy.id))
      .orderBy(desc(routingPolicyVersions.version));
    const publications = await db
      .select()
      .from(routingPublications)
      .where(eq(routingPublications.policyId, policy.id))
      .orderBy(desc(routingPublications.id));
    const shown = chosen(versions, input.versionId, shownByItself);
    const base = chosen(versions, input.compareWith, (all) => comparedByItself(all, shown));
    const numberOf = new Map(versions.map(({ id, version }) => [id, version]));
    const inForce = versions.some(({ status }) => status === 'published');
    const others = new Set(publications.flatMap(({ versionId }) => versionId ?? []));
    const publishes = policy.retiredAt === null && may(ctx.actor, 'routing.publish', policy.teamId);
    return {
      ...summary,
      versions: versions.map((row) => versionDto(ctx.actor, policy, row)),
      publications: publications.map(({ kind, versionId, from, byName, note }) => ({
        kind: kind as PublicationDto['kind'],
        version: versionId === null ? null : (numberOf.get(versionId) ?? null),
        from: from.toISOString(),
        by: byName,
        note,
      })),
      shown: shown && {
        version: versionDto(ctx.actor, policy, shown),
        body: bodyOf(shown),
        findings: checkPolicy(bodyOf(shown), await loadCheckContext(db, ctx.now, policy.teamId)),
        yaml: policyToYaml(bodyOf(shown)),
      },
      diff:
        shown && base ? { ...diffPolicies(bodyOf(base), bodyOf(shown)), fromVersion: base.version } : null,
      may: {
        draft: policy.retiredAt === null && may(ctx.actor, 'routing.draft', policy.teamId),
        rollBack: publishes && inForce && others.size > 1,
        retire: publishes,
      },
    };
  },
});

type Versions = readonly VersionRecord[];

/** The version asked for, which must be of this policy; else the one chosen by itself. */
function chosen(
  versions: Versions,
  versionId: bigint | undefined,
  byItself: (versions: Versions) => VersionRecord | undefined,
): VersionRecord | null {
  if (versionId === undefined) return byItself(versions) ?? null;
  const found = versions.find(({ id }) => id === versionId);
  if (!found) throw notFound('There is no such version of this policy.');
  return found;
}

const shownByItself = (versions: Versions) =>
  versions.find(({ status }) => OPEN.includes(status)) ??
  versions.find(({ status }) => status === 'published') ??
  versions[0];

/** The one in force; of that itself, the one it was copied from. */
const comparedByItself = (versions: Versions, shown: VersionRecord | null) => {
  const inForce = versions.find(({ status }) => status === 'published');
  if (inForce && inForce.id !== shown?.id) return inForce;
  return versions.find(({ version }) => version === shown?.basedOn);
};
