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
const BIG_LIMB_BITS = BigInt(LIMB_BITS);
const LIMB_MASK = BIG_BASE - 1n;
const PRICE_BITS = 30;
/** Prices of a group: every token class at the standard tier, then in batch. */
const PRICE_COLUMNS = 12;

/** Token counts of one usage: for each, which of a model's prices it is charged at, and its limbs. */
export interface Lines {
  price: Uint8Array;
  /** Limb-major, least limb first: the same limb of every count lies together. */
  limbs: Float64Array;
}

export interface Amounts {
  /** Step-major, then limb (least first), then price group: a step's groups are worked out side by side. */
  limbs: Float64Array;
  /** Limbs of one amount. */
  width: number;
  groups: number;
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
    limbs[i] = Number(rest & LIMB_MASK);
    rest >>= BIG_LIMB_BITS;
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

/**
 * Σ limbs × price of every group, into `into` from `offset`; `prices` are class-major. Each limb is exact but may be
 * above the base until it is carried.
 */
export function addUpAll(
  { price, limbs }: Lines,
  prices: Float64Array,
  groups: number,
  into: Float64Array,
  offset: number,
): void {
  const count = price.length;
  for (let at = 0; at < limbs.length; at += 1) {
    const line = at % count;
    const [one, from] = [limbs[at] as number, (price[line] as number) * groups];
    const to = offset + Math.floor(at / count) * groups;
    if (line + 1 < count) {
      at += 1;
      addPair(one, from, limbs[at] as number, (price[line + 1] as number) * groups, prices, groups, into, to);
    } else if (one !== 0)
      for (let group = 0; group < groups; group += 1)
        into[to + group] = (into[to + group] as number) + one * (prices[from + group] as number);
  }
}

/** Two lines in one pass over the groups: half the reading and writing. */
function addPair(
  one: number,
  from: number,
  other: number,
  fromOther: number,
  prices: Float64Array,
  groups: number,
  into: Float64Array,
  to: number,
): void {
  if (one === 0 && other === 0) return;
  for (let group = 0; group < groups; group += 1)
    into[to + group] =
      (into[to + group] as number) +
      one * (prices[from + group] as number) +
      other * (prices[fromOther + group] as number);
}

/** Moves what is above the base to the next limb, for every group, so that amounts can be compared. */
export function carryAll(limbs: Float64Array, offset: number, groups: number, width: number): void {
  const end = offset + (width - 1) * groups;
  for (let at = offset; at < end; at += 1) {
    const sum = limbs[at] as number;
    const over = Math.floor(sum * INVERSE);
    limbs[at] = sum - over * BASE;
    limbs[at + groups] = (limbs[at + groups] as number) + over;
  }
}

export interface Place {
  limbs: Float64Array;
  offset: number;
  /** From one limb to the next. */
  stride: number;
}

/** The same for one group, plus `start`, carried. */
export function addUp(
  { price, limbs }: Lines,
  prices: Float64Array,
  group: number,
  start: Float64Array | null,
  into: Place,
): void {
  const count = price.length;
  const groups = prices.length / PRICE_COLUMNS;
  const width = count === 0 ? 0 : limbs.length / count;
  let over = 0;
  for (let limb = 0; limb < width; limb += 1) {
    let sum = start === null ? over : over + (start[limb] as number);
    for (let line = 0; line < count; line += 1)
      sum +=
        (limbs[limb * count + line] as number) * (prices[(price[line] as number) * groups + group] as number);
    over = Math.floor(sum * INVERSE);
    into.limbs[into.offset + limb * into.stride] = sum - over * BASE;
  }
}

/** Below zero, zero or above zero, exactly, for two carried amounts. */
export function compareAt(a: Place, b: Place, width: number): number {
  for (let limb = width - 1; limb >= 0; limb -= 1) {
    const [left, right] = [a.limbs[a.offset + limb * a.stride], b.limbs[b.offset + limb * b.stride]];
    if (left !== right) return (left as number) - (right as number);
  }
  return 0;
}

export const placeOf = ({ limbs, width, groups }: Amounts, group: number, step: number): Place => ({
  limbs,
  offset: step * width * groups + group,
  stride: groups,
});

/** The amount back as one whole number. */
export function amountAt(amounts: Amounts, group: number, step: number): bigint {
  const { limbs, offset, stride } = placeOf(amounts, group, step);
  let amount = 0n;
  for (let limb = amounts.width - 1; limb >= 0; limb -= 1)
    amount = amount * BIG_BASE + BigInt(limbs[offset + limb * stride] as number);
  return amount;
}

/** Pixels only: the amount in US dollars as a double. */
export function dollarsForChart(amounts: Amounts, group: number, step: number): number {
  const { limbs, offset, stride } = placeOf(amounts, group, step);
  let amount = 0;
  for (let limb = amounts.width - 1; limb >= 0; limb -= 1)
    amount = amount * BASE + (limbs[offset + limb * stride] as number);
  return amount / Number(amounts.scale) / 1e12;
}
