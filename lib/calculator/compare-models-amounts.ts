import { TOKEN_CLASSES } from '../pricing/rates';
import {
  type Amounts,
  addUp,
  addUpAll,
  bitsOf,
  carryAll,
  compareAt,
  type Lines,
  limbsOf,
  linesOf,
  type Place,
  placeOf,
  widthFor,
} from './compare-models-table';
import type { LeverPlan } from './levers';
import { commonDenominator, minus, numeratorOver, ONE, sumOf } from './tokens-ratio';
import { isQuote, type PolicyTarget, placed, policyTargets, quoteOn, type Unpriced } from './usage-cost';
import {
  type CompiledModel,
  type CompiledPrices,
  pricesAt,
  type SizedPrices,
  writeColumn,
} from './usage-cost-prices';
import type { ClassQuantity, Quantities } from './usage-cost-quantities';

/** One step of the waterfall, ready for every model. */
interface Step {
  quantities: Quantities;
  targets: readonly PolicyTarget[];
  /** The tokens as they are, per way of caching: what a model alone would charge. */
  whole: readonly Lines[];
  /** The policy's targets, cheapest first. */
  thresholds: readonly Place[];
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
  const groups = prices.groups.length;
  const amounts: Amounts = { limbs: new Float64Array(groups * steps.length * width), width, groups, scale };
  const byClass = prices.byClass.slice();
  const sizes = new Map<number, SizedPrices>();
  for (const [i, step] of steps.entries()) {
    for (const group of prices.sized) {
      const model = prices.groups[group] as CompiledModel;
      const size = pricesAt(model, step.quantities.usage.inputPerCall);
      if (size === sizes.get(group)) continue;
      sizes.set(group, size);
      writeColumn(byClass, groups, group, size);
    }
    fillStep(step, { byClass, dearWrites: prices.dearWrites }, amounts, i);
  }
  const unpriced: (Unpriced | null)[] = new Array(groups).fill(null);
  for (const group of prices.oneByOne)
    unpriced[group] = fillInBigints(prices.groups[group] as CompiledModel, group, steps, amounts, parts);
  carryAll(amounts.limbs, (steps.length - 1) * width * groups, groups, width);
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
    thresholds: cheapestFirst.map(({ quote }) => ({
      limbs: limbsOf(quote.amount, width),
      ...{ offset: 0, stride: 1 },
    })),
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

type Columns = Pick<CompiledPrices, 'byClass' | 'dearWrites'>;

/** A step for every group side by side; then, one at a time, the groups with more to them. */
function fillStep(step: Step, prices: Columns, amounts: Amounts, index: number): void {
  const { limbs, width, groups } = amounts;
  const { whole, thresholds, stays } = step;
  const offset = index * width * groups;
  const routed = thresholds.length > 0;
  const ways = routed ? whole : (stays[0] as readonly Lines[]);
  const cachesMost = ways.length - 1;
  addUpAll(ways[cachesMost] as Lines, prices.byClass, groups, limbs, offset);
  if (routed || cachesMost > 0) carryAll(limbs, offset, groups, width);
  const choices = new Uint8Array(groups).fill(cachesMost);
  if (cachesMost > 0)
    for (const group of prices.dearWrites) choices[group] = orWithout(ways, prices, amounts, group, index);
  if (routed)
    for (let group = 0; group < groups; group += 1) route(step, choices, prices, amounts, group, index);
}

/** Where writing the cache costs more than input, caching may not pay: the lesser of the two is kept. */
function orWithout(
  ways: readonly Lines[],
  prices: Columns,
  amounts: Amounts,
  group: number,
  index: number,
): number {
  const { width } = amounts;
  const without = { limbs: new Float64Array(width), offset: 0, stride: 1 };
  addUp(ways[0] as Lines, prices.byClass, group, null, without);
  const own = placeOf(amounts, group, index);
  if (compareAt(own, without, width) <= 0) return ways.length - 1;
  write(without.limbs, own);
  return 0;
}

const write = (from: Float64Array, { limbs, offset, stride }: Place): void =>
  from.forEach((limb, at) => {
    limbs[offset + at * stride] = limb;
  });

/** What stays at this model's prices, and what moves to the targets that are cheaper. */
function route(
  { thresholds, stays, moved }: Step,
  choices: Uint8Array,
  prices: Columns,
  amounts: Amounts,
  group: number,
  index: number,
): void {
  const own = placeOf(amounts, group, index);
  let cheaper = 0;
  while (cheaper < thresholds.length && compareAt(thresholds[cheaper] as Place, own, amounts.width) < 0)
    cheaper += 1;
  addUp(
    stays[cheaper]?.[choices[group] as number] as Lines,
    prices.byClass,
    group,
    moved[cheaper] ?? null,
    own,
  );
}

/** A group that charges per request, or whose prices doubles do not hold: in bigints, written in. */
function fillInBigints(
  model: CompiledModel,
  group: number,
  steps: readonly Step[],
  amounts: Amounts,
  parts: bigint,
): Unpriced | null {
  for (const [i, step] of steps.entries()) {
    const own = quoteOn(model, step.quantities);
    if (!isQuote(own)) return own;
    const amount = placed(own, step.targets).reduce(
      (sum, { quote, share }) => sum + quote.amount * numeratorOver(share, parts),
      0n,
    );
    write(limbsOf(amount, amounts.width), placeOf(amounts, group, i));
  }
  return null;
}
