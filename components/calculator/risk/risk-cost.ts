import { type LeverPlan, NOTHING_PULLED } from '@/lib/calculator/levers';
import type { CostOver } from '@/lib/calculator/sensitivity-range';
import { costOverWorkload } from '@/lib/calculator/sensitivity-workload';
import { costUnder } from '@/lib/calculator/usage-cost';
import type { CompiledPrices, PricedModel } from '@/lib/calculator/usage-cost-prices';
import { toMoney } from '@/lib/calculator/usage-cost-split';
import { legsOf, type Workload } from '@/lib/calculator/workload';

/** A month's cost over the inputs of a workload, in US dollars; null where a model has no price. */
export const monthlyCostOver = (workload: Workload, plan: LeverPlan, prices: CompiledPrices): CostOver =>
  costOverWorkload(workload, (changed) => {
    const cost = costUnder(changed, plan, prices);
    return cost.priced ? toMoney(cost.exact) : null;
  });

export const planOf = (of: string, plan: LeverPlan): LeverPlan => (of === 'today' ? NOTHING_PULLED : plan);

/** The models that can take a call: all that a worker needs of the price book. */
export function modelsUsed({ model }: Workload, plan: LeverPlan, prices: CompiledPrices): PricedModel[] {
  const names = new Set([...legsOf(model), ...plan.routingTargets].map((leg) => leg.model));
  return [...names].flatMap((name) => {
    const found = prices.named.get(name);
    if (!found) return [];
    const { rates, source, tier, contextWindow } = found;
    return [{ model: name, name: found.name, tier, contextWindow, rates, source }];
  });
}
