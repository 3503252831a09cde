import type { MatchClause } from './match-clause';
import type { Rates } from './rates';

/** How a price list says which names belong to a provider. */
export interface ProviderMatch {
  /** Tested on a provider name, e.g. `amazon-bedrock`. */
  provider?: MatchClause;
  /** Tested on a model name that came without a provider. */
  model?: MatchClause;
  /** Providers whose models this one also serves at their price. */
  fallbackProviders?: string[];
}

export interface PriceBookData {
  /** In the order of their list: the first that matches wins. */
  providers: { key: string; match: ProviderMatch | null }[];
  models: {
    id: bigint;
    providerKey: string;
    key: string;
    state: string;
    resolvedModelId: bigint | null;
    match: MatchClause | null;
  }[];
  /** providerKey '' matches any provider. */
  aliases: { providerKey: string; alias: string; modelId: bigint }[];
  versions: {
    id: bigint;
    modelId: bigint;
    /** Lower wins. */
    priority: number;
    /** Within a list, lower wins: 0 a price of its own (the default), 1 a discount on the model, 2 on its provider. */
    rank?: number;
    /** True for negotiated prices: they change what is effective, not what the list says. */
    isContract: boolean;
    validFrom: Date | null;
    validTo: Date | null;
    rates: Rates;
  }[];
}
