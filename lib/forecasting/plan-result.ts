import type { Ratio } from '../calculator/tokens-ratio';
import { type Money, moneyOf, parseMoney, subtractMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { callsIn, type Measures, type PlanLine, usersIn } from './bottom-up';
import { type PlanDto, type PlanLineDto, planLineOf, type Scenario } from './plan';
import { type Reconciliation, reconcilePlan } from './reconcile';

export interface PlanResult {
  reconciliation: Reconciliation;
  /** What the envelope leaves for the plan in a month, in USD; null: there is no envelope. */
  available: Money | null;
  lines: { line: PlanLineDto; twelveMonths: Money | null; users: bigint; calls: bigint }[];
  /** Lines without a price: in no figure. */
  unpriced: number;
}

/** The plan under a scenario and with measures taken: all of the page's figures, exactly. */
export function planResult(plan: PlanDto, scenario: Scenario, measures: Measures): PlanResult {
  const compiled = plan.lines.map((line) => ({ line, priced: planLineOf(line, plan.from, scenario) }));
  const priced = compiled.flatMap((one) => (one.priced ? [one.priced] : []));
  const available =
    plan.envelope && subtractMoney(parseMoney(plan.envelope.monthlyUsd), parseMoney(plan.otherUsage));
  const each = available ?? moneyOf(0n);
  const reconciliation = reconcilePlan(
    priced,
    Array.from({ length: plan.months }, () => each),
    measures,
  );
  let next = 0;
  return {
    ...{ reconciliation, available },
    lines: compiled.map(({ line, priced: own }) => ({
      line,
      twelveMonths: own ? (reconciliation.byWorkflow[next++]?.effectiveCost ?? null) : null,
      ...peak(own, plan.months),
    })),
    unpriced: compiled.length - priced.length,
  };
}

/** Users and calls in the last month of the plan. */
function peak(line: PlanLine | null, months: number): { users: bigint; calls: bigint } {
  if (!line) return { users: 0n, calls: 0n };
  const whole = ({ n, d }: Ratio) => divideHalfEven(n, d);
  return { users: whole(usersIn(line, months - 1)), calls: whole(callsIn(line, months - 1)) };
}
