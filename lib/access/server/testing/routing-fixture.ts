import type { Db } from '@/db/client';
import { routingPolicies, routingPolicyVersions, routingPublications, taskClasses } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { EMPTY_POLICY, type PolicyBody, type VersionStatus } from '../../../routing/policy';

interface Side<T> {
  own: T;
  other: T;
}

/** A version of each status, and the policy they are of. */
interface PolicyIds extends Record<VersionStatus, string> {
  policy: string;
}

export type RoutingFixture = Side<PolicyIds> & { taskClass: string };

/** A policy of each team: one version was in force, another is, and one of each status waits. */
export async function seedRouting(db: Db, own: bigint, other: bigint, mark: string): Promise<RoutingFixture> {
  const taskClass = 'house_class';
  await db.insert(taskClasses).values({
    ...{ key: taskClass, name: 'House class', description: 'A test', isSimple: false },
    ...{ createdByName: 'test', createdAt: NOW },
  });
  return { own: await seedPolicy(db, own, 'own'), other: await seedPolicy(db, other, mark), taskClass };
}

const bodyOf = (mark: string): PolicyBody => ({
  ...EMPTY_POLICY,
  rules: [
    {
      id: `${mark}-all`,
      when: {},
      primary: { provider: 'openai', model: 'gpt-5-mini' },
      fallback: [],
    },
  ],
});

async function seedPolicy(db: Db, teamId: bigint, mark: string): Promise<PolicyIds> {
  const [policy] = await db
    .insert(routingPolicies)
    .values({ teamId, name: `${mark} policy`, createdByName: 'test', createdAt: NOW })
    .returning();
  const policyId = policy?.id ?? 0n;
  const statuses: VersionStatus[] = ['retired', 'published', 'approved', 'submitted', 'draft'];
  const rows = await db
    .insert(routingPolicyVersions)
    .values(
      statuses.map((status, index) => ({
        ...{ policyId, version: index + 1, status, body: bodyOf(mark), revision: 1, authorIds: ['someone'] },
        ...{ createdByName: `${mark} author`, createdAt: NOW, savedByName: `${mark} author`, savedAt: NOW },
      })),
    )
    .returning();
  const idOf = (status: VersionStatus) => rows.find((row) => row.status === status)?.id ?? 0n;
  for (const status of ['retired', 'published'] as const)
    await db.insert(routingPublications).values({
      ...{ policyId, versionId: idOf(status), kind: 'publish', from: NOW, byName: 'test' },
    });
  const ids = Object.fromEntries(statuses.map((status) => [status, idOf(status).toString()]));
  return { ...(ids as Record<VersionStatus, string>), policy: policyId.toString() };
}
