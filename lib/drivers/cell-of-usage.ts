import { compileRates, type UnitPrices } from '../pricing/compile-rates';
import { type Rates, type ServiceTier, TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import type { DriverCell, Ratio } from './cell';

/** Priced usage of one model and service tier under one price version: exact sums. */
export interface VersionSums {
  requests: bigint;
  quantities: Record<TokenClass, bigint>;
  /** 10⁻¹² USD. */
  effectiveCost: bigint;
  /** Last decimals of the reading currency. */
  amount: bigint;
  /** What the version says; null where it is not on record. */
  rates: Rates | null;
}

const PARTS = [...TOKEN_CLASSES, 'perRequest'] as const;
type CostPart = (typeof PARTS)[number];
type Costs = Record<CostPart, Ratio>;

const NONE: Ratio = { n: 0n, d: 1n };
const costsBy = (of: (part: CostPart) => Ratio): Costs =>
  Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Costs;

function plus(a: Ratio, b: Ratio): Ratio {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

/** A model and tier over all its price versions: the unit prices are what was paid on average. */
export function cellOfUsage(
  model: string,
  serviceTier: ServiceTier,
  versions: readonly VersionSums[],
): DriverCell {
  const quoted = versions.map(({ rates }) => quotesOf(rates, serviceTier));
  const paid = versions.map((version, index) => paidCosts(version, quoted[index] ?? null));
  const sum = (of: (version: VersionSums) => bigint) =>
    versions.reduce((total, version) => total + of(version), 0n);
  const requests = sum((version) => version.requests);
  const each = (part: CostPart, quantity: bigint): Ratio => {
    const whole = paid.reduce((total, one) => plus(total, one[part]), NONE);
    return { n: whole.n, d: whole.d * quantity };
  };
  const quantities = byClass((tokenClass) => sum((version) => version.quantities[tokenClass]));
  return {
    model,
    serviceTier,
    requests,
    quantities,
    unitPrices: byClass((tokenClass) =>
      quantities[tokenClass] > 0n
        ? each(tokenClass, quantities[tokenClass])
        : quotedMean(tokenClass, versions, quoted),
    ),
    perRequest: each('perRequest', requests),
    effectiveCost: sum((version) => version.effectiveCost),
    amount: sum((version) => version.amount),
  };
}

const byClass = <T>(of: (tokenClass: TokenClass) => T): Record<TokenClass, T> =>
  Object.fromEntries(TOKEN_CLASSES.map((name) => [name, of(name)])) as Record<TokenClass, T>;

interface Quotes {
  unitPrices: UnitPrices;
  perRequest: bigint;
}

function quotesOf(rates: Rates | null, serviceTier: ServiceTier): Quotes | null {
  if (!rates || rates.selfHosted) return null;
  const compiled = compileRates(rates);
  const unitPrices = compiled.tiers[serviceTier]?.base;
  return unitPrices ? { unitPrices, perRequest: compiled.perRequest } : null;
}

/**
 * What each class of a version's usage cost. The quoted prices times the quantities, scaled to what was charged: they
 * differ by long-context steps and hours of the day. Where the version quotes nothing for what was used, the same for
 * every token; where there are no tokens, it is for the requests.
 */
function paidCosts(version: VersionSums, quotes: Quotes | null): Costs {
  const { quantities, effectiveCost } = version;
  const atQuote = quotes && quotedCosts(version, quotes);
  const weights = atQuote ?? { ...quantities, perRequest: 0n };
  const whole = PARTS.reduce((sum, part) => sum + weights[part], 0n);
  if (whole === effectiveCost) return costsBy((part) => ({ n: weights[part], d: 1n }));
  if (whole > 0n) return costsBy((part) => ({ n: effectiveCost * weights[part], d: whole }));
  if (atQuote) return paidCosts(version, null);
  return costsBy((part) => (part === 'perRequest' ? { n: effectiveCost, d: 1n } : NONE));
}

/** Null where something was used that has no quoted price. */
function quotedCosts(version: VersionSums, quotes: Quotes): Record<CostPart, bigint> | null {
  const { quantities, requests } = version;
  const missing = TOKEN_CLASSES.some(
    (name, index) => quantities[name] > 0n && quotes.unitPrices[index] === null,
  );
  if (missing) return null;
  return {
    ...byClass((name) => quantities[name] * (quotes.unitPrices[TOKEN_CLASSES.indexOf(name)] ?? 0n)),
    perRequest: requests * quotes.perRequest,
  };
}

/** The quoted price of a class that was not used, over the versions by their requests; null where none quotes it. */
function quotedMean(
  tokenClass: TokenClass,
  versions: readonly VersionSums[],
  quoted: readonly (Quotes | null)[],
): Ratio | null {
  let [n, d] = [0n, 0n];
  versions.forEach(({ requests }, index) => {
    const unit = quoted[index]?.unitPrices[TOKEN_CLASSES.indexOf(tokenClass)];
    if (unit === null || unit === undefined) return;
    n += unit * requests;
    d += requests;
  });
  return d === 0n ? null : { n, d };
}
