import type { Money } from '../money/money';
import { MODEL_TIERS, type ModelTier } from '../pricing/rates';
import { amountsOf } from './compare-models-amounts';
import { type Amounts, amountAt, compareAt, dollarsForChart, placeOf } from './compare-models-table';
import type { LeverKey, LeverPlan } from './levers';
import { monthlyUsage } from './tokens';
import type { Unpriced } from './usage-cost';
import { byName, type CompiledModel, type CompiledPrices } from './usage-cost-prices';
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
  const quantities = quantitiesOf(plans.map((step) => monthlyUsage(workload, step)));
  const { amounts, unpriced } = amountsOf(quantities, plans, prices);
  const { n, d } = quantities[0]?.usage.longestCall ?? { n: 0n, d: 1n };
  const longest = Number((n + d - 1n) / d);
  const rows = inOrder(prices, amounts, levers.length, unpriced).map(
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

/** Doubles further apart than this, as a share, are in the right order; nearer ones are compared exactly. */
const NEAR = 1e-12;

/** Price groups are put in order; their models follow, those of the same cost by name. */
function inOrder(
  prices: CompiledPrices,
  amounts: Amounts,
  lastStep: number,
  unpriced: readonly (Unpriced | null)[],
): CompiledModel[] {
  const nearly = new Float64Array(unpriced.length);
  const groups: number[] = [];
  for (let group = 0; group < unpriced.length; group += 1) {
    if (unpriced[group]) continue;
    groups.push(group);
    nearly[group] = dollarsForChart(amounts, group, lastStep);
  }
  const exactly = (a: number, b: number) =>
    compareAt(placeOf(amounts, a, lastStep), placeOf(amounts, b, lastStep), amounts.width);
  const by = (a: number, b: number) => {
    const left = nearly[a] as number;
    const right = nearly[b] as number;
    const apart = left - right;
    return Math.abs(apart) > NEAR * (left + right) ? apart : exactly(a, b);
  };
  groups.sort(by);
  const membersOf = (index: number) => prices.membersOf[groups[index] as number] ?? [];
  const ordered: CompiledModel[] = [];
  for (let i = 0; i < groups.length; ) {
    let end = i + 1;
    while (end < groups.length && by(groups[i] as number, groups[end] as number) === 0) end += 1;
    const same =
      end === i + 1
        ? membersOf(i)
        : groups
            .slice(i, end)
            .flatMap((_, k) => membersOf(i + k))
            .sort(byName);
    for (const model of same) ordered.push(model);
    i = end;
  }
  const without = prices.models.filter(({ priceGroup }) => unpriced[priceGroup]);
  return [...ordered, ...without.sort(byName)];
}

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
