import type { Money } from '../money/money';
import { moneyOf, subtractMoney, ZERO } from '../money/money';
import { type CostOver, type InputRange, type Inputs, scaled } from './sensitivity-range';
import type { Ratio } from './tokens-ratio';

export interface TornadoEnd {
  value: number;
  cost: Money | null;
}

/** One input at both ends of its range, everything else as assumed. */
export interface TornadoBar {
  key: string;
  low: TornadoEnd;
  high: TornadoEnd;
  /** Highest less lowest of the costs at low, base and high; null where one of them has no price. */
  swing: Money | null;
}

export interface Tornado {
  baseCost: Money | null;
  /** Widest swing first, ties by key; what could not be priced comes last. */
  bars: TornadoBar[];
}

/** One-at-a-time sensitivity over every range given. Interactions are what `monte-carlo` is for. */
export function tornado(cost: CostOver, base: Inputs, ranges: readonly InputRange[]): Tornado {
  const baseCost = cost(base);
  const bars = ranges.map(({ key, low, high }) => {
    const at = (value: number): TornadoEnd => ({ value, cost: cost({ ...base, [key]: value }) });
    const ends = { low: at(low), high: at(high) };
    return { key, ...ends, swing: swingOf([ends.low.cost, baseCost, ends.high.cost]) };
  });
  return { baseCost, bars: bars.sort(widestFirst) };
}

function swingOf(costs: readonly (Money | null)[]): Money | null {
  const priced = costs.filter((cost) => cost !== null);
  if (priced.length < costs.length) return null;
  priced.sort((a, b) => (a < b ? -1 : 1));
  return subtractMoney(priced.at(-1) ?? ZERO, priced[0] ?? ZERO);
}

function widestFirst(a: TornadoBar, b: TornadoBar): number {
  const [left, right] = [a.swing ?? -1n, b.swing ?? -1n];
  if (left !== right) return left > right ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

/**
 * "A 30 % over-adoption can mean a 30 % budget overrun" (guide to AI FinOps, "How Should Hong Kong Enterprises
 * Forecast AI Spend?"). Whether it does is computed: fixed amounts and price steps make it more or less.
 */
export const ADOPTION_SHARE: Ratio = { n: 30n, d: 100n };

export interface AdoptionCase {
  /** Adoption against what was assumed: 7/10, 1, 13/10. */
  factor: Ratio;
  cost: Money | null;
  /** Cost less the cost assumed. */
  difference: Money | null;
  /** `difference` ÷ the cost assumed, exact; null where there is no such cost. */
  overrun: Ratio | null;
}

/** The cost with the adoption inputs (users, or tasks where no users are stated) at −share, as assumed and +share. */
export function adoptionCases(
  cost: CostOver,
  base: Inputs,
  adoptionKeys: readonly string[],
  share: Ratio = ADOPTION_SHARE,
): AdoptionCase[] {
  const baseCost = cost(base);
  return [share.d - share.n, share.d, share.d + share.n].map((n) => {
    const factor = { n, d: share.d };
    const changed = adoptionKeys.map((key) => [key, scaled(base[key] ?? 0, factor)] as const);
    const caseCost = cost({ ...base, ...Object.fromEntries(changed) });
    if (caseCost === null || baseCost === null)
      return { factor, cost: caseCost, difference: null, overrun: null };
    const difference = moneyOf(caseCost - baseCost);
    const overrun = baseCost > 0n ? { n: difference, d: baseCost } : null;
    return { factor, cost: caseCost, difference, overrun };
  });
}
