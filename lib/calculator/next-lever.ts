import type { Money } from '../money/money';
import {
  LEVER_ORDER,
  LEVERS,
  type LeverKey,
  type LeverPlan,
  type LeverSetting,
  startOf,
  withLever,
} from './levers';
import { compare, minus, type Ratio } from './tokens-ratio';
import type { Unpriced } from './usage-cost';
import type { CompiledPrices } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import { costsUnder } from './waterfall';
import type { Workload } from './workload';

export interface NextLever {
  lever: LeverKey;
  /** What to set it to: where the document's figures start, or the top of its range if it is pulled already. */
  to: LeverSetting;
  alreadyPulled: boolean;
  /** What that saves a month on top of the plan as it is; fine-tuning without its training. */
  monthlySaving: Money;
}

/** Every lever that can still be pulled (further), the one that saves most first; worked out against this plan. */
export function nextLevers(
  workload: Workload,
  plan: LeverPlan,
  prices: CompiledPrices,
): NextLever[] | Unpriced {
  const moves = LEVER_ORDER.flatMap((lever) => {
    const now = plan.levers[lever];
    const pulled = now !== undefined && now.strength > 0 && now.applies > 0;
    if (pulled && now.strength >= LEVERS[lever].max) return [];
    const to = pulled ? { ...now, strength: LEVERS[lever].max } : startOf(lever);
    return [{ lever, to, alreadyPulled: pulled }];
  });
  const costs = costsUnder(
    workload,
    [plan, ...moves.map(({ lever, to }) => withLever(plan, lever, to))],
    prices,
  );
  if (!Array.isArray(costs)) return costs;
  const [now, ...after] = costs as [Ratio, ...Ratio[]];
  return moves
    .map((move, i) => ({ move, saving: minus(now, after[i] as Ratio) }))
    .sort((a, b) => compare(b.saving, a.saving))
    .map(({ move, saving }) => ({ ...move, monthlySaving: toMoney(saving) }));
}
