import { unitPrice } from '../compile-rates';
import type { ModelTier, TokenPrices } from '../rates';

/**
 * The tier of a model nobody has placed yet, by its latest output price in USD per million tokens:
 * 20 or more frontier, 3 or more balanced, below that cost-optimised; null without an output price.
 * The bands sit between the tiers that the May 2026 table names itself. Only a first guess: it is stored, and
 * a person's choice is never overwritten.
 */
export function tierByOutputPrice(prices: TokenPrices | undefined): ModelTier | null {
  if (!prices?.output) return null;
  const price = unitPrice(prices.output);
  if (price >= 20_000_000n) return 'frontier';
  return price >= 3_000_000n ? 'balanced' : 'cost_optimised';
}
