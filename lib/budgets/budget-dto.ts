import type { BudgetPeriodKind, BudgetUnit, Threshold, ThresholdAction } from './budget';
import type { BudgetState } from './pace';

/**
 * What the verbs and questions of budgets answer. Amounts are decimal strings with 12 decimals in the budget's own
 * unit: its currency (the ledger's US dollars at the budget's plan rate) or tokens. Percents are decimal strings with
 * one decimal, rounded down ("81.4"). Days are YYYY-MM-DD of the organisation, instants ISO in UTC.
 */
export type Decimal = string;

/** As `BudgetScope`, with ids as strings. */
export type BudgetScopeDto =
  | { kind: 'organisation' }
  | { kind: 'department'; departmentId: string }
  | { kind: 'team'; teamId: string }
  | { kind: 'workflow'; teamId: string; workflow: string }
  | {
      kind: 'user';
      of:
        | { kind: 'organisation' }
        | { kind: 'department'; departmentId: string }
        | { kind: 'team'; teamId: string };
    }
  | { kind: 'api_key'; keyId: string };

/** The names a scope is shown with; null where it has none of that kind. */
export interface ScopeNames {
  department: string | null;
  team: string | null;
  workflow: string | null;
  key: string | null;
}

export interface PeriodDto {
  /** Half-open days. */
  from: string;
  to: string;
}

/** A budget as it was set. */
export interface BudgetTerms {
  id: string;
  name: string;
  scope: BudgetScopeDto;
  names: ScopeNames;
  unit: BudgetUnit;
  /** Null for tokens. */
  currency: string | null;
  /** As set, without a raise. */
  limit: Decimal;
  /** Units of `currency` per US dollar, fixed when the limit was last set; null for tokens. */
  planRate: Decimal | null;
  period: BudgetPeriodKind;
  thresholds: Threshold[];
  stopCondition: string | null;
  owner: { id: string; name: string } | null;
  whenUnavailable: 'open' | 'closed';
  whenUnpriced: 'deny' | 'allow';
  reviewOn: string;
  /** The review day has come. */
  reviewDue: boolean;
  createdAt: string;
  archivedAt: string | null;
}

/** Where one counter of a budget stands in one period. */
export interface BudgetPosition {
  period: PeriodDto;
  /** In force now: of the raise where there is one. */
  limit: Decimal;
  spent: Decimal;
  reserved: Decimal;
  /** limit − spent − reserved; below zero where it is exceeded. */
  remaining: Decimal;
  /** spent ÷ limit. */
  percent: Decimal;
  /** Time elapsed of the period. */
  elapsedPercent: Decimal;
  /** Spent at the end of the period at the rate of its completed days; null before one is completed. */
  forecast: Decimal | null;
  forecastPercent: Decimal | null;
  /** The day the limit is reached at that rate; null: reached already, or not in this period. */
  exhaustedOn: string | null;
  state: BudgetState;
  /** The highest threshold reached by what is spent; null: none. */
  reached: Threshold | null;
  /** Tokens of models without a price: counted, in no amount. */
  unpricedTokens: string;
}

/** A user of a budget for every user, by pseudonym. */
export interface UserPosition {
  /** usage_users.id */
  subjectId: string;
  user: string;
  spent: Decimal;
  reserved: Decimal;
  remaining: Decimal;
  percent: Decimal;
  reached: Threshold | null;
}

/** A budget for every user: how its users stand. The position beside it is the user who spent most. */
export interface UsersSummary {
  /** Users who spent or hold anything in the period. */
  users: number;
  total: Decimal;
  /** How many are at or above each threshold. */
  reached: { percent: number; action: ThresholdAction; users: number }[];
  top: UserPosition[];
}

/** What has been given on below a budget, per year and per its own period. Below zero: more than there is. */
export interface Allocation {
  /** Budgets that divide this one. */
  budgets: number;
  annualLimit: Decimal;
  annualAllocated: Decimal;
  annualLeft: Decimal;
  /** annualLeft ÷ periods in a year, rounded down: how much more may be given on in each period of this budget. */
  left: Decimal;
  overAllocated: boolean;
}

/**
 * How far a budget may go without asking: the room left in the nearest budget above it, in the budget's own unit and
 * period. Nothing else about that budget or those beside it is told.
 */
export interface EnvelopeRoom {
  /** The level of the budget above; null: there is none, so only who sets envelopes can raise it. */
  above: 'organisation' | 'department' | 'team' | null;
  /** The highest limit that fits; null without a budget above. */
  maxLimit: Decimal | null;
  /** maxLimit − limit; below zero where it is over-allocated. */
  left: Decimal | null;
}

export interface RaiseInForce {
  requestId: string;
  limit: Decimal;
  /** The last day it is in force. */
  until: string;
  /** The instant the limit goes back by itself. */
  endsAt: string;
}

export interface BudgetRow extends BudgetTerms {
  position: BudgetPosition;
  /** Only where the scope is `user`. */
  users: UsersSummary | null;
  raise: RaiseInForce | null;
  pendingRequests: number;
  /** An executive review waits for a decision. */
  openReview: boolean;
  /** Null where the scope divides nothing (workflow, user, api_key). */
  allocation: Allocation | null;
  envelope: EnvelopeRoom;
  /** What the reader may do. */
  can: BudgetRights;
}

export interface BudgetRights {
  edit: boolean;
  /** Beyond the envelope, and archive what is not one's own division. */
  envelope: boolean;
  archive: boolean;
  request: boolean;
  decide: boolean;
}

/** A place in the organisation with the budgets that hold it. A reader of own teams gets their teams as roots. */
export interface BudgetNode {
  /** Unique in the tree, stable: `team:12`. */
  key: string;
  kind: 'organisation' | 'department' | 'team' | 'workflow' | 'user' | 'api_key';
  name: string;
  scope: BudgetScopeDto;
  /** Ended or in force kill switch of exactly this place; null: none in force. */
  killSwitch: KillSwitchDto | null;
  budgets: BudgetRow[];
  children: BudgetNode[];
}

export interface BudgetTree {
  asOf: string;
  today: string;
  timeZone: string;
  roots: BudgetNode[];
  counts: {
    budgets: number;
    byState: Record<BudgetState, number>;
    overAllocated: number;
    pendingRequests: number;
    openReviews: number;
    reviewsDue: number;
  };
  /** The reader may make budgets for: everything, or their teams; null: nothing. */
  canCreate: 'all' | 'own' | null;
}

export interface RaiseRequestDto {
  id: string;
  budget: { id: string; name: string; unit: BudgetUnit; currency: string | null; period: BudgetPeriodKind };
  names: ScopeNames;
  /** The limit of the budget now, without a raise. */
  baseLimit: Decimal;
  /** Where the budget stands, so that a decision needs no other page. */
  percent: Decimal;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'expired';
  requestedLimit: Decimal;
  requestedUntil: string;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  decidedLimit: Decimal | null;
  decidedUntil: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  note: string | null;
  /** In force at the moment. */
  inForce: boolean;
  /** The reader asked for it, or has the team, and may withdraw it. */
  canWithdraw: boolean;
  canDecide: boolean;
  /** It is in force, and the reader may end it before its last day. */
  canEnd: boolean;
  /** Approving it as asked gives on more than the budget above has. */
  wouldOverAllocate: boolean;
}

export interface KillSwitchDto {
  id: string;
  scope:
    | { kind: 'team'; teamId: string }
    | { kind: 'workflow'; teamId: string; workflow: string }
    | { kind: 'api_key'; keyId: string };
  names: ScopeNames;
  reason: string;
  startedAt: string;
  startedBy: string;
  endsAt: string;
  liftedAt: string | null;
  liftedBy: string | null;
  inForce: boolean;
  canLift: boolean;
}

export interface ThresholdReached {
  percent: number;
  /** As the budget has it now; null: the threshold was taken away since. */
  action: ThresholdAction | null;
  /** The user of a per-user budget, by pseudonym. */
  user: string | null;
  periodFrom: string;
  at: string;
  spent: Decimal;
  limit: Decimal;
  cause: 'spent' | 'denied' | 'limit_changed';
}

export interface BudgetReviewDto {
  id: string;
  percent: number;
  user: string | null;
  periodFrom: string;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  outcome: 'stop' | 'continue' | null;
  note: string | null;
}

/** One entry of the audit log about the budget. */
export interface BudgetChange {
  seq: string;
  at: string;
  by: string;
  action: string;
  /** Only what changed, by field; values as in the audit log. */
  changes: { field: string; before: unknown; after: unknown }[];
  reason: string | null;
}

export interface BudgetDetail {
  budget: BudgetRow;
  /** Periods with anything in them, newest first, for choosing one. */
  periods: (PeriodDto & { spent: Decimal; percent: Decimal })[];
  thresholdsReached: ThresholdReached[];
  requests: RaiseRequestDto[];
  reviews: BudgetReviewDto[];
  killSwitches: KillSwitchDto[];
  history: BudgetChange[];
}

/** The burn-down: per day of the period, with what an even rate would leave. */
export interface BudgetDays {
  budgetId: string;
  /** The user shown of a per-user budget: the one asked for, else who spent most; null for other budgets. */
  user: { subjectId: string; user: string } | null;
  period: PeriodDto;
  unit: BudgetUnit;
  currency: string | null;
  /** In force today in the present period; as set in others. */
  limit: Decimal;
  today: string;
  days: {
    day: string;
    /** Null for days to come. */
    spent: Decimal | null;
    /** At the end of the day; null for days to come. */
    cumulative: Decimal | null;
    /** What an even rate has spent by the end of the day. */
    ideal: Decimal;
    /** At the present rate, from today on; null before, or without a forecast. */
    forecast: Decimal | null;
  }[];
  total: Decimal;
}

export interface DenialRow {
  /** rsv_… */
  id: string;
  at: string;
  team: string;
  workflow: string | null;
  feature: string | null;
  /** Pseudonym. */
  user: string | null;
  model: string | null;
  taskClass: string | null;
  /** Code of the reason: budget_exceeded, unpriced_model, killed, … */
  reason: string;
  /** In the budget's unit; null: unpriced. */
  estimate: Decimal | null;
  degraded: boolean;
}

export interface DenialPage {
  budgetId: string;
  rows: DenialRow[];
  /** In the period asked for. */
  total: string;
  /** Pass back as `before`; null at the end. */
  next: string | null;
}

/** "At October's use this would have blocked 312 calls from the 24th." */
export interface BudgetPreview {
  period: PeriodDto;
  unit: BudgetUnit;
  currency: string | null;
  limit: Decimal;
  /** Rate of today, at which the limit would be fixed; null for tokens. */
  planRate: Decimal | null;
  /** What was really used in the period, within the scope. */
  calls: string;
  spent: Decimal;
  percent: Decimal;
  /** What the draft would have stopped. */
  blockedCalls: string;
  blockedAmount: Decimal;
  /** The instant and day of the first one; null: none. */
  firstBlockedAt: string | null;
  firstBlockedOn: string | null;
  /** Of the blocked: calls of models without a price. */
  unpricedCalls: string;
  /** The day each threshold would have been reached; a per-user budget: by its first user, and how many. */
  thresholds: { percent: number; action: ThresholdAction; reachedOn: string | null; users: number | null }[];
  /** Per-user budgets: users counted and users blocked; else null. */
  users: { counted: number; blocked: number } | null;
  envelope: EnvelopeRoom;
}

/** A share of things within their envelope, with the inputs of the formula. */
export interface ComplianceMeasure {
  /** within ÷ counted with one decimal; null over zero. */
  percent: Decimal | null;
  within: number;
  counted: number;
  /** Not counted, and why: workflows with usage but under no budget of their own or their team's. */
  uncounted: number;
}

export interface BudgetCompliance {
  /** Current period of each budget as of then. */
  asOf: string;
  /** spent ≤ limit in force, every counter. */
  budgets: ComplianceMeasure;
  /** Every budget on the workflow, or else on its team, within its limit. */
  workflows: ComplianceMeasure;
  beyond: { id: string; name: string; names: ScopeNames; percent: Decimal }[];
}

/** What the reader may make a budget or a kill switch for. */
export interface BudgetPlaces {
  organisation: boolean;
  departments: { id: string; name: string }[];
  teams: { id: string; name: string; workflows: string[]; keys: { id: string; name: string }[] }[];
  /** Keys of no team. */
  gatewayKeys: { id: string; name: string }[];
  owners: { id: string; name: string }[];
  currencies: string[];
}
