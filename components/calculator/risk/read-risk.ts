import { MAX_SAMPLES } from '@/lib/calculator/monte-carlo';
import type { RisePath } from '@/lib/calculator/price-rise';
import { type Ratio, ratioOf } from '@/lib/calculator/tokens-ratio';
import { type Currency, FX_SCALE, type FxRate, isCurrency, parseFxRate } from '@/lib/money/currency';
import { type Money, moneyOf } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';
import { type Bounds, readAmount, readNumber } from '../kit/read-number';
import { RISE_PATHS, RISK_START, type RiskFieldName, type RiskTexts } from './risk-fields';

const MAX_SEED = Number.MAX_SAFE_INTEGER;

export const RISK_BOUNDS = {
  spread: { min: 1, max: 100 },
  seed: { min: 0, max: MAX_SEED, whole: true },
  draws: { min: 1, max: MAX_SAMPLES, whole: true },
  riseLow: { min: 0, max: 1_000 },
  riseHigh: { min: 0, max: 1_000 },
  riseMonths: { min: 1, max: 120, whole: true },
  horizon: { min: 1, max: 60, whole: true },
} as const satisfies Partial<Record<RiskFieldName, Bounds>>;
export type NumberName = keyof typeof RISK_BOUNDS;

export interface RiskInputs {
  of: 'plan' | 'today';
  spread: number;
  ranges: string;
  /** As typed, in the currency it was typed in; null: none, or not readable. */
  budget: { amount: Money; currency: Currency } | null;
  seed: number;
  draws: number;
  rise: { low: Ratio; high: Ratio; months: number; horizon: number; path: RisePath };
}

/** The fields as typed. One that cannot be read is named in `wrong` and counts as where it starts. */
export function readRisk(texts: RiskTexts): { inputs: RiskInputs; wrong: ReadonlySet<RiskFieldName> } {
  const wrong = new Set<RiskFieldName>();
  const number = (name: NumberName): number => {
    const value = readNumber(texts[name], RISK_BOUNDS[name]);
    if (value === null) wrong.add(name);
    return value ?? Number(RISK_START[name]);
  };
  const share = (name: 'riseLow' | 'riseHigh'): Ratio => {
    const { n, d } = ratioOf(number(name));
    return { n, d: d * 100n };
  };
  const typed = readAmount(texts.budget);
  if (typed === null && texts.budget.trim() !== '') wrong.add('budget');
  const inputs: RiskInputs = {
    of: texts.of === 'today' ? 'today' : 'plan',
    spread: number('spread'),
    ranges: texts.ranges,
    budget:
      typed === null
        ? null
        : { amount: typed, currency: isCurrency(texts.budgetIn) ? texts.budgetIn : 'USD' },
    seed: number('seed'),
    draws: number('draws'),
    rise: {
      low: share('riseLow'),
      high: share('riseHigh'),
      months: number('riseMonths'),
      horizon: number('horizon'),
      path: RISE_PATHS.find((path) => path === texts.path) ?? 'evenly',
    },
  };
  return { inputs, wrong };
}

/** A budget in US dollars, rounded once, half to even; null without one or without a rate to its currency. */
export function budgetInUsd(budget: RiskInputs['budget'], rates: readonly FxRate[]): Money | null {
  if (!budget) return null;
  if (budget.currency === 'USD') return budget.amount;
  const rate = rates.find(({ quote }) => quote === budget.currency);
  return rate
    ? moneyOf(divideHalfEven(budget.amount * 10n ** BigInt(FX_SCALE), parseFxRate(rate.rate)))
    : null;
}
