import type { Tx } from '@/db/client';
import { routingPublications } from '@/db/schema';
import type { Ctx } from '../../access/server/context';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { type PolicyRecord, publishedVersion, updateVersion, type VersionRecord } from './policy-rows';

/**
 * From now on this version decides (null: none), and the gate of every process is told: its next decision reads the
 * policy with the budgets, in one snapshot. The version in force until now is retired.
 */
export async function putInForce(
  tx: Tx,
  ctx: Ctx,
  policy: PolicyRecord,
  next: VersionRecord | null,
  about: { kind: 'publish' | 'roll_back' | 'retire'; note: string | null },
): Promise<VersionRecord | null> {
  const former = await publishedVersion(tx, policy.id);
  if (former)
    await updateVersion(tx, former.id, {
      status: 'retired',
      retiredAt: ctx.now,
      retiredBecause: next ? 'replaced' : 'policy_retired',
    });
  const published =
    next &&
    (await updateVersion(tx, next.id, {
      status: 'published',
      publishedByName: ctx.actor.name,
      publishedAt: ctx.now,
      retiredAt: null,
      retiredBecause: null,
    }));
  await tx.insert(routingPublications).values({
    policyId: policy.id,
    versionId: next?.id ?? null,
    kind: about.kind,
    from: ctx.now,
    byName: ctx.actor.name,
    note: about.note,
  });
  await bumpBudgets(tx);
  return published;
}
