import { type Routing, routeAll, routingOf } from './compare-models-routing';
import {
  type Amounts,
  addUpAll,
  bitsOf,
  carryAll,
  columnsOf,
  type Lines,
  limbsFor,
  linesOf,
  writeLimbs,
} from './compare-models-table';
import type { LeverPlan } from './levers';
import { commonDenominator, numeratorOver } from './tokens-ratio';
import {
  isQuote,
  type PolicyTarget,
  placed,
  policyTargets,
  type Quote,
  quoteOn,
  type Unpriced,
} from './usage-cost';
import { type CompiledModel, type CompiledPrices, pricesAt, writeColumn } from './usage-cost-prices';
import type { Quantities } from './usage-cost-quantities';

/** One step of the waterfall, ready for every model. */
interface Step {
  quantities: Quantities;
  targets: readonly PolicyTarget[];
  routing: Routing | null;
  /** The tokens, per way of caching: as they are where routing follows, else over `parts` as well. */
  ways: readonly Lines[];
  /** The token classes that are used, as bits. */
  used: number;
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
  const width = widthOf(quantities, parts, prices);
  const steps = quantities.map((step, i) => prepared(step, targets[i] ?? [], parts, width));
  const scale = (quantities[0]?.scale ?? 1n) * parts;
  const groups = prices.groups.length;
  const amounts: Amounts = { limbs: new Float64Array(groups * steps.length * width), width, groups, scale };
  const unpriced: (Unpriced | null)[] = new Array(groups).fill(null);
  const byClass = prices.byClass.slice();
  steps.forEach((step, i) => {
    const { inputPerCall } = step.quantities;
    const before = steps[i - 1]?.quantities.inputPerCall ?? SMALLEST;
    if (inputPerCall !== before) setSizedPrices(byClass, prices, inputPerCall, before);
    fillStep(step, { byClass, dearWrites: prices.dearWrites }, amounts, i);
    for (const group of prices.incomplete) unpriced[group] ??= missingPrice(group, step, prices);
  });
  for (const group of prices.oneByOne)
    unpriced[group] = fillInBigints(prices.groups[group] as CompiledModel, group, steps, amounts, parts);
  carryAll(amounts.limbs, (steps.length - 1) * width * groups, groups, width);
  return { amounts, unpriced };
}

/** A call of the size whose prices `CompiledPrices.byClass` has. */
const SMALLEST = -1n;

/** Limbs that hold what any of the usages costs on any model, × `parts`. */
function widthOf(quantities: readonly Quantities[], parts: bigint, prices: CompiledPrices): number {
  let [mostTokens, mostCalls] = [0n, 0n];
  for (const { calls, choices } of quantities) {
    if (calls > mostCalls) mostCalls = calls;
    for (const choice of choices) {
      const all = choice.reduce((sum, { standard, batch }) => sum + standard + batch, 0n);
      if (all > mostTokens) mostTokens = all;
    }
  }
  const most = (mostTokens * prices.dearestToken + mostCalls * prices.dearestRequest) * parts;
  return Math.max(1, limbsFor(bitsOf(most)));
}

function prepared(
  quantities: Quantities,
  targets: readonly PolicyTarget[],
  parts: bigint,
  width: number,
): Step {
  const routing = routingOf(targets, parts, width);
  let used = 0;
  for (const choice of quantities.choices) for (const { tokenClass } of choice) used |= 1 << tokenClass;
  return {
    ...{ quantities, targets, routing, used },
    ways: quantities.choices.map((choice) => linesOf(choice, routing ? 1n : parts, width)),
  };
}

/** Models whose prices depend on the size of a call get those of a size, where they are others than before. */
function setSizedPrices(
  byClass: Float64Array,
  { groups, sized }: CompiledPrices,
  inputPerCall: bigint,
  before: bigint,
): void {
  for (const group of sized) {
    const model = groups[group] as CompiledModel;
    const size = pricesAt(model, inputPerCall);
    if (size !== pricesAt(model, before)) writeColumn(byClass, groups.length, group, size);
  }
}

function missingPrice(group: number, { quantities, used }: Step, prices: CompiledPrices): Unpriced | null {
  const model = prices.groups[group] as CompiledModel;
  if ((pricesAt(model, quantities.inputPerCall).missing & used) === 0) return null;
  const quote = quoteOn(model, quantities);
  return isQuote(quote) ? null : quote;
}

type Columns = Pick<CompiledPrices, 'byClass' | 'dearWrites'>;

function fillStep({ ways, routing }: Step, prices: Columns, amounts: Amounts, index: number): void {
  const { limbs, width, groups } = amounts;
  const offset = index * width * groups;
  const cachesMost = ways.length - 1;
  addUpAll(ways[cachesMost] as Lines, prices.byClass, groups, limbs, offset);
  if (routing || cachesMost > 0) carryAll(limbs, offset, groups, width);
  if (cachesMost > 0) orWithout(ways[0] as Lines, prices, amounts, offset);
  if (!routing) return;
  routeAll(routing, limbs, offset, groups, width);
  carryAll(limbs, offset, groups, width);
}

/** Where writing the cache costs more than input, caching may not pay: the lesser of the two is kept. */
function orWithout(plain: Lines, { byClass, dearWrites }: Columns, amounts: Amounts, offset: number): void {
  const { limbs, width, groups } = amounts;
  const some = dearWrites.length;
  const without = new Float64Array(some * width);
  addUpAll(plain, columnsOf(byClass, groups, dearWrites), some, without, 0);
  carryAll(without, 0, some, width);
  for (let i = 0; i < some; i += 1) {
    const group = dearWrites[i] as number;
    let limb = width - 1;
    while (limb > 0 && without[limb * some + i] === limbs[offset + limb * groups + group]) limb -= 1;
    if ((without[limb * some + i] as number) >= (limbs[offset + limb * groups + group] as number)) continue;
    for (let at = 0; at < width; at += 1)
      limbs[offset + at * groups + group] = without[at * some + i] as number;
  }
}

/** A group that charges per request, or whose prices doubles do not hold: in bigints, written in. */
function fillInBigints(
  model: CompiledModel,
  group: number,
  steps: readonly Step[],
  { limbs, width, groups }: Amounts,
  parts: bigint,
): Unpriced | null {
  for (let i = 0; i < steps.length; i += 1) {
    const { quantities, targets } = steps[i] as Step;
    const own = quoteOn(model, quantities);
    if (!isQuote(own)) return own;
    writeLimbs(afterRouting(own, targets, parts), limbs, i * width * groups + group, groups);
  }
  return null;
}

/** × `parts`. */
function afterRouting(own: Quote, targets: readonly PolicyTarget[], parts: bigint): bigint {
  if (targets.length === 0) return own.amount * parts;
  return placed(own, targets).reduce(
    (sum, { quote, share }) => sum + quote.amount * numeratorOver(share, parts),
    0n,
  );
}
