import { type LeverKey, type LeverPlan, pullOf } from '@/lib/calculator/levers';
import { type NextLever, nextLevers } from '@/lib/calculator/next-lever';
import { type Calculation, calculate } from '@/lib/calculator/outputs';
import type { ScenarioState } from '@/lib/calculator/state';
import type { Unpriced } from '@/lib/calculator/usage-cost';
import type { CompiledPrices } from '@/lib/calculator/usage-cost-prices';
import { type Waterfall, waterfallOf } from '@/lib/calculator/waterfall';
import { suggestedTargets } from './suggested-targets';

/** What the page shows of one state, but for the comparison of models. */
export interface Reckoning {
  state: ScenarioState;
  calculation: Calculation | Unpriced;
  waterfall: Waterfall | null;
  next: readonly NextLever[];
}

export function reckon(state: ScenarioState, prices: CompiledPrices): Reckoning {
  const { workload, plan } = state;
  const calculation = calculate(workload, plan, prices);
  const waterfall = waterfallOf(workload, plan, prices);
  const next = nextLevers(workload, withTargets(plan, prices), prices);
  return {
    state,
    calculation,
    waterfall: waterfall.priced ? waterfall : null,
    next: Array.isArray(next) ? next : [],
  };
}

/** Routing is offered with the document's policy until someone writes one: without a target it could save nothing. */
export const withTargets = (plan: LeverPlan, prices: CompiledPrices): LeverPlan =>
  plan.routingTargets.length > 0 ? plan : { ...plan, routingTargets: suggestedTargets(prices) };

export const isOn = (plan: LeverPlan, key: LeverKey): boolean => pullOf(plan, key).n !== 0n;
