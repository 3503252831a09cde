import type { Money } from '../money/money';
import { MODEL_TIERS, type ModelTier } from '../pricing/rates';
import { amountsOf } from './compare-models-amounts';
import { modelsInOrder } from './compare-models-order';
import { type Amounts, amountAt } from './compare-models-table';
import type { LeverKey, LeverPlan } from './levers';
import { monthlyUsages } from './tokens';
import type { Unpriced } from './usage-cost';
import type { CompiledModel, CompiledPrices } from './usage-cost-prices';
import { quantitiesOf } from './usage-cost-quantities';
import { toMoney } from './usage-cost-split';
import { pulledLevers, stepsOf } from './waterfall';
import type { Workload } from './workload';

/** The whole workload on one model. */
export interface ModelComparison {
  model: CompiledModel;
  /** Whether its context window holds the longest call; null: no list states the window. */
  fits: boolean | null;
  /** The cheapest model of its tier that is priced and not known to be too small, by optimised cost. */
  cheapestInTier: boolean;
  unpriced: Unpriced['reason'] | null;
}

export interface Comparison {
  /** The levers pulled. Step 0 is the baseline, step i the month with the first i of them. */
  levers: readonly LeverKey[];
  /** Read with `monthlyAt`, for pixels with `dollarsForChart` by the model's price group. */
  amounts: Amounts;
  /** Priced ones first, cheapest optimised first, then by name; the unpriced at the end with their reason. */
  rows: readonly ModelComparison[];
}

/**
 * Every model of the price list after every lever of the plan, exact. Where routing is pulled, the model compared is
 * the one the policy routes away from. Models with the same prices are worked out once.
 */
export function compareModels(workload: Workload, plan: LeverPlan, prices: CompiledPrices): Comparison {
  const levers = pulledLevers(plan);
  const plans = stepsOf(plan, levers);
  const quantities = quantitiesOf(monthlyUsages(workload, plans));
  const { amounts, unpriced } = amountsOf(quantities, plans, prices);
  const { n, d } = quantities[0]?.usage.longestCall ?? { n: 0n, d: 1n };
  const longest = Number((n + d - 1n) / d);
  const rows = modelsInOrder(prices, amounts, levers.length, unpriced).map(
    (model): ModelComparison => ({
      model,
      fits: model.contextWindow === null ? null : longest <= model.contextWindow,
      cheapestInTier: false,
      unpriced: unpriced[model.priceGroup]?.reason ?? null,
    }),
  );
  markCheapest(rows);
  return { levers, amounts, rows };
}

/** US dollars a month with the first `step` levers, rounded once; the last step is the optimised month. Null: unpriced. */
export function monthlyAt({ amounts }: Comparison, row: ModelComparison, step: number): Money | null {
  if (row.unpriced) return null;
  return toMoney({ n: amountAt(amounts, row.model.priceGroup, step), d: amounts.scale });
}

export const baselineOf = (comparison: Comparison, row: ModelComparison): Money | null =>
  monthlyAt(comparison, row, 0);

export const optimisedOf = (comparison: Comparison, row: ModelComparison): Money | null =>
  monthlyAt(comparison, row, comparison.levers.length);

/** Rows are in order of cost, so the first that may fit is the cheapest of its tier. */
function markCheapest(rows: readonly ModelComparison[]): void {
  for (const tier of MODEL_TIERS) {
    const first = rows.find(
      ({ model, unpriced, fits }) => model.tier === tier && !unpriced && fits !== false,
    );
    if (first) first.cheapestInTier = true;
  }
}

/** The cheapest model of each tier for this workload, e.g. to route to. */
export const cheapestPerTier = ({ rows }: Comparison): Partial<Record<ModelTier, string>> =>
  Object.fromEntries(
    rows.flatMap(({ model, cheapestInTier }) => (cheapestInTier ? [[model.tier, model.model]] : [])),
  );
