import { type Money, moneyOf } from '../money/money';
import { type CompiledRates, compileRates, pricesFor, type UnitPrices } from './compile-rates';
import type { PriceBookData } from './price-book-data';
import { type ServiceTier, TOKEN_CLASSES, type TokenClass } from './rates';
import { createResolver } from './resolve-model';

export type { PriceBookData, ProviderMatch } from './price-book-data';
export type { ServiceTier, TokenClass } from './rates';

export type UnpricedReason =
  | 'unknown_model'
  | 'no_price_in_force'
  | 'no_service_tier_price'
  | 'self_hosted_no_rate'
  | `no_token_price:${TokenClass}`;

export interface ChargeInput {
  provider: string | null;
  model: string;
  at: Date;
  serviceTier: ServiceTier;
  requests: bigint;
  tokens: Record<TokenClass, bigint>;
}

export interface UsageCounts {
  serviceTier: ServiceTier;
  requests: number;
  tokens: Record<TokenClass, number>;
}

export type Charge =
  | { priced: true; modelId: bigint; priceVersionId: bigint; listCost: Money; effectiveCost: Money }
  | { priced: false; modelId: bigint | null; reason: UnpricedReason };

export interface PriceBook {
  /** The catalogue model a name stands for, or null: an unknown name is never priced as its neighbour. */
  resolve(provider: string | null, model: string): { modelId: bigint } | null;
  /**
   * What a usage event costs, exactly, in 10⁻¹² USD: Σ tokens × unit price + requests × price per request.
   * `listCost` (FOCUS: list unit price × pricing quantity) uses the public list price of that SKU; batch,
   * flex and priority are SKUs with a list price of their own, so their multiplier is in both figures.
   * `effectiveCost` uses the contract price where one is in force, else it equals the list cost.
   */
  charge(usage: ChargeInput): Charge;
  /**
   * `charge` for an event as recording has it. Counts are whole numbers of which every sum is below 2⁵³; `atMs`
   * is milliseconds since 1970.
   */
  chargeCounts(provider: string | null, model: string, atMs: number, usage: UsageCounts): Charge;
  /** The same for a catalogue model that is already known, e.g. when re-pricing. */
  chargeModel(modelId: bigint, usage: Omit<ChargeInput, 'provider' | 'model'>): Charge;
  /**
   * Whether a list version is the one that charges a model at every moment of `[from, to)`: usage it has charged then
   * cannot have another charge now. Of a contract version it is never said, for its list cost may have changed.
   */
  holdsThroughout(modelId: bigint, priceVersionId: bigint, from: Date, to: Date): boolean;
}

interface Version {
  id: bigint;
  isContract: boolean;
  fromMs: number;
  toMs: number;
  rates: CompiledRates;
}

/** All prices in memory, parsed once; a charge is a look-up and at most seven multiplications. */
export function createPriceBook(data: PriceBookData): PriceBook {
  const versionsByModel = compileVersions(data.versions);
  const resolve = createResolver(data);
  const chargeModel: PriceBook['chargeModel'] = (modelId, usage) =>
    chargeFrom(versionsByModel.get(modelId) ?? [], modelId, usage.at.getTime(), usage);
  return {
    resolve(provider, model) {
      const modelId = resolve(provider, model);
      return modelId === null ? null : { modelId };
    },
    chargeModel,
    holdsThroughout(modelId, priceVersionId, from, to) {
      for (const version of versionsByModel.get(modelId) ?? []) {
        const covers = version.fromMs <= from.getTime() && to.getTime() <= version.toMs;
        if (version.id === priceVersionId) return covers && !version.isContract;
        if (version.fromMs < to.getTime() && from.getTime() < version.toMs) return false;
      }
      return false;
    },
    charge(usage) {
      const modelId = resolve(usage.provider, usage.model);
      if (modelId === null) return { priced: false, modelId: null, reason: 'unknown_model' };
      return chargeModel(modelId, usage);
    },
    chargeCounts(provider, model, atMs, usage) {
      const modelId = resolve(provider, model);
      if (modelId === null) return { priced: false, modelId: null, reason: 'unknown_model' };
      return chargeFrom(versionsByModel.get(modelId) ?? [], modelId, atMs, usage);
    },
  };
}

const rank = (version: PriceBookData['versions'][number]): number => version.rank ?? 0;

function compileVersions(rows: PriceBookData['versions']): Map<bigint, Version[]> {
  const sorted = [...rows].sort((a, b) =>
    a.priority !== b.priority || rank(a) !== rank(b)
      ? a.priority - b.priority || rank(a) - rank(b)
      : a.id > b.id
        ? -1
        : 1,
  );
  const byModel = new Map<bigint, Version[]>();
  for (const row of sorted) {
    const list = byModel.get(row.modelId) ?? [];
    if (list.length === 0) byModel.set(row.modelId, list);
    list.push({
      id: row.id,
      isContract: row.isContract,
      fromMs: row.validFrom ? row.validFrom.getTime() : Number.NEGATIVE_INFINITY,
      toMs: row.validTo ? row.validTo.getTime() : Number.POSITIVE_INFINITY,
      rates: compileRates(row.rates),
    });
  }
  return byModel;
}

interface Usage {
  serviceTier: ServiceTier;
  requests: bigint | number;
  tokens: Record<TokenClass, bigint> | Record<TokenClass, number>;
}

/** The first version in force: contract before list, newest first. */
function versionAt(versions: readonly Version[], atMs: number, listOnly: boolean): Version | null {
  for (const version of versions)
    if (version.fromMs <= atMs && atMs < version.toMs && !(listOnly && version.isContract)) return version;
  return null;
}

function chargeFrom(versions: readonly Version[], modelId: bigint, atMs: number, usage: Usage): Charge {
  const effective = versionAt(versions, atMs, false);
  if (!effective) return { priced: false, modelId, reason: 'no_price_in_force' };
  const effectiveCost = amount(effective.rates, usage, atMs);
  if (typeof effectiveCost === 'string') return { priced: false, modelId, reason: effectiveCost };
  let listCost = effectiveCost;
  if (effective.isContract) {
    const list = versionAt(versions, atMs, true);
    const atList = list ? amount(list.rates, usage, atMs) : null;
    if (typeof atList === 'bigint') listCost = atList;
  }
  return {
    priced: true,
    modelId,
    priceVersionId: effective.id,
    listCost: moneyOf(listCost),
    effectiveCost: moneyOf(effectiveCost),
  };
}

function amount(rates: CompiledRates, usage: Usage, atMs: number): bigint | UnpricedReason {
  if (rates.selfHosted) return 'self_hosted_no_rate';
  const { tokens, requests } = usage;
  const prices = pricesFor(rates, usage.serviceTier, atMs, totalInput(tokens), requests);
  if (!prices) return 'no_service_tier_price';
  const start = rates.perRequest === 0n ? 0n : rates.perRequest * BigInt(requests);
  return multiply(prices, tokens, start);
}

function totalInput(tokens: Usage['tokens']): bigint | number {
  if (typeof tokens.input === 'number') {
    const { input, cacheRead, cacheWrite5m, cacheWrite1h } = tokens as Record<TokenClass, number>;
    return input + cacheRead + cacheWrite5m + cacheWrite1h;
  }
  const { input, cacheRead, cacheWrite5m, cacheWrite1h } = tokens as Record<TokenClass, bigint>;
  return input + cacheRead + cacheWrite5m + cacheWrite1h;
}

/** Σ tokens × price. Plain numbers while the sum stays below 2⁵³, where they are exact, else bigints. */
function multiply(prices: UnitPrices, tokens: Usage['tokens'], start: bigint): bigint | UnpricedReason {
  let small = 0;
  for (let i = 0; i < TOKEN_CLASSES.length; i += 1) {
    const tokenClass = TOKEN_CLASSES[i] as TokenClass;
    const used = tokens[tokenClass];
    if (used === 0 || used === 0n) continue;
    const price = prices[i];
    if (price === null || price === undefined) return `no_token_price:${tokenClass}`;
    small += Number(used) * Number(price);
  }
  if (small <= Number.MAX_SAFE_INTEGER) return start === 0n ? BigInt(small) : start + BigInt(small);
  let total = start;
  TOKEN_CLASSES.forEach((tokenClass, i) => {
    total += BigInt(tokens[tokenClass]) * (prices[i] ?? 0n);
  });
  return total;
}
