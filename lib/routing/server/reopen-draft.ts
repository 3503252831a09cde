import type { Tx } from '@/db/client';
import type { Ctx } from '../../access/server/context';
import type { RetiredBecause } from '../policy-dto';
import { bodyOf, insertDraft, type PolicyRecord, updateVersion, type VersionRecord } from './policy-rows';

/** Ends a version that was handed in, as it stands, and opens a draft of the same text to go on with. */
export async function reopenAsDraft(
  tx: Tx,
  ctx: Ctx,
  { policy, version }: { policy: PolicyRecord; version: VersionRecord },
  because: Extract<RetiredBecause, 'withdrawn' | 'rejected'>,
  decisionNote: string | null,
): Promise<{ ended: VersionRecord; draft: VersionRecord }> {
  const ended = await updateVersion(tx, version.id, {
    status: 'retired',
    retiredAt: ctx.now,
    retiredBecause: because,
    decisionNote,
  });
  const draft = await insertDraft(tx, ctx.actor, ctx.now, {
    policyId: policy.id,
    body: bodyOf(version),
    basedOn: version.version,
    authorIds: version.authorIds,
    note: version.note,
  });
  return { ended, draft };
}
