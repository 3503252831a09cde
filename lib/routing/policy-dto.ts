import type { AgedEvidence } from './aged-evidence';
import type { Finding } from './checks';
import type { PolicyDiff } from './diff';
import type { PolicyBody, VersionStatus } from './policy';

/** Instants are ISO strings; ids are decimal strings. */
export interface PolicyVersionDto {
  id: string;
  version: number;
  status: VersionStatus;
  /** Sent back with a save: a save over another's is refused. */
  revision: number;
  note: string | null;
  basedOn: number | null;
  createdBy: string;
  createdAt: string;
  savedBy: string;
  savedAt: string;
  submittedBy: string | null;
  submittedAt: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  publishedBy: string | null;
  publishedAt: string | null;
  retiredAt: string | null;
  retiredBecause: RetiredBecause | null;
  decisionNote: string | null;
  /** What the reader may do with it now. */
  may: {
    save: boolean;
    submit: boolean;
    withdraw: boolean;
    /** False also for its own authors, who are `isOwn`. */
    decide: boolean;
    publish: boolean;
    discard: boolean;
  };
  /** The reader wrote in it or submitted it. */
  isOwn: boolean;
}

export type RetiredBecause = 'replaced' | 'withdrawn' | 'rejected' | 'discarded' | 'policy_retired';

export interface PublicationDto {
  kind: 'publish' | 'roll_back' | 'retire';
  /** Null: nothing is in force from then on. */
  version: number | null;
  from: string;
  by: string;
  note: string | null;
}

export interface PolicySummaryDto {
  id: string;
  name: string;
  /** Null: the organisation's. */
  team: { key: string; name: string } | null;
  /** In force now. */
  published: { version: number; from: string; rules: number } | null;
  /** What the version in force rests on and should be measured again, the oldest first. */
  aged: AgedEvidence[];
  /** Drafts, submitted and approved versions, the newest first. */
  open: { versionId: string; version: number; status: VersionStatus; savedBy: string; savedAt: string }[];
  retiredAt: string | null;
}

/** A policy with one version in full, and another to compare it with. */
export interface PolicyDto extends PolicySummaryDto {
  /** Newest first. */
  versions: PolicyVersionDto[];
  /** Newest first. */
  publications: PublicationDto[];
  shown: { version: PolicyVersionDto; body: PolicyBody; findings: Finding[]; yaml: string } | null;
  /** From the compared version to the shown one; null where there is none to compare. */
  diff: (PolicyDiff & { fromVersion: number }) | null;
  may: { draft: boolean; rollBack: boolean; retire: boolean };
}
