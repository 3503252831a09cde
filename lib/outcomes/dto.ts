import type { Decimal, Resolved } from '../attribution/dto';
import type { Currency } from '../money/currency';
import type { WorkflowResult } from './profit-and-loss';

/** What one outcome is worth over some days. Of the values that cover a day, the one recorded last counts. */
export interface OutcomeValueDto {
  id: string;
  /** Of one outcome before rework, in `currency`. */
  amount: Decimal;
  currency: Currency;
  /** 0 to 1 at 6 decimals. */
  reworkShare: Decimal;
  /** Half-open days; null: until further notice. */
  validFrom: string;
  validTo: string | null;
  basis: string;
  recordedBy: string;
  recordedAt: string;
  /** The value that counts today. */
  current: boolean;
}

export interface OutcomeDefinitionDto {
  id: string;
  workflow: string;
  workflowLabel: string;
  /** As senders name it, such as `ticket_resolved`. */
  outcome: string;
  unit: string;
  description: string;
  vouchedBy: string;
  createdBy: string;
  createdAt: string;
  archivedAt: string | null;
  /** Newest first; those replaced stay. */
  values: OutcomeValueDto[];
}

export interface WorkflowResults extends Resolved {
  /** Every workflow with usage, outcomes or a definition; the dearest first. */
  rows: WorkflowResult[];
}

/** One month of a workflow's trend, as 2026-10. The running month counts its days so far. */
export type WorkflowMonth = WorkflowResult & { month: string };

export interface WorkflowResultDetail extends Resolved {
  result: WorkflowResult;
  /** Of the period before, by the same rules. */
  previous: WorkflowResult;
  /** Thirteen months, oldest first; the last holds the period's last day. */
  trend: WorkflowMonth[];
  /** The live one, with all its values. */
  definition: OutcomeDefinitionDto | null;
  /** What was reported in the period under a name that the definition does not count. */
  uncounted: { outcome: string; count: Decimal }[];
  /** The reader may change the definition, its values and entries. */
  canEdit: boolean;
}

export type OutcomeEntry = 'api' | 'import' | 'manual' | 'correction';

/** A recorded row. Corrections are rows of their own. */
export interface OutcomeRow {
  /** The order of recording: names the row to correct. */
  seq: string;
  team: { key: string; name: string };
  source: string;
  id: string;
  occurredAt: string;
  workflow: string | null;
  outcome: string;
  count: Decimal;
  ownValue: { amount: Decimal; currency: Currency } | null;
  entry: OutcomeEntry;
  recordedBy: string | null;
  recordedAt: string;
  reason: string | null;
}

export interface OutcomePage {
  rows: OutcomeRow[];
  /** Pass back as `cursor` for the next page; null at the end. Newest first. */
  nextCursor: string | null;
}

/** What became of outcomes sent or imported: accepted + duplicates + rejected = sent. */
export interface RecordOutcomesResult {
  accepted: number;
  duplicates: number;
  rejected: { index: number; id?: string; code: string; pointer: string; detail: string }[];
}
