import { type Money, moneyOf } from '../money/money';
import {
  isPulled,
  LEVER_ORDER,
  type LeverKey,
  type LeverPlan,
  NOTHING_PULLED,
  onlyLevers,
  withLever,
} from './levers';
import { minus, type Ratio, sumOf } from './tokens-ratio';
import { costUnder, type Unpriced } from './usage-cost';
import type { CompiledPrices } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import type { Workload } from './workload';

export interface WaterfallStep {
  lever: LeverKey;
  /** Monthly cost before and after, with the levers above it pulled; the savings sum to baseline − optimised. */
  before: Money;
  after: Money;
  saving: Money;
  /** What it would save with nothing else pulled, and what letting go of it alone would cost. */
  alone: Money;
  last: Money;
}

/**
 * Baseline → each lever in LEVER_ORDER → optimised. The end is the same in every order; `alone` and `last` say
 * how far the order decides the step in between. `sumAlone` above the real saving is the part that adding up
 * the levers one by one would have promised twice.
 */
export interface Waterfall {
  priced: true;
  baseline: Money;
  optimised: Money;
  steps: WaterfallStep[];
  sumAlone: Money;
}

export const pulledLevers = (plan: LeverPlan): LeverKey[] => LEVER_ORDER.filter((key) => isPulled(plan, key));

/** The plans of a waterfall: nothing, then one lever more each time. */
export function stepsOf(plan: LeverPlan, keys: readonly LeverKey[]): LeverPlan[] {
  const steps = [NOTHING_PULLED];
  let levers: LeverPlan['levers'] = {};
  for (const key of keys) {
    levers = { ...levers, [key]: plan.levers[key] };
    steps.push({ ...plan, levers });
  }
  return steps;
}

export function waterfallOf(
  workload: Workload,
  plan: LeverPlan,
  prices: CompiledPrices,
): Waterfall | Unpriced {
  const keys = pulledLevers(plan);
  const plans = [
    ...stepsOf(plan, keys),
    ...keys.map((key) => onlyLevers(plan, [key])),
    ...keys.map((key) => withLever(plan, key, null)),
  ];
  const costs = costsUnder(workload, plans, prices);
  if (!Array.isArray(costs)) return costs;
  const amounts = costs.map(toMoney);
  const at = (index: number): Money => amounts[index] as Money;
  const exact = (index: number): Ratio => costs[index] as Ratio;
  const count = keys.length;
  const alone = keys.map((_, i) => minus(exact(0), exact(count + 1 + i)));
  return {
    priced: true,
    baseline: at(0),
    optimised: at(count),
    steps: keys.map((lever, i) => ({
      lever,
      before: at(i),
      after: at(i + 1),
      saving: moneyOf(at(i) - at(i + 1)),
      alone: toMoney(alone[i] as Ratio),
      last: toMoney(minus(exact(2 * count + 1 + i), exact(count))),
    })),
    sumAlone: toMoney(sumOf(alone)),
  };
}

/** Exact monthly costs of one workload under several plans. */
export function costsUnder(
  workload: Workload,
  plans: readonly LeverPlan[],
  prices: CompiledPrices,
): Ratio[] | Unpriced {
  const costs: Ratio[] = [];
  for (const plan of plans) {
    const cost = costUnder(workload, plan, prices);
    if (!cost.priced) return cost;
    costs.push(cost.exact);
  }
  return costs;
}
