import { discountedRates } from './discounted-rates';
import { type DatedRates, ratesKey } from './plan-versions';

/** A list version with its place in the order of lists: the lower of the two prices where both hold. */
export interface OrderedVersion extends DatedRates {
  id: bigint;
  priority: number;
}

export interface DiscountTerms {
  percent: string;
  from: Date;
  to: Date | null;
}

const startMs = (version: { from: Date | null }): number =>
  version.from?.getTime() ?? Number.NEGATIVE_INFINITY;
const endMs = (version: { to: Date | null }): number => version.to?.getTime() ?? Number.POSITIVE_INFINITY;
const dateOf = (ms: number): Date | null => (Number.isFinite(ms) ? new Date(ms) : null);

/**
 * The contract prices a discount makes of one model's list versions: over its time, what the list that charges says,
 * less the discount. Sorted, half-open, without overlaps; where no list says a price there is none. A later list
 * price makes a piece of its own; equal neighbours are one.
 */
export function discountVersions(versions: readonly OrderedVersion[], terms: DiscountTerms): DatedRates[] {
  const ordered = [...versions].sort((a, b) => a.priority - b.priority || (a.id > b.id ? -1 : 1));
  const [start, end] = [startMs(terms), endMs(terms)];
  const inside = ordered.flatMap((version) => [startMs(version), endMs(version)]);
  const bounds = [...new Set([start, end, ...inside.filter((ms) => ms > start && ms < end)])];
  bounds.sort((a, b) => a - b);
  const pieces: DatedRates[] = [];
  for (const [i, from] of bounds.entries()) {
    const to = bounds[i + 1];
    const list =
      to !== undefined && ordered.find((version) => startMs(version) <= from && from < endMs(version));
    if (to === undefined || !list || list.rates.selfHosted) continue;
    const rates = discountedRates(list.rates, terms.percent);
    const last = pieces.at(-1);
    if (last && endMs(last) === from && ratesKey(last.rates) === ratesKey(rates)) last.to = dateOf(to);
    else pieces.push({ from: dateOf(from), to: dateOf(to), rates });
  }
  return pieces;
}
