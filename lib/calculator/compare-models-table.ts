/**
 * Exact amounts without a bigint each: tokens × price for every price in the book after every lever, in doubles.
 * A whole number is written in limbs of 19 bits. A price below 2³⁰ times a limb is below 2⁴⁹, and at most eleven of
 * them are added before a carry: every intermediate is below 2⁵³, where doubles are exact integers. Larger prices
 * (`inDoubles` in usage-cost-prices.ts) are worked out in bigints and written in.
 */
const LIMB_BITS = 19;
const BASE = 2 ** LIMB_BITS;
/** A power of two, so multiplying by it is exact. */
const INVERSE = 1 / BASE;
const BIG_BASE = BigInt(BASE);
const PRICE_BITS = 30;

/** Token counts of one usage: for each, which of a model's prices it is charged at, and its limbs. */
export interface Lines {
  price: Uint8Array;
  /** Limb-major, least limb first: the same limb of every count lies together. */
  limbs: Float64Array;
}

export interface Amounts {
  /** group-major, then step; least limb first. */
  limbs: Float64Array;
  /** Limbs of one amount. */
  width: number;
  steps: number;
  /** Amounts are 10⁻¹² USD × scale. */
  scale: bigint;
}

/** Limbs that hold any product of this many bits of tokens with a price. */
export const widthFor = (tokenBits: number): number => Math.ceil((tokenBits + PRICE_BITS + 4) / LIMB_BITS);

export const bitsOf = (value: bigint): number => (value === 0n ? 0 : value.toString(16).length * 4);

export function limbsOf(value: bigint, width: number): Float64Array {
  const limbs = new Float64Array(width);
  let rest = value;
  for (let i = 0; rest !== 0n; i += 1) {
    limbs[i] = Number(rest % BIG_BASE);
    rest /= BIG_BASE;
  }
  return limbs;
}

export function linesOf(counts: readonly { price: number; count: bigint }[], width: number): Lines {
  const limbs = new Float64Array(counts.length * width);
  counts.forEach(({ count }, line) => {
    const ofLine = limbsOf(count, width);
    for (let limb = 0; limb < width; limb += 1) limbs[limb * counts.length + line] = ofLine[limb] as number;
  });
  return { price: Uint8Array.from(counts, ({ price }) => price), limbs };
}

/** Prices of the lines being added up: more than there are classes and service tiers. */
const gathered = new Float64Array(16);

/** Σ limbs × price + `start`, written to `into` from `offset`, each limb exact but not yet below the base. */
export function addUp(
  { price, limbs }: Lines,
  prices: Float64Array,
  start: Float64Array | null,
  into: Float64Array,
  offset: number,
  width: number,
): void {
  const count = price.length;
  for (let line = 0; line < count; line += 1) gathered[line] = prices[price[line] as number] as number;
  let at = 0;
  for (let limb = 0; limb < width; limb += 1) {
    let sum = start === null ? 0 : (start[limb] as number);
    for (let line = 0; line < count; line += 1, at += 1)
      sum += (limbs[at] as number) * (gathered[line] as number);
    into[offset + limb] = sum;
  }
}

/** Moves what is above the base to the next limb, so that amounts can be compared. */
export function carry(limbs: Float64Array, offset: number, width: number): void {
  let over = 0;
  for (let limb = offset; limb < offset + width; limb += 1) {
    const sum = (limbs[limb] as number) + over;
    over = Math.floor(sum * INVERSE);
    limbs[limb] = sum - over * BASE;
  }
}

/** Below zero, zero or above zero, exactly, for two carried amounts. */
export function compareLimbs(
  a: Float64Array,
  aOffset: number,
  b: Float64Array,
  bOffset: number,
  width: number,
): number {
  for (let limb = width - 1; limb >= 0; limb -= 1) {
    const difference = (a[aOffset + limb] as number) - (b[bOffset + limb] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The amount back as one whole number. */
export function amountAt({ limbs, width, steps }: Amounts, group: number, step: number): bigint {
  const offset = (group * steps + step) * width;
  let amount = 0n;
  for (let limb = width - 1; limb >= 0; limb -= 1)
    amount = amount * BIG_BASE + BigInt(limbs[offset + limb] as number);
  return amount;
}

/** Pixels only: the amount in US dollars as a double. */
export function dollarsForChart(
  { limbs, width, steps, scale }: Amounts,
  group: number,
  step: number,
): number {
  const offset = (group * steps + step) * width;
  let amount = 0;
  for (let limb = width - 1; limb >= 0; limb -= 1) amount = amount * BASE + (limbs[offset + limb] as number);
  return amount / Number(scale) / 1e12;
}
