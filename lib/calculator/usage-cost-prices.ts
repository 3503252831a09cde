import { type CompiledRates, compileRates, type UnitPrices } from '../pricing/compile-rates';
import { type ModelTier, type Rates, TOKEN_CLASSES } from '../pricing/rates';

/** A model with the price to reckon with: a plain JSON value that a browser can hold. */
export interface PricedModel {
  /** `provider/key`, unique in the list. */
  model: string;
  name: string;
  tier: ModelTier | null;
  contextWindow: number | null;
  /** Null: no list prices it. */
  rates: Rates | null;
  /** Where the price is from, and the day it holds from (YYYY-MM-DD), where the list says. */
  source: { list: string; url: string | null; from: string | null };
}

/** Unit prices (10⁻¹² USD per token) of calls whose input is above a size. */
export interface SizedPrices {
  above: bigint;
  standard: UnitPrices;
  /** What a call in batch is charged: the batch price, or the standard one where there is none or it is dearer. */
  batch: UnitPrices;
  /**
   * Both in a row as doubles, for `compare-models-table.ts`, 0 where a class has no price; null where one is 2³⁰
   * (US$1,073 per million tokens) or more.
   */
  inDoubles: Float64Array | null;
  /** The token classes without a price, as bits by their index. */
  missing: number;
  /** cache read ≤ cache write ≤ input, at both: caching more never costs more. */
  cachingPays: boolean;
}

const EXACT_PRICE_LIMIT = 2n ** 30n;

export interface CompiledModel extends PricedModel {
  /** Why there is no price; null where there is one. */
  unpriced: 'no_price' | 'self_hosted_no_rate' | null;
  /** Largest `above` first; the last is for every size. */
  sizes: readonly SizedPrices[];
  /** 10⁻¹² USD per request. */
  perRequest: bigint;
  batchSold: boolean;
  /** Models with the same prices have the same number: what they cost is worked out once. */
  priceGroup: number;
}

/** The price list ready to multiply. Made once per price list, not per key pressed. */
export interface CompiledPrices {
  models: readonly CompiledModel[];
  named: ReadonlyMap<string, CompiledModel>;
  /** One model of each price group, by its number. */
  groups: readonly CompiledModel[];
  /** All models by name. */
  inNameOrder: readonly CompiledModel[];
  /** Prices in doubles for `compare-models-amounts.ts`: the twelve of `inDoubles`, each for every group in a row. */
  byClass: Float64Array;
  /** Groups whose cache write is dearer than input. */
  dearWrites: readonly number[];
  /** Groups whose prices depend on the size of a call; `byClass` has those of the smallest. */
  sized: readonly number[];
  /** Groups where a class has no price at some size: unpriced once it is used. */
  incomplete: readonly number[];
  /** The highest price per token and per request of any model. */
  dearestToken: bigint;
  dearestRequest: bigint;
  /** Groups that doubles do not hold, or that charge per request. */
  oneByOne: readonly number[];
}

const byName = (a: PricedModel, b: PricedModel): number =>
  a.model < b.model ? -1 : a.model > b.model ? 1 : 0;

export function compilePrices(listed: readonly PricedModel[]): CompiledPrices {
  const byPrices = new Map<string, number>();
  const groups: CompiledModel[] = [];
  const models = listed.map((model): CompiledModel => {
    const compiled = compileModel(model);
    const key = pricesKey(compiled);
    const priceGroup = byPrices.get(key) ?? byPrices.size;
    byPrices.set(key, priceGroup);
    const grouped = { ...compiled, priceGroup };
    if (groups.length === priceGroup) groups.push(grouped);
    return grouped;
  });
  return {
    models,
    named: new Map(models.map((model) => [model.model, model])),
    groups,
    inNameOrder: [...models].sort(byName),
    dearestToken: highest(groups.flatMap(({ sizes }) => sizes.flatMap(({ standard }) => standard))),
    dearestRequest: highest(groups.map(({ perRequest }) => perRequest)),
    ...inColumns(groups),
  };
}

const highest = (prices: readonly (bigint | null)[]): bigint =>
  prices.reduce<bigint>((most, price) => (price !== null && price > most ? price : most), 0n);

function inColumns(
  groups: readonly CompiledModel[],
): Pick<CompiledPrices, 'byClass' | 'dearWrites' | 'sized' | 'incomplete' | 'oneByOne'> {
  const byClass = new Float64Array(2 * TOKEN_CLASSES.length * groups.length);
  const [dearWrites, sized, incomplete, oneByOne]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  groups.forEach(({ sizes, perRequest }, group) => {
    const smallest = sizes.at(-1);
    if (!smallest || perRequest !== 0n || sizes.some(({ inDoubles }) => inDoubles === null)) {
      oneByOne.push(group);
      return;
    }
    if (sizes.some(({ cachingPays }) => !cachingPays)) dearWrites.push(group);
    if (sizes.length > 1) sized.push(group);
    if (sizes.some(({ missing }) => missing !== 0)) incomplete.push(group);
    writeColumn(byClass, groups.length, group, smallest);
  });
  return { byClass, dearWrites, sized, incomplete, oneByOne };
}

/** Sets one group's prices in `byClass`. */
export function writeColumn(
  byClass: Float64Array,
  groups: number,
  group: number,
  { inDoubles }: SizedPrices,
): void {
  if (!inDoubles) return;
  for (let column = 0; column < inDoubles.length; column += 1)
    byClass[column * groups + group] = inDoubles[column] as number;
}

/** Off-peak windows are left out: a workload says nothing of the time of day. */
function compileModel(model: PricedModel): CompiledModel {
  const none = { ...model, sizes: [], perRequest: 0n, batchSold: false, priceGroup: 0 };
  if (!model.rates) return { ...none, unpriced: 'no_price' };
  const rates = compileRates(model.rates);
  if (rates.selfHosted) return { ...none, unpriced: 'self_hosted_no_rate' };
  return {
    ...none,
    unpriced: null,
    sizes: sizesOf(rates),
    perRequest: rates.perRequest,
    batchSold: rates.tiers.batch !== undefined,
  };
}

function sizesOf({ tiers: { standard, batch } }: CompiledRates): SizedPrices[] {
  if (!standard) return [];
  const sized = standard.tiers.map(({ above, prices }, i) =>
    sizedPrices(above, prices, batch?.tiers[i]?.prices),
  );
  return [...sized, sizedPrices(-1n, standard.base, batch?.base)];
}

function sizedPrices(above: bigint, standard: UnitPrices, batchSold: UnitPrices | undefined): SizedPrices {
  const batch = cheaper(standard, batchSold);
  const all = [...standard, ...batch];
  const exact = all.every((price) => price === null || price < EXACT_PRICE_LIMIT);
  return {
    ...{ above, standard, batch },
    inDoubles: exact ? Float64Array.from(all, (price) => Number(price ?? 0n)) : null,
    missing: standard.reduce((bits, price, i) => (price === null ? bits | (1 << i) : bits), 0),
    cachingPays: [standard, batch].every(
      ([input, read, write]) => rising(read, write) && rising(write, input),
    ),
  };
}

const rising = (low: bigint | null | undefined, high: bigint | null | undefined): boolean =>
  typeof low === 'bigint' && typeof high === 'bigint' && low <= high;

function cheaper(standard: UnitPrices, batch: UnitPrices | undefined): UnitPrices {
  return standard.map((price, i) => {
    const inBatch = batch?.[i] ?? null;
    return price === null || inBatch === null || inBatch > price ? price : inBatch;
  });
}

const pricesKey = ({ unpriced, sizes, perRequest }: CompiledModel): string =>
  JSON.stringify(
    [unpriced, perRequest, sizes.map(({ above, standard, batch }) => [above, standard, batch])],
    (_, value) => (typeof value === 'bigint' ? `${value}` : value),
  );

/** The prices of calls of a size, in tokens rounded up: those of the largest threshold that the input is above. */
export function pricesAt({ sizes }: CompiledModel, inputPerCall: bigint): SizedPrices {
  const last = sizes.length - 1;
  for (let i = 0; i < last; i += 1) {
    const size = sizes[i] as SizedPrices;
    if (inputPerCall > size.above) return size;
  }
  return sizes[last] as SizedPrices;
}
