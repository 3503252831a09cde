import type { Coverage, Decimal, Figure, FxUse } from '../attribution/dto';
import type { BudgetState } from '../budgets/pace';
import type { ChangeExplanation } from '../drivers/dto';
import type { UsageForecast } from '../forecasting/dto';
import type { Currency } from '../money/currency';
import type { WorkflowResult } from '../outcomes/profit-and-loss';
import type { Period } from '../time/days';
import type { Metric } from './metric';

/** A month of the board, whole: the page, the pack and its prose are made of this and nothing else. */
export interface Board {
  /** As 2026-10. */
  month: string;
  period: Period;
  previousPeriod: Period;
  /** running: the month is not over. over: it can be closed. closed: its figures are frozen. */
  state: 'running' | 'over' | 'closed';
  closedAt: string | null;
  closedBy: string | null;
  /** Why a closed month is read from the ledger of now: closed before months were frozen, or without a rate then. */
  unfrozen?: 'before_freezes' | 'no_fx_rate';
  currency: Currency;
  timeZone: string;
  /** When these figures were read. */
  asOf: string;
  organisation: { name: string; isDemo: boolean };
  /** Effective cost of the month, of the one before, and what moved. A month so far is held against the same days. */
  spend: { amount: Figure; previous: Figure; change: Figure; changeShare: Decimal | null };
  coverage: Coverage;
  fx: FxUse[];
  metrics: Metric[];
  bridge: ChangeExplanation;
  departments: BoardDepartment[];
  workflows: WorkflowResult[];
  budgets: BoardBudget[];
  forecast: UsageForecast;
  /** The organisation's own envelope of a month, where it has one. */
  envelope: { amount: Decimal; currency: Currency } | null;
  savings: BoardSaving[];
  restatements: BoardRestatement[];
  /** What published routing policies rest on and is too old. Absent in older freezes. */
  evidence?: BoardEvidence[];
  risks: BoardNotice[];
  decisions: BoardNotice[];
  /** Null: some of it has no exchange rate. */
  priceSources: { list: string; source: string; sourceUrl: string | null; effectiveCost: Decimal | null }[];
}

export interface BoardEvidence {
  policy: string;
  taskClass: string;
  model: string;
  evidenceId: string;
  /** Whole days since it was measured. */
  days: number;
}

export interface BoardDepartment {
  /** Null: teams of no department, and what names no team. */
  key: string | null;
  name: string | null;
  effectiveCost: Figure;
  previous: Figure;
  /** Of the organisation; shares of all rows sum to exactly 1. */
  share: Decimal | null;
}

export interface BoardBudget {
  id: string;
  name: string;
  scope: string;
  unit: 'currency' | 'tokens';
  currency: Currency | null;
  limit: Decimal;
  spent: Decimal;
  reserved: Decimal;
  /** Of the limit, 0 to 1 and beyond. */
  used: Decimal;
  state: BudgetState;
}

export interface BoardSaving {
  id: string;
  name: string;
  workflow: string | null;
  state: string;
  /** Reading currency a month, as planned. */
  savingMonthly: Decimal | null;
}

/** Usage or outcomes that arrived after their month was closed: shown in the month that is open. */
export interface BoardRestatement {
  month: string;
  frozen: Decimal;
  now: Decimal;
  difference: Decimal;
  lateEvents: Decimal;
  /** Workflows whose outcomes moved. Absent: the month was closed before outcomes were frozen too. */
  outcomes?: OutcomeRestatement[];
}

export interface OutcomeRestatement {
  workflow: string;
  label: string;
  frozen: Decimal;
  now: Decimal;
  difference: Decimal;
  /** Records more than were counted then; a correction is one. */
  lateRecords: Decimal;
  /** After rework, in the reading currency; null where some of it has no value or no rate. */
  worth: { frozen: Decimal; now: Decimal; difference: Decimal } | null;
}

/** A risk, or a decision asked of the board; `facts` are what its sentence in the messages prints. */
export interface BoardNotice {
  key: string;
  facts: Record<string, string>;
  path: string;
}
