import type { PriceListEntry } from '@/lib/calculator/price-list';
import type { TokenCount } from '@/lib/calculator/token-count';
import { type CompiledPrices, pricesAt } from '@/lib/calculator/usage-cost-prices';
import { type Money, moneyOf } from '@/lib/money/money';
import { TOKEN_CLASSES } from '@/lib/pricing/rates';
import type { CountGroup } from './count-groups';
import { groupOf } from './count-groups';

const INPUT = TOKEN_CLASSES.indexOf('input');
const OUTPUT = TOKEN_CLASSES.indexOf('output');

/** A text on one model, so many times; amounts in US dollars, null where the model has no price for it. */
export interface ModelCost {
  entry: PriceListEntry;
  count: TokenCount;
  read: Money | null;
  written: Money | null;
  /** 10⁻¹² USD per token. */
  unit: { read: bigint | null; written: bigint | null };
  /** Whether the text is longer than the model's context window; false where none is stated. */
  tooLong: boolean;
}

/** The text on every model, the cheapest to read first, those without a price last. */
export function modelCosts(
  models: readonly PriceListEntry[],
  prices: CompiledPrices,
  byGroup: ReadonlyMap<CountGroup, TokenCount>,
  calls: bigint,
): ModelCost[] {
  const rows = models.flatMap((entry) => {
    const count = byGroup.get(groupOf(entry.model));
    return count ? [costOn(entry, prices, count, calls)] : [];
  });
  return rows.sort((a, b) => ascending(a.read, b.read) || byText(a.entry.name, b.entry.name));
}

function costOn(entry: PriceListEntry, prices: CompiledPrices, count: TokenCount, calls: bigint): ModelCost {
  const tokens = BigInt(count.tokens);
  const model = prices.named.get(entry.model);
  const standard = model && !model.unpriced ? pricesAt(model, tokens).standard : [];
  const unit = { read: standard[INPUT] ?? null, written: standard[OUTPUT] ?? null };
  const cost = (each: bigint | null) => (each === null ? null : moneyOf(each * tokens * calls));
  return {
    ...{ entry, count, unit, read: cost(unit.read), written: cost(unit.written) },
    tooLong: entry.contextWindow !== null && count.tokens > entry.contextWindow,
  };
}

function ascending(a: Money | null, b: Money | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return a < b ? -1 : a > b ? 1 : 0;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
