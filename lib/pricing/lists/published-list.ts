import type { MatchClause } from '../match-clause';
import type { ProviderMatch } from '../price-book-data';
import type { ModelTier, Rates } from '../rates';

/** What one price list says, before it meets the database. */
export interface PublishedList {
  key: string;
  name: string;
  source: string;
  sourceUrl: string | null;
  /** Day of publication (YYYY-MM-DD), where the list has one. */
  publishedOn: string | null;
  /** Lower wins where two lists price the same model at the same time. */
  priority: number;
  providers: ListedProvider[];
  models: ListedModel[];
  aliases: { providerKey: string; alias: string; modelKey: string }[];
}

export interface ListedProvider {
  key: string;
  name: string;
  match: ProviderMatch | null;
}

export interface ListedModel {
  providerKey: string;
  key: string;
  name: string;
  tier: ModelTier | null;
  contextWindow: number | null;
  match: MatchClause | null;
  /** Sorted, half-open, without overlaps. Empty: the list names the model but no token price. */
  versions: ListedVersion[];
}

export interface ListedVersion {
  from: Date | null;
  to: Date | null;
  rates: Rates;
  note: string | null;
}

/** Order in which lists are asked for a price. A contract changes the effective cost, not the list cost. */
export const LIST_PRIORITY = {
  contract: 10,
  manual: 20,
  'genai-prices': 30,
  'new-currency-2026-05': 40,
  litellm: 50,
} as const;
export const CONTRACT_LIST = 'contract';
export const MANUAL_LIST = 'manual';
export const LITELLM_LIST = 'litellm';
