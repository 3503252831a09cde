import type { Decimal, Figure } from '../attribution/dto';

/** Why a workflow has no profit or loss to state. */
export type ResultGap = 'no_definition' | 'no_outcomes' | 'no_value' | 'unpriced' | 'no_fx_rate';

/** Profit and loss of a workflow over some days, in the reading currency (money at 12 decimals or more). */
export interface WorkflowResult {
  /** The effective workflow tag. */
  workflow: string;
  label: string;
  teams: { id: string; key: string; name: string }[];
  outcome: {
    definitionId: string;
    /** Such as "resolved ticket". */
    unit: string;
    vouchedBy: string;
  } | null;
  /** Outcomes delivered, corrections included. */
  outcomes: Decimal;
  effectiveCost: Figure;
  unpricedTokens: Decimal;
  /** Worth of the outcomes after rework, and of one outcome on average; null with a gap. */
  outcomeValue: Decimal | null;
  valuePerOutcome: Decimal | null;
  /** Share of the outcomes that had to be done again, 0 to 1. */
  reworkShare: Decimal | null;
  costPerOutcome: Decimal | null;
  /** outcomeValue − effectiveCost. */
  margin: Decimal | null;
  /** Outcomes at which the value pays for the cost at this cost (rounded up); null where an outcome has no worth. */
  breakEven: Decimal | null;
  profitable: boolean | null;
  gap: ResultGap | null;
}
