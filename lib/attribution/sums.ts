import { type Currency, LEDGER_CURRENCY } from '../money/currency';
import { divideHalfEven } from '../money/rounding';
import type { CellFigures, Change, Figure } from './dto';
import { fromUnits } from './figure';
import { isMoneyMeasure, MEASURES, type Measure } from './query';

/** The additive columns behind every measure. */
export const COUNT_SUMS = [
  'events',
  'requests',
  'unpriced_requests',
  'unpriced_tokens',
  'errors',
  'retries',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'tokens',
] as const;
export const MONEY_SUMS = ['effective_cost', 'list_cost'] as const;
export type CountSum = (typeof COUNT_SUMS)[number];
export type MoneySum = (typeof MONEY_SUMS)[number];
export type SumKey = CountSum | MoneySum;

/** Money at 10^-moneyPlaces of the reading currency. `missingRate`: some cost here has no rate on its day. */
export type Sums = Record<SumKey, bigint> & { missingRate: boolean };

/** Ledger 10⁻¹² × rate 10⁻¹⁰ needs 22 decimals to stay exact. */
export const moneyPlaces = (currency: Currency): number => (currency === LEDGER_CURRENCY ? 12 : 22);
export const RATIO_PLACES = 12;
export const SHARE_PLACES = 6;

const NOTHING: Sums = {
  ...(Object.fromEntries([...COUNT_SUMS, ...MONEY_SUMS].map((key) => [key, 0n])) as Record<SumKey, bigint>),
  missingRate: false,
};
const ALL_SUMS: readonly SumKey[] = [...COUNT_SUMS, ...MONEY_SUMS];

export const emptySums = (): Sums => ({ ...NOTHING });

/** Most sums of a query are not asked for and stay 0: those cost nothing here. */
export function addSums(into: Sums, more: Sums): void {
  for (const key of ALL_SUMS) if (more[key] !== 0n) into[key] += more[key];
  into.missingRate ||= more.missingRate;
}

/** The sums a set of measures is computed from. Every cell also says how much of it has no price. */
export function sumsFor(measures: readonly Measure[]): SumKey[] {
  const needed = new Set<SumKey>(['events', 'requests', 'unpriced_requests', 'unpriced_tokens']);
  for (const measure of measures) for (const key of inputsOf(measure)) needed.add(key);
  return [...COUNT_SUMS, ...MONEY_SUMS].filter((key) => needed.has(key));
}

/** The additive measures a measure is computed from. */
export function inputsOf(measure: Measure): Exclude<Measure, 'cost_per_request' | 'cache_hit_share'>[] {
  if (measure === 'cost_per_request') return ['effective_cost', 'requests'];
  if (measure === 'cache_hit_share') return ['input', 'cache_read', 'cache_write'];
  return [measure];
}

const known = (value: string): Figure => ({ value, reason: null });

function moneyReason(sums: Sums): Figure['reason'] {
  if (sums.missingRate) return 'no_fx_rate';
  return sums.requests > 0n && sums.requests === sums.unpriced_requests ? 'unpriced' : null;
}

/** Cost over the requests that have a price: the others are in neither part of the ratio. */
function costPerRequest(sums: Sums, currency: Currency): Figure {
  const reason = moneyReason(sums);
  if (reason) return { value: null, reason };
  const scale = 10n ** BigInt(moneyPlaces(currency) - RATIO_PLACES);
  return ratio(sums.effective_cost, (sums.requests - sums.unpriced_requests) * scale, 1n);
}

function cacheHitShare(sums: Sums): Figure {
  return ratio(sums.cache_read, sums.input + sums.cache_read + sums.cache_write, 10n ** BigInt(RATIO_PLACES));
}

/** `numerator × scale / denominator`, half to even, printed at 12 decimals. */
function ratio(numerator: bigint, denominator: bigint, scale: bigint): Figure {
  if (denominator <= 0n) return { value: null, reason: 'nothing_to_divide' };
  return known(fromUnits(divideHalfEven(numerator * scale, denominator), RATIO_PLACES));
}

/** The figure of one measure over some sums. */
export function figureOf(measure: Measure, sums: Sums, currency: Currency): Figure {
  if (measure === 'cost_per_request') return costPerRequest(sums, currency);
  if (measure === 'cache_hit_share') return cacheHitShare(sums);
  if (MEASURES[measure].kind === 'count') return known(sums[measure].toString());
  const reason = moneyReason(sums);
  return reason ? { value: null, reason } : known(fromUnits(sums[measure], moneyPlaces(currency)));
}

export function cellFigures(measures: readonly Measure[], sums: Sums, currency: Currency): CellFigures {
  const figures: CellFigures['figures'] = {};
  for (const measure of measures) figures[measure] = figureOf(measure, sums, currency);
  return {
    figures,
    unpriced: { requests: sums.unpriced_requests.toString(), tokens: sums.unpriced_tokens.toString() },
    events: sums.events.toString(),
  };
}

/** Decimals of a measure's wire string. */
export function placesOf(measure: Measure, currency: Currency): number {
  if (MEASURES[measure].kind === 'ratio') return RATIO_PLACES;
  return isMoneyMeasure(measure) ? moneyPlaces(currency) : 0;
}

/** Current against previous, from the figures as they are printed. */
export function changeOf(current: Figure, previous: Figure, places: number): Change {
  const reason = current.reason ?? previous.reason;
  const none = (why: Figure['reason']): Figure => ({ value: null, reason: why });
  if (reason || current.value === null || previous.value === null) {
    return { difference: none(reason), ratio: none(reason) };
  }
  const before = unitsOf(previous.value);
  const difference = unitsOf(current.value) - before;
  return {
    difference: known(fromUnits(difference, places)),
    ratio:
      before <= 0n
        ? none('no_previous')
        : known(fromUnits(divideHalfEven(difference * 10n ** BigInt(SHARE_PLACES), before), SHARE_PLACES)),
  };
}

/** Wire strings of one measure share their scale, so the digits alone are its units. */
export const unitsOf = (wire: string): bigint => BigInt(wire.replace('.', ''));

export function changes(
  measures: readonly Measure[],
  current: CellFigures,
  previous: CellFigures | null,
  currency: Currency,
): Partial<Record<Measure, Change>> | null {
  if (!previous) return null;
  const result: Partial<Record<Measure, Change>> = {};
  for (const measure of measures) {
    const now = current.figures[measure];
    const before = previous.figures[measure];
    if (now && before) result[measure] = changeOf(now, before, placesOf(measure, currency));
  }
  return result;
}
