import type { BudgetPeriodKind, BudgetUnit, ThresholdAction } from '../budgets/budget';

export const ALERT_KINDS = [
  'budget_threshold',
  'raise_requested',
  'raise_decided',
  'raise_expired',
  'executive_review',
  'kill_switch',
  'review_due',
  'pack_waiting',
  'evidence_aged',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Money and counts are decimal strings; days are YYYY-MM-DD; nothing here names a person outside the organisation's own. */
export type AlertFacts =
  | {
      kind: 'budget_threshold';
      budget: BudgetFacts;
      /** The user a per-user budget counts, as its pseudonym; else null. */
      subject: string | null;
      percent: number;
      action: ThresholdAction;
      cause: 'spent' | 'denied' | 'limit_changed';
      /** In the budget's own currency or tokens, as of the crossing. */
      spent: string;
      limit: string;
      periodFrom: string;
      periodTo: string;
      /** The day the limit is reached at the present rate; null: not within the period. */
      exhaustedOn: string | null;
      /** The top three by effective cost, largest first. */
      drivers: { workflow: string | null; model: string; share: string; amount: string }[];
    }
  | {
      kind: 'raise_requested' | 'raise_decided' | 'raise_expired';
      budget: BudgetFacts;
      requestId: string;
      by: string;
      reason: string | null;
      from: string;
      to: string;
      until: string;
      outcome: 'approved' | 'declined' | null;
    }
  | {
      kind: 'executive_review';
      budget: BudgetFacts;
      percent: number;
      spent: string;
      limit: string;
      periodFrom: string;
      periodTo: string;
    }
  | { kind: 'kill_switch'; what: string; started: boolean; by: string; reason: string; endsAt: string }
  | { kind: 'review_due'; budget: BudgetFacts; reviewOn: string }
  /** The day of a month's board pack has come, and there is none to send. `month` as 2026-10. */
  | { kind: 'pack_waiting'; month: string; isClosed: boolean }
  /** A published policy rests on evidence that is too old, or asks for some that is not there. */
  | {
      kind: 'evidence_aged';
      policyId: string;
      policy: string;
      versionId: string;
      rules: string[];
      /** Null: measured on no class. */
      taskClass: string | null;
      model: string;
      why: 'stale' | 'missing';
      /** Calls do not go to the model until it is measured. */
      isHeld: boolean;
      evidenceId: string | null;
      /** Whole days since it was measured; 0 where it never was. */
      days: number;
      maxAgeDays: number;
      goldenSet: string | null;
    };

export interface BudgetFacts {
  id: string;
  name: string;
  unit: BudgetUnit;
  /** Null for tokens. */
  currency: string | null;
  period: BudgetPeriodKind;
}
