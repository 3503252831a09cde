import type { Currency } from '../money/currency';

/** Who a budget holds. `user`: a counter for every user of the organisation, a department or a team. */
export type BudgetScope =
  | { kind: 'organisation' }
  | { kind: 'department'; departmentId: bigint }
  | { kind: 'team'; teamId: bigint }
  | { kind: 'workflow'; teamId: bigint; workflow: string }
  | {
      kind: 'user';
      of:
        | { kind: 'organisation' }
        | { kind: 'department'; departmentId: bigint }
        | { kind: 'team'; teamId: bigint };
    }
  | { kind: 'api_key'; keyId: string };

export const BUDGET_SCOPES = ['organisation', 'department', 'team', 'workflow', 'user', 'api_key'] as const;
export type BudgetScopeKind = (typeof BUDGET_SCOPES)[number];

export const BUDGET_PERIODS = ['day', 'week', 'month', 'quarter', 'fiscal_year'] as const;
export type BudgetPeriodKind = (typeof BUDGET_PERIODS)[number];

export const BUDGET_UNITS = ['currency', 'tokens'] as const;
export type BudgetUnit = (typeof BUDGET_UNITS)[number];

/** Cheaper tiers a threshold may send calls to. */
export const DOWNGRADE_TIERS = ['balanced', 'cost_optimised'] as const;
export type DowngradeTier = (typeof DOWNGRADE_TIERS)[number];

/**
 * What reaching a threshold does, beside being announced once.
 * `notify`: nothing more. `warn`: the gate says so with every call. `throttle`: at most so many calls a minute.
 * `downgrade`: the gate answers with a cheaper model of the same provider. `block`: the gate refuses what would go
 * beyond this threshold. `executive_review`: as `block`, until an executive decides to continue.
 */
export type ThresholdAction =
  | { kind: 'notify' }
  | { kind: 'warn' }
  | { kind: 'throttle'; requestsPerMinute: number }
  | { kind: 'downgrade'; tier: DowngradeTier }
  | { kind: 'block' }
  | { kind: 'executive_review' };

export type ThresholdActionKind = ThresholdAction['kind'];

/** `percent` of the limit, a whole number from 1 to 200. */
export interface Threshold {
  percent: number;
  action: ThresholdAction;
}

export const DEFAULT_THRESHOLDS: readonly Threshold[] = [
  { percent: 50, action: { kind: 'notify' } },
  { percent: 80, action: { kind: 'warn' } },
  { percent: 100, action: { kind: 'block' } },
];

/** A budget as the gate and the counting of usage see it. */
export interface Budget {
  id: bigint;
  name: string;
  scope: BudgetScope;
  unit: BudgetUnit;
  /** Null for tokens. */
  currency: Currency | null;
  /** As set, in `currency` or tokens, at 10⁻¹². */
  limitAmount: bigint;
  /** `currency` per US dollar, a decimal string; null for tokens. */
  planRate: string | null;
  /** The limit in the unit it is counted in: 10⁻¹² US dollars, or 10⁻¹² tokens (`limitUnits`). */
  limit: bigint;
  /** An approved raise: this limit instead, until the instant. */
  raise: { limit: bigint; until: Date } | null;
  period: BudgetPeriodKind;
  /** Ascending by percent. */
  thresholds: readonly Threshold[];
  whenUnavailable: 'open' | 'closed';
  whenUnpriced: 'deny' | 'allow';
}

/** The limit in force at an instant, in ledger units. */
export const limitAt = (budget: Pick<Budget, 'limit' | 'raise'>, now: Date): bigint =>
  budget.raise && now < budget.raise.until ? budget.raise.limit : budget.limit;

/** Where `percent` of the limit lies, in ledger units, rounded down. */
export const thresholdAt = (limit: bigint, percent: number): bigint => (limit * BigInt(percent)) / 100n;

/** Where the gate refuses, as a percent of the limit; null: it never does. */
export function blockingPercent(thresholds: readonly Threshold[]): number | null {
  const blocking = thresholds.filter(
    ({ action }) => action.kind === 'block' || action.kind === 'executive_review',
  );
  return blocking.length === 0 ? null : Math.min(...blocking.map(({ percent }) => percent));
}
