import { TOKEN_CLASSES } from '../pricing/rates';
import type { ClassQuantity } from './usage-cost-quantities';

/**
 * Exact amounts without a bigint each: tokens × price for every price in the book after every lever, in doubles.
 * A whole number is written in limbs of 19 bits. A price below 2³⁰ times a limb is below 2⁴⁹, and at most twelve of
 * them are added before a carry: every intermediate is below 2⁵³, where doubles are exact integers. Larger prices
 * (`inDoubles` in usage-cost-prices.ts) are worked out in bigints and written in.
 */
const LIMB_BITS = 19;
const BASE = 2 ** LIMB_BITS;
/** A power of two, so multiplying by it is exact. */
const INVERSE = 1 / BASE;
const BIG_BASE = BigInt(BASE);
const TWO_LIMBS_BITS = 2n * BigInt(LIMB_BITS);
const TWO_LIMBS_MASK = BIG_BASE * BIG_BASE - 1n;
/** Where the batch prices of a group begin, after one for every token class at the standard tier. */
const BATCH = TOKEN_CLASSES.length;
const PRICE_COLUMNS = 2 * BATCH;

/** Token counts of one usage: for each, which of a model's prices it is charged at, and its limbs. */
export interface Lines {
  columns: readonly number[];
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

export const limbsFor = (bits: number): number => Math.ceil(bits / LIMB_BITS);

/** Binary digits. */
export function bitsOf(value: bigint): number {
  const hex = value.toString(16);
  return 4 * hex.length - 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

export function limbsOf(value: bigint, width: number): Float64Array {
  const limbs = new Float64Array(width);
  writeLimbs(value, limbs, 0, 1);
  return limbs;
}

/** Two limbs at a time: half the arithmetic on bigints. */
export function writeLimbs(value: bigint, into: Float64Array, offset: number, stride: number): void {
  let rest = value;
  for (let at = offset; rest !== 0n; at += 2 * stride) {
    const two = Number(rest & TWO_LIMBS_MASK);
    const high = Math.floor(two * INVERSE);
    into[at] = two - high * BASE;
    if (high !== 0) into[at + stride] = high;
    rest >>= TWO_LIMBS_BITS;
  }
}

/** What is charged in a usage, × factor: at the standard prices, then in batch. */
export function linesOf(choice: readonly ClassQuantity[], factor: bigint, width: number): Lines {
  const columns: number[] = [];
  for (const { tokenClass, standard, batch } of choice) {
    if (standard !== 0n) columns.push(tokenClass);
    if (batch !== 0n) columns.push(tokenClass + BATCH);
  }
  const limbs = new Float64Array(columns.length * width);
  let line = 0;
  for (const { standard, batch } of choice)
    for (const count of [standard, batch]) {
      if (count === 0n) continue;
      writeLimbs(count * factor, limbs, line, columns.length);
      line += 1;
    }
  return { columns, limbs };
}

/**
 * Σ limbs × price of every group, into `into` from `offset`; `prices` are class-major. Each limb is exact but may be
 * above the base until it is carried.
 */
export function addUpAll(
  lines: Lines,
  prices: Float64Array,
  groups: number,
  into: Float64Array,
  offset: number,
): void {
  const count = lines.columns.length;
  for (let limb = 0; limb * count < lines.limbs.length; limb += 1)
    for (let line = 0; line < count; line += AT_ONCE)
      addThree(lines, limb, line, prices, groups, into, offset + limb * groups);
}

/** Lines in one pass over the groups: reading and writing once for all of them. */
const AT_ONCE = 3;

function addThree(
  lines: Lines,
  limb: number,
  line: number,
  prices: Float64Array,
  groups: number,
  into: Float64Array,
  to: number,
): void {
  const [a, b, c] = [
    countAt(lines, limb, line),
    countAt(lines, limb, line + 1),
    countAt(lines, limb, line + 2),
  ];
  if (a === 0 && b === 0 && c === 0) return;
  const ofA = (lines.columns[line] ?? 0) * groups;
  const ofB = (lines.columns[line + 1] ?? 0) * groups;
  const ofC = (lines.columns[line + 2] ?? 0) * groups;
  for (let group = 0; group < groups; group += 1)
    into[to + group] =
      (into[to + group] as number) +
      a * (prices[ofA + group] as number) +
      b * (prices[ofB + group] as number) +
      c * (prices[ofC + group] as number);
}

/** A limb of a line; 0 after the last. */
function countAt({ columns, limbs }: Lines, limb: number, line: number): number {
  return line < columns.length ? (limbs[limb * columns.length + line] as number) : 0;
}

/** The prices of some groups only, as they are for all: class-major. */
export function columnsOf(byClass: Float64Array, groups: number, some: readonly number[]): Float64Array {
  const columns = new Float64Array(PRICE_COLUMNS * some.length);
  for (let column = 0, at = 0; column < PRICE_COLUMNS; column += 1)
    for (const group of some) {
      columns[at] = byClass[column * groups + group] as number;
      at += 1;
    }
  return columns;
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

/** The amount back as one whole number. */
export function amountAt(amounts: Amounts, group: number, step: number): bigint {
  const { limbs, width, groups } = amounts;
  const first = step * width * groups + group;
  let amount = 0n;
  for (let at = first + (width - 1) * groups; at >= first; at -= groups)
    amount = amount * BIG_BASE + BigInt(limbs[at] as number);
  return amount;
}

/** A step's amounts in US dollars as doubles, by price group. */
export function inDollars({ limbs, width, groups, scale }: Amounts, step: number): Float64Array {
  const dollars = new Float64Array(groups);
  const perUnit = 1 / (Number(scale) * 1e12);
  for (let limb = width - 1; limb >= 0; limb -= 1) {
    const at = (step * width + limb) * groups;
    for (let group = 0; group < groups; group += 1)
      dollars[group] = (dollars[group] as number) * BASE + (limbs[at + group] as number);
  }
  for (let group = 0; group < groups; group += 1) dollars[group] = (dollars[group] as number) * perUnit;
  return dollars;
}

/** Pixels only: the amount in US dollars as a double. */
export function dollarsForChart(amounts: Amounts, group: number, step: number): number {
  const { limbs, width, groups } = amounts;
  const first = step * width * groups + group;
  let amount = 0;
  for (let at = first + (width - 1) * groups; at >= first; at -= groups)
    amount = amount * BASE + (limbs[at] as number);
  return amount / Number(amounts.scale) / 1e12;
}
