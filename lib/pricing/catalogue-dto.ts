import type { ModelTier, Rates } from './rates';

/** A model in the catalogue list, with the rates in force now. */
export interface CatalogueRow {
  modelId: string;
  providerKey: string;
  providerName: string;
  key: string;
  name: string;
  tier: ModelTier | null;
  contextWindow: number | null;
  state: string;
  /** Null: no list prices it now. */
  rates: Rates | null;
  listName: string | null;
  /** How many lists price it now, and whether they say different things. */
  lists: number;
  listsDiffer: boolean;
}

export interface CataloguePage {
  rows: CatalogueRow[];
  total: number;
  page: number;
  pageSize: number;
}

/** One dated version, as a person reads it. Instants are ISO; null is open. */
export interface VersionDto {
  versionId: string;
  listKey: string;
  listName: string;
  source: string;
  sourceUrl: string | null;
  validFrom: string | null;
  validTo: string | null;
  rates: Rates;
  note: string | null;
  recordedAt: string;
  recordedBy: string;
  superseded: boolean;
  /** In force now and first in the order of lists. */
  charging: boolean;
  /** Its list never charges: shown for comparison. */
  compared: boolean;
  /** The discount that made it. */
  discountId: string | null;
}

export interface ModelDto {
  modelId: string;
  providerKey: string;
  providerName: string;
  key: string;
  name: string;
  tier: ModelTier | null;
  contextWindow: number | null;
  state: string;
  resolvedTo: { modelId: string; label: string } | null;
  aliases: { alias: string; providerKey: string; source: string }[];
  versions: VersionDto[];
}

/** A model that two lists price differently at the same moment. */
export interface ListDifference {
  modelId: string;
  label: string;
  name: string;
  entries: { listKey: string; listName: string; charging: boolean; rates: Rates; note: string | null }[];
  /** The classes that differ, e.g. `cacheRead`. */
  classes: string[];
}

/** What is used without a price, by model. Token and request counts are decimal strings. */
export interface UnpricedModel {
  modelId: string;
  providerKey: string;
  key: string;
  state: string;
  events: string;
  requests: string;
  tokens: string;
  firstDay: string;
  lastDay: string;
  /** What the price book says today: null means it would be priced now (re-price it). */
  reason: string | null;
  suggestions: { modelId: string; label: string }[];
}

export interface FxRateDto {
  id: string;
  quote: string;
  validFrom: string;
  validTo: string | null;
  rate: string;
  source: string;
}

/** A price list, in the order in which lists are asked. */
export interface PriceListDto {
  listKey: string;
  name: string;
  source: string;
  sourceUrl: string | null;
  publishedOn: string | null;
  loadedAt: string;
  isCharging: boolean;
  /** Models it prices now. */
  models: number;
}

export interface DiscountDto {
  discountId: string;
  provider: string;
  /** provider/model; null: every model of the provider. */
  label: string | null;
  /** Off the list price. */
  percent: string;
  validFrom: string;
  validTo: string | null;
  contract: string;
  recordedAt: string;
  recordedBy: string;
  /** Models it makes a price of. */
  models: number;
  state: 'in_force' | 'coming' | 'ended';
}

export interface ContractPriceDto {
  versionId: string;
  modelId: string;
  label: string;
  rates: Rates;
  validFrom: string | null;
  validTo: string | null;
  note: string | null;
  recordedBy: string;
}

export interface ProviderChoice {
  providerId: string;
  key: string;
  name: string;
  models: number;
}
