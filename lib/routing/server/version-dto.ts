import type { Actor } from '../../access/actor';
import { may } from '../../budgets/server/may';
import type { VersionStatus } from '../policy';
import type { PolicyVersionDto, RetiredBecause } from '../policy-dto';
import { isOwnWork } from './own-work';
import type { PolicyRecord, VersionRecord } from './policy-rows';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A version with what the reader may do with it. */
export function versionDto(actor: Actor, policy: PolicyRecord, row: VersionRecord): PolicyVersionDto {
  const isLive = policy.retiredAt === null;
  const can = (permission: Parameters<typeof may>[1], status: VersionStatus) =>
    isLive && row.status === status && may(actor, permission, policy.teamId);
  const isOwn = isOwnWork(actor, row);
  return {
    id: row.id.toString(),
    version: row.version,
    status: row.status as VersionStatus,
    revision: row.revision,
    note: row.note,
    basedOn: row.basedOn,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    savedBy: row.savedByName,
    savedAt: row.savedAt.toISOString(),
    submittedBy: row.submittedByName,
    submittedAt: iso(row.submittedAt),
    approvedBy: row.approvedByName,
    approvedAt: iso(row.approvedAt),
    publishedBy: row.publishedByName,
    publishedAt: iso(row.publishedAt),
    retiredAt: iso(row.retiredAt),
    retiredBecause: row.retiredBecause as RetiredBecause | null,
    decisionNote: row.decisionNote,
    may: {
      save: can('routing.draft', 'draft'),
      submit: can('routing.submit', 'draft'),
      withdraw: can('routing.submit', 'submitted'),
      decide: can('routing.approve', 'submitted') && !isOwn,
      publish: can('routing.publish', 'approved'),
      discard: can('routing.draft', 'draft'),
    },
    isOwn,
  };
}
