import { TOKEN_CLASSES } from '../pricing/rates';
import {
  type Amounts,
  addUp,
  bitsOf,
  carry,
  compareLimbs,
  type Lines,
  limbsOf,
  linesOf,
  widthFor,
} from './compare-models-table';
import type { LeverPlan } from './levers';
import { commonDenominator, minus, numeratorOver, ONE, sumOf } from './tokens-ratio';
import { isQuote, type PolicyTarget, placed, policyTargets, quoteOn, type Unpriced } from './usage-cost';
import { type CompiledModel, type CompiledPrices, pricesAt } from './usage-cost-prices';
import type { ClassQuantity, Quantities } from './usage-cost-quantities';

/** One step of the waterfall, ready for every model. */
interface Step {
  quantities: Quantities;
  targets: readonly PolicyTarget[];
  /** The tokens as they are, per way of caching: what a model alone would charge. */
  whole: readonly Lines[];
  /** The policy's targets, cheapest first. */
  thresholds: readonly Float64Array[];
  /** By how many targets are cheaper than the model: the tokens that stay, and what those that move cost. */
  stays: readonly (readonly Lines[])[];
  moved: readonly (Float64Array | null)[];
}

export interface AllAmounts {
  amounts: Amounts;
  /** By price group: why it has no amount, or null. */
  unpriced: readonly (Unpriced | null)[];
}

/** Every price group after every step, exact; the same figures as `costOf` one model at a time. */
export function amountsOf(
  quantities: readonly Quantities[],
  plans: readonly LeverPlan[],
  prices: CompiledPrices,
): AllAmounts {
  const targets = quantities.map((step, i) => policyTargets(step, plans[i] as LeverPlan, prices));
  const parts = commonDenominator(targets.flatMap((ofStep) => ofStep.map(({ share }) => share)));
  const width = widthFor(bitsOf(parts) + largestBits(quantities));
  const steps = quantities.map((step, i) => prepared(step, targets[i] ?? [], parts, width));
  const scale = (quantities[0]?.scale ?? 1n) * parts;
  const limbs = new Float64Array(prices.groups.length * steps.length * width);
  const amounts: Amounts = { limbs, width, steps: steps.length, scale };
  const unpriced = prices.groups.map((model, group) => fill(model, group, steps, amounts, parts));
  return { amounts, unpriced };
}

function largestBits(quantities: readonly Quantities[]): number {
  let largest = 0n;
  for (const { calls, choices } of quantities) {
    if (calls > largest) largest = calls;
    for (const choice of choices)
      for (const { standard, batch } of choice) if (standard + batch > largest) largest = standard + batch;
  }
  return bitsOf(largest);
}

function prepared(
  quantities: Quantities,
  targets: readonly PolicyTarget[],
  parts: bigint,
  width: number,
): Step {
  const lines = (factor: bigint) =>
    quantities.choices.map((choice) => linesOf(countsOf(choice, factor), width));
  const cheapestFirst = [...targets].sort((a, b) => (a.quote.amount < b.quote.amount ? -1 : 1));
  const counts = [0, ...cheapestFirst.map((_, i) => i + 1)];
  const moving = counts.map((count) => cheapestFirst.slice(0, count));
  return {
    quantities,
    targets,
    whole: lines(1n),
    thresholds: cheapestFirst.map(({ quote }) => limbsOf(quote.amount, width)),
    stays: moving.map((some) =>
      lines(numeratorOver(minus(ONE, sumOf(some.map(({ share }) => share))), parts)),
    ),
    moved: moving.map((some) =>
      some.length === 0
        ? null
        : limbsOf(
            some.reduce((sum, { quote, share }) => sum + quote.amount * numeratorOver(share, parts), 0n),
            width,
          ),
    ),
  };
}

const countsOf = (choice: readonly ClassQuantity[], factor: bigint) =>
  choice.flatMap(({ tokenClass, standard, batch }) => [
    ...(standard === 0n ? [] : [{ price: tokenClass, count: standard * factor }]),
    ...(batch === 0n ? [] : [{ price: tokenClass + BATCH, count: batch * factor }]),
  ]);

/** Where a model's batch prices begin among its prices in doubles. */
const BATCH = TOKEN_CLASSES.length;

function fill(
  model: CompiledModel,
  group: number,
  steps: readonly Step[],
  { limbs, width }: Amounts,
  parts: bigint,
): Unpriced | null {
  if (model.unpriced) return { priced: false, model: model.model, reason: model.unpriced };
  let offset = group * steps.length * width;
  for (let i = 0; i < steps.length; i += 1, offset += width) {
    const step = steps[i] as Step;
    const prices = pricesAt(model, step.quantities.usage.inputPerCall);
    if (prices.inDoubles && model.perRequest === 0n) {
      fillStep(step, prices.inDoubles, prices.cachingPays, limbs, offset, width);
      continue;
    }
    const own = quoteOn(model, step.quantities);
    if (!isQuote(own)) return own;
    const amount = placed(own, step.targets).reduce(
      (sum, { quote, share }) => sum + quote.amount * numeratorOver(share, parts),
      0n,
    );
    limbs.set(limbsOf(amount, width), offset);
  }
  carry(limbs, offset - width, width);
  return null;
}

/** The cheapest way of caching; then, where calls are routed, what stays at this model's prices and what moves. */
function fillStep(
  { whole, thresholds, stays, moved }: Step,
  prices: Float64Array,
  cachingPays: boolean,
  limbs: Float64Array,
  offset: number,
  width: number,
): void {
  const routed = thresholds.length > 0;
  const ways = routed ? whole : (stays[0] as readonly Lines[]);
  const choice = addUpCheapest(ways, cachingPays, prices, limbs, offset, width);
  if (!routed) return;
  carry(limbs, offset, width);
  let cheaper = 0;
  while (
    cheaper < thresholds.length &&
    compareLimbs(thresholds[cheaper] as Float64Array, 0, limbs, offset, width) < 0
  )
    cheaper += 1;
  addUp(stays[cheaper]?.[choice] as Lines, prices, moved[cheaper] ?? null, limbs, offset, width);
}

let spare = new Float64Array(64);

/** Writes the least of the ways, and says which it is. The last caches most. */
function addUpCheapest(
  ways: readonly Lines[],
  cachingPays: boolean,
  prices: Float64Array,
  limbs: Float64Array,
  offset: number,
  width: number,
): number {
  const last = ways.length - 1;
  addUp(ways[last] as Lines, prices, null, limbs, offset, width);
  if (cachingPays || last === 0) return last;
  if (spare.length < width) spare = new Float64Array(width);
  addUp(ways[0] as Lines, prices, null, spare, 0, width);
  carry(spare, 0, width);
  carry(limbs, offset, width);
  if (compareLimbs(limbs, offset, spare, 0, width) <= 0) return last;
  for (let limb = 0; limb < width; limb += 1) limbs[offset + limb] = spare[limb] as number;
  return 0;
}
