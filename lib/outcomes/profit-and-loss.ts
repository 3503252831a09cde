import type { Decimal, Figure } from '../attribution/dto';
import { fromUnits, toUnits } from '../attribution/figure';
import { divideHalfEven } from '../money/rounding';
import { REWORK_PLACES, type Tally, WORTH_PLACES } from './worth';

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

const RATIO_PLACES = 12;

export interface ResultTerms
  extends Pick<
    WorkflowResult,
    'workflow' | 'label' | 'teams' | 'outcome' | 'effectiveCost' | 'unpricedTokens'
  > {
  tally: Tally;
}

/**
 * Profit and loss of one workflow: worth of its outcomes − effective cost, exact at 10⁻²². Per outcome, both are
 * divided by the outcomes, half to even at 10⁻¹². Break-even is cost ÷ worth of one outcome, rounded up.
 */
export function resultOf({ tally, ...terms }: ResultTerms): WorkflowResult {
  const gap = gapOf(terms, tally);
  const { value } = terms.effectiveCost;
  const cost = value === null ? null : toUnits(value, WORTH_PLACES);
  const count = terms.outcome && tally.count > 0n ? tally.count : null;
  const worth = gap === null ? tally.worth : null;
  const margin = worth === null || cost === null ? null : worth - cost;
  return {
    ...terms,
    outcomes: (terms.outcome ? tally.count : 0n).toString(),
    outcomeValue: worth === null ? null : fromUnits(worth, WORTH_PLACES),
    valuePerOutcome: perOutcome(worth, count),
    reworkShare:
      count === null || tally.lacksValue
        ? null
        : fromUnits(divideHalfEven(tally.reworked, count), REWORK_PLACES),
    costPerOutcome: perOutcome(cost, count),
    margin: margin === null ? null : fromUnits(margin, WORTH_PLACES),
    breakEven: breakEvenOf(cost, worth, count),
    profitable: margin === null ? null : margin > 0n,
    gap,
  };
}

function gapOf(terms: Omit<ResultTerms, 'tally'>, tally: Tally): ResultGap | null {
  if (terms.outcome === null) return 'no_definition';
  if (tally.count <= 0n) return 'no_outcomes';
  if (terms.effectiveCost.value === null)
    return terms.effectiveCost.reason === 'no_fx_rate' ? 'no_fx_rate' : 'unpriced';
  if (tally.lacksValue) return 'no_value';
  return tally.lacksRate ? 'no_fx_rate' : null;
}

function perOutcome(amount: bigint | null, count: bigint | null): Decimal | null {
  if (amount === null || count === null) return null;
  const scale = 10n ** BigInt(WORTH_PLACES - RATIO_PLACES);
  return fromUnits(divideHalfEven(amount, count * scale), RATIO_PLACES);
}

function breakEvenOf(cost: bigint | null, worth: bigint | null, count: bigint | null): Decimal | null {
  if (cost === null || worth === null || count === null || worth <= 0n) return null;
  return ((cost * count + worth - 1n) / worth).toString();
}
