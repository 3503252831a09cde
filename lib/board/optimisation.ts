import { divideHalfEven } from '../money/rounding';
import { countInput, coverageText, gap, known, shareInput, shareText, usdInput } from './arithmetic';
import { QUARTER_MONTHS } from './board-months';
import type { MonthFacts, WorkflowUnits } from './facts';
import { type Worked, type Working, worked } from './working';

/**
 * How far token cost per outcome fell from the three months before to the last three, in US dollars. Headline: at
 * constant mix, what today's outcomes would have cost at each workflow's earlier cost per outcome (rounded half to
 * even per workflow at 10⁻¹²) against what they did cost. In the inputs also as it happened, all workflows together.
 */
export function optimisationRate({ facts, earlier }: Working): Worked {
  const { now, before } = quartersOf([...earlier, facts]);
  const parts = optimisationParts([...earlier, facts]);
  if (parts.length === 0) return worked(gap(now.size === 0 ? 'no_outcomes' : 'no_earlier_quarter'), []);
  const actual = parts.reduce((sum, part) => sum + part.actual, 0n);
  const atEarlier = parts.reduce((sum, part) => sum + part.atEarlier, 0n);
  const inputs = [
    usdInput('cost_of_outcomes', actual),
    usdInput('cost_at_earlier_unit_costs', atEarlier),
    countInput('workflows', parts.length),
    shareInput('as_it_happened', asItHappened(sumOf(now), sumOf(before))),
  ];
  if (atEarlier <= 0n) return worked(gap('no_earlier_quarter'), inputs);
  const coverage = coverageText(actual, sumOf(now).effectiveCost);
  return worked(known(fallOf(actual, atEarlier)), inputs, coverage);
}

/** A workflow that delivered something in both quarters, in 10⁻¹² US dollars. */
interface OptimisationPart {
  workflow: string;
  /** Of the last three months. */
  outcomes: bigint;
  actual: bigint;
  /** What these outcomes would have cost at the cost per outcome of the quarter before. */
  atEarlier: bigint;
  rate: string | null;
}

/** The workflows that the rate is made of, the dearest first. `months` ends with the month of the rate. */
export function optimisationParts(months: readonly MonthFacts[]): OptimisationPart[] {
  const { now, before } = quartersOf(months);
  return [...now]
    .flatMap(([workflow, { effectiveCost: actual, outcomes }]) => {
      const then = before.get(workflow);
      if (!then) return [];
      const atEarlier = divideHalfEven(then.effectiveCost * outcomes, then.outcomes);
      return [
        { workflow, outcomes, actual, atEarlier, rate: atEarlier > 0n ? fallOf(actual, atEarlier) : null },
      ];
    })
    .sort((a, b) => (a.actual > b.actual ? -1 : 1));
}

const fallOf = (actual: bigint, atEarlier: bigint): string => shareText(atEarlier - actual, atEarlier);

function quartersOf(all: readonly MonthFacts[]) {
  const months = all.slice(-2 * QUARTER_MONTHS);
  return {
    now: quarterOf(months.slice(-QUARTER_MONTHS)),
    before: quarterOf(months.slice(0, -QUARTER_MONTHS)),
  };
}

/** 1 − (cost ÷ outcomes now) ÷ (cost ÷ outcomes before), as one fraction. */
function asItHappened(now: WorkflowUnits, before: WorkflowUnits): string | null {
  const then = before.effectiveCost * now.outcomes;
  return then <= 0n ? null : shareText(then - now.effectiveCost * before.outcomes, then);
}

/** Workflows that delivered something over these months. */
function quarterOf(months: readonly MonthFacts[]): Map<string, WorkflowUnits> {
  const sums = new Map<string, WorkflowUnits>();
  for (const { units } of months) {
    for (const [workflow, { effectiveCost, outcomes }] of units) {
      const sum = sums.get(workflow) ?? { effectiveCost: 0n, outcomes: 0n };
      sums.set(workflow, {
        effectiveCost: sum.effectiveCost + effectiveCost,
        outcomes: sum.outcomes + outcomes,
      });
    }
  }
  for (const [workflow, { outcomes }] of sums) if (outcomes <= 0n) sums.delete(workflow);
  return sums;
}

function sumOf(units: ReadonlyMap<string, WorkflowUnits>): WorkflowUnits {
  const sum = { effectiveCost: 0n, outcomes: 0n };
  for (const one of units.values()) {
    sum.effectiveCost += one.effectiveCost;
    sum.outcomes += one.outcomes;
  }
  return sum;
}
