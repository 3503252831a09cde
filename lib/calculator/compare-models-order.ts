import { type Amounts, inDollars } from './compare-models-table';
import type { Unpriced } from './usage-cost';
import type { CompiledModel, CompiledPrices } from './usage-cost-prices';

/**
 * Models by what they cost at a step, cheapest first, those of the same cost by name; the unpriced follow by name.
 * Price groups are put in order, and the models, which are in the order of their names, dealt out to them.
 */
export function modelsInOrder(
  { inNameOrder }: CompiledPrices,
  amounts: Amounts,
  step: number,
  unpriced: readonly (Unpriced | null)[],
): CompiledModel[] {
  const { placeOfGroup, places } = placesOf(groupsInOrder(amounts, step, unpriced), amounts, step);
  const next = new Uint32Array(places + 1);
  for (const { priceGroup } of inNameOrder) {
    const place = placeOfGroup[priceGroup] as number;
    next[place + 1] = (next[place + 1] as number) + 1;
  }
  for (let place = 1; place <= places; place += 1)
    next[place] = (next[place] as number) + (next[place - 1] as number);
  const ordered = new Array<CompiledModel>(inNameOrder.length);
  for (const model of inNameOrder) {
    const place = placeOfGroup[model.priceGroup] as number;
    const at = next[place] as number;
    ordered[at] = model;
    next[place] = at + 1;
  }
  return ordered;
}

interface Places {
  /** By group; groups of the same cost share a place, the unpriced ones share the last. */
  placeOfGroup: Uint32Array;
  places: number;
}

function placesOf(groups: Uint32Array, amounts: Amounts, step: number): Places {
  const placeOfGroup = new Uint32Array(amounts.groups).fill(UNPLACED);
  let place = 0;
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] as number;
    if (i > 0 && compare(amounts, step, groups[i - 1] as number, group) !== 0) place += 1;
    placeOfGroup[group] = place;
  }
  const last = place + 1;
  for (let group = 0; group < amounts.groups; group += 1)
    if (placeOfGroup[group] === UNPLACED) placeOfGroup[group] = last;
  return { placeOfGroup, places: last + 1 };
}

const UNPLACED = 0xffff_ffff;

/**
 * Sorted as doubles, each the amount as a share of the largest with the group's number in its last digits; then put
 * right exactly, by insertion, where shares were too near to tell.
 */
function groupsInOrder(amounts: Amounts, step: number, unpriced: readonly (Unpriced | null)[]): Uint32Array {
  const dollars = inDollars(amounts, step);
  let largest = 0;
  let count = 0;
  for (let group = 0; group < dollars.length; group += 1) {
    if (unpriced[group]) continue;
    count += 1;
    largest = Math.max(largest, dollars[group] as number);
  }
  const numbers = 2 ** Math.ceil(Math.log2(dollars.length + 1));
  const finest = largest === 0 ? 0 : (Number.MAX_SAFE_INTEGER / numbers - 1) / largest;
  const keys = new Float64Array(count);
  for (let group = 0, at = 0; group < dollars.length; group += 1) {
    if (unpriced[group]) continue;
    keys[at] = Math.floor((dollars[group] as number) * finest) * numbers + group;
    at += 1;
  }
  keys.sort();
  const groups = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    const key = keys[i] as number;
    const group = key - Math.floor(key / numbers) * numbers;
    let at = i;
    while (at > 0 && isAbove(amounts, step, dollars, groups[at - 1] as number, group)) {
      groups[at] = groups[at - 1] as number;
      at -= 1;
    }
    groups[at] = group;
  }
  return groups;
}

/** Doubles further apart than this, as a share, are in the right order; nearer ones are compared exactly. */
const NEAR = 1e-12;

function isAbove(amounts: Amounts, step: number, dollars: Float64Array, a: number, b: number): boolean {
  const [left, right] = [dollars[a] as number, dollars[b] as number];
  if (Math.abs(left - right) > NEAR * (left + right)) return left > right;
  return compare(amounts, step, a, b) > 0;
}

/** Exactly. */
function compare({ limbs, width, groups }: Amounts, step: number, a: number, b: number): number {
  const first = step * width * groups;
  for (let at = first + (width - 1) * groups; at >= first; at -= groups) {
    const apart = (limbs[at + a] as number) - (limbs[at + b] as number);
    if (apart !== 0) return apart;
  }
  return 0;
}
