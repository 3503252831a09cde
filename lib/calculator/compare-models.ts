import type { Money } from '../money/money';
import { MODEL_TIERS, type ModelTier } from '../pricing/rates';
import type { LeverKey, LeverPlan } from './levers';
import { monthlyUsage } from './tokens';
import { commonDenominator } from './tokens-ratio';
import {
  fitsWindow,
  isQuote,
  type PolicyTarget,
  placed,
  policyTargets,
  quoteOn,
  type Unpriced,
} from './usage-cost';
import type { CompiledModel, CompiledPrices } from './usage-cost-prices';
import { type Quantities, quantitiesOf } from './usage-cost-quantities';
import { toMoney } from './usage-cost-split';
import { pulledLevers, stepsOf } from './waterfall';
import type { Workload } from './workload';

/** The whole workload on one model. */
export interface ModelComparison {
  model: CompiledModel;
  /** Whether its context window holds the longest call; null: no list states the window. */
  fits: boolean | null;
  /** The cheapest model of its tier that fits and is priced, by optimised cost. */
  cheapestInTier: boolean;
  monthly: MonthlyOnModel | Unpriced;
}

export interface MonthlyOnModel {
  priced: true;
  baseline: Money;
  optimised: Money;
  /** The month after each lever of the plan, in order: 10⁻¹² USD × the comparison's scale. */
  steps: readonly bigint[];
}

export interface Comparison {
  /** The levers that `steps` follows. */
  levers: LeverKey[];
  scale: bigint;
  /** Priced ones first, cheapest optimised first, then by name; the unpriced at the end with their reason. */
  rows: ModelComparison[];
}

/**
 * Every model of the price list under the whole plan. Where routing is pulled, the model compared is the one the
 * policy routes away from. Models with the same prices are worked out once.
 */
export function compareModels(workload: Workload, plan: LeverPlan, prices: CompiledPrices): Comparison {
  const levers = pulledLevers(plan);
  const plans = stepsOf(plan, levers);
  const quantities = quantitiesOf(plans.map((step) => monthlyUsage(workload, step)));
  const steps = quantities.map((step, i) => stepFor(step, plans[i] as LeverPlan, prices));
  const shares = steps.flatMap(({ targets }) => targets.map(({ share }) => share));
  const parts = commonDenominator(shares);
  const scale = (quantities[0]?.scale ?? 1n) * parts;
  const ofGroup = prices.groups.map((model) => monthlyOn(model, steps, parts, scale));
  const longest = (quantities[0] as Quantities).usage.longestCall;
  const rows = prices.models.map((model): ModelComparison => {
    const monthly = ofGroup[model.priceGroup] as MonthlyOnModel | Unpriced;
    return {
      model,
      fits: model.contextWindow === null ? null : fitsWindow(model, longest),
      cheapestInTier: false,
      monthly: monthly.priced ? monthly : { ...monthly, model: model.model },
    };
  });
  rows.sort(byOptimised);
  markCheapest(rows);
  return { levers, scale, rows };
}

interface Step {
  quantities: Quantities;
  targets: PolicyTarget[];
}

const stepFor = (quantities: Quantities, plan: LeverPlan, prices: CompiledPrices): Step => ({
  quantities,
  targets: policyTargets(quantities, plan, prices),
});

function monthlyOn(
  model: CompiledModel,
  steps: readonly Step[],
  parts: bigint,
  scale: bigint,
): MonthlyOnModel | Unpriced {
  const amounts: bigint[] = [];
  for (const { quantities, targets } of steps) {
    const own = quoteOn(model, quantities);
    if (!isQuote(own)) return own;
    if (targets.length === 0) amounts.push(own.amount * parts);
    else {
      let amount = 0n;
      for (const { quote, share } of placed(own, targets))
        amount += quote.amount * share.n * (parts / share.d);
      amounts.push(amount);
    }
  }
  return {
    priced: true,
    baseline: toMoney({ n: amounts[0] ?? 0n, d: scale }),
    optimised: toMoney({ n: amounts.at(-1) ?? 0n, d: scale }),
    steps: amounts,
  };
}

function byOptimised(a: ModelComparison, b: ModelComparison): number {
  const [left, right] = [a.monthly, b.monthly];
  if (left.priced && right.priced && left.optimised !== right.optimised)
    return left.optimised < right.optimised ? -1 : 1;
  if (left.priced !== right.priced) return left.priced ? -1 : 1;
  return a.model.model < b.model.model ? -1 : a.model.model > b.model.model ? 1 : 0;
}

/** Rows are in order of cost, so the first that fits is the cheapest of its tier. */
function markCheapest(rows: readonly ModelComparison[]): void {
  for (const tier of MODEL_TIERS) {
    const first = rows.find((row) => row.model.tier === tier && row.monthly.priced && row.fits !== false);
    if (first) first.cheapestInTier = true;
  }
}

/** The cheapest model of each tier for this workload, e.g. to route to. */
export const cheapestPerTier = ({ rows }: Comparison): Partial<Record<ModelTier, string>> =>
  Object.fromEntries(
    rows.flatMap(({ model, cheapestInTier }) => (cheapestInTier ? [[model.tier, model.model]] : [])),
  );
