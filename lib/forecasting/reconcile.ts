import { compare, minus, type Ratio } from '../calculator/tokens-ratio';
import { type Money, moneyOf, subtractMoney, sumMoney } from '../money/money';
import {
  ALL,
  bottomUp,
  exactPlan,
  type Measures,
  NO_MEASURES,
  type PlanLine,
  type PlanMonth,
  planTotal,
  WAYS_OUT,
  type WayOut,
} from './bottom-up';

/** One way out of the gap. */
export interface WayOutEffect {
  way: WayOut;
  /** As entered, in basis points; what it alone takes off the plan. */
  taken: bigint;
  saves: Money;
  /** The least that would close the whole gap by itself; null where even all of it would not. */
  needed: bigint | null;
}

/** The plan of the workflows against what the CFO gives, in US dollars. */
export interface Reconciliation {
  months: { month: number; plan: Money; withMeasures: Money; envelope: Money; over: Money }[];
  plan: Money;
  envelope: Money;
  /** plan − envelope: above zero, there is more planned than given. */
  gap: Money;
  ways: WayOutEffect[];
  /** All measures taken together, which is not the sum of each alone: a call that is cut cannot be shortened too. */
  withMeasures: Money;
  byWorkflow: PlanMonth['byWorkflow'];
  remaining: Money;
}

/** Reconciles the plan with one envelope per month. Throws RangeError on a measure beyond 0–100 %. */
export function reconcilePlan(
  lines: readonly PlanLine[],
  envelope: readonly Money[],
  measures: Measures = NO_MEASURES,
): Reconciliation {
  for (const way of WAYS_OUT)
    if (measures[way] < 0n || measures[way] > ALL)
      throw new RangeError(`${way} must be between 0 and 100 %.`);
  const months = envelope.length;
  const [planned, after] = [bottomUp(lines, months), bottomUp(lines, months, measures)];
  const [plan, withMeasures, given] = [planTotal(planned), planTotal(after), sumMoney(envelope)];
  return {
    months: envelope.map((limit, month) => {
      const own = planned[month]?.total ?? moneyOf(0n);
      const kept = after[month]?.total ?? moneyOf(0n);
      return { month, plan: own, withMeasures: kept, envelope: limit, over: subtractMoney(kept, limit) };
    }),
    plan,
    envelope: given,
    gap: subtractMoney(plan, given),
    ways: WAYS_OUT.map((way) => effectOf(lines, months, way, measures[way], plan, given)),
    withMeasures,
    byWorkflow: lines.map(({ workflow }, index) => ({
      workflow,
      effectiveCost: sumMoney(after.map((month) => month.byWorkflow[index]?.effectiveCost ?? moneyOf(0n))),
    })),
    remaining: subtractMoney(withMeasures, given),
  };
}

function effectOf(
  lines: readonly PlanLine[],
  months: number,
  way: WayOut,
  taken: bigint,
  plan: Money,
  given: Money,
): WayOutEffect {
  const alone = planTotal(bottomUp(lines, months, { ...NO_MEASURES, [way]: taken }));
  return { way, taken, saves: subtractMoney(plan, alone), needed: neededOf(lines, months, way, given) };
}

/** Each way alone is linear in its strength: gap over what all of it would save, rounded up to a basis point. */
function neededOf(lines: readonly PlanLine[], months: number, way: WayOut, given: Money): bigint | null {
  const whole = exactPlan(lines, months, NO_MEASURES);
  const gap = minus(whole, { n: given, d: 1n });
  if (gap.n <= 0n) return 0n;
  const saving: Ratio = minus(whole, exactPlan(lines, months, { ...NO_MEASURES, [way]: ALL }));
  if (compare(saving, gap) < 0) return null;
  const [top, bottom] = [gap.n * saving.d * ALL, gap.d * saving.n];
  return (top + bottom - 1n) / bottom;
}
