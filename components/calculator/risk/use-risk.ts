'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import { type AdoptionCase, adoptionCases, type Tornado, tornado } from '@/lib/calculator/sensitivity';
import { adoptionInputs, type WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { type Ratio, ratioOf } from '@/lib/calculator/tokens-ratio';
import type { Money } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';
import type { Bounds } from '../kit/read-number';
import { budgetInUsd, type NumberName, RISK_BOUNDS, type RiskInputs } from './read-risk';
import { modelsUsed, monthlyCostOver, planOf } from './risk-cost';
import { assumedInputs, type RiskRange, riskRanges, uncertainOf } from './risk-ranges';
import type { SimulationRequest } from './simulate.worker';

export interface Risk {
  monthly: Money | null;
  tornado: Tornado;
  adoption: AdoptionCase[];
  ranges: RiskRange[];
  /** In US dollars; null: none, or no rate to its currency. */
  budget: Money | null;
  /** What the draws are made from; null where there is no price. */
  request: SimulationRequest | null;
}

/** Everything the page shows but the draws: a few dozen costs. What a field does not change is not worked out again. */
export function useRisk(typed: RiskInputs): Risk {
  const { state, prices, list } = useCalculator();
  const { of, spread, ranges: written, seed, draws, budget: entered } = useDeferredValue(typed);
  const { workload, plan: own } = state;
  const costs = useMemo(() => {
    const plan = planOf(of, own);
    const cost = monthlyCostOver(workload, plan, prices);
    const base = assumedInputs(workload);
    const ranges = riskRanges(workload, spread, written);
    const bars = tornado(cost, base, ranges);
    return {
      ...{ monthly: bars.baseCost, tornado: bars, ranges },
      adoption: adoptionCases(cost, base, adoptionInputs(workload)),
      drawn: { workload, plan, models: modelsUsed(workload, plan, prices), uncertain: uncertainOf(ranges) },
    };
  }, [of, spread, written, workload, own, prices]);
  const [amount, currency] = [entered?.amount, entered?.currency];
  const budget = useMemo(
    () => (amount !== undefined && currency ? budgetInUsd({ amount, currency }, list.fxRates) : null),
    [amount, currency, list],
  );
  return useMemo(() => {
    const { uncertain, ...models } = costs.drawn;
    const simulation = { seed, samples: draws, uncertain, budget };
    return { ...costs, budget, request: costs.monthly === null ? null : { ...models, simulation } };
  }, [costs, budget, seed, draws]);
}

const SHARES: readonly WorkloadInput[] = [
  'retryShare',
  'runawayShare',
  'cacheHitShare',
  'batchShare',
  'priceLevel',
];

/** Shares are read and typed in per cent, everything else as it is. */
export const isShare = (key: WorkloadInput): boolean => SHARES.includes(key);

const HUNDRED: Ratio = { n: 100n, d: 1n };

/** Words and numbers of the page, in the reader's language and currency. */
export function useRiskText() {
  const t = useTranslations('calculatorRisk');
  const locale = useLocale();
  const { reading } = useCalculator();
  const value = (key: WorkloadInput, number: number): string => {
    const { n, d } = ratioOf(number);
    if (isShare(key)) return t('units.percent', { value: ratioText({ n: n * HUNDRED.n, d }, 2) });
    return t(key === 'reasoningMultiple' ? 'units.times' : 'units.plain', { value: ratioText({ n, d }, 2) });
  };
  return {
    ...{ t, locale, reading, value, amount: reading.text },
    input: (key: string) => t(`inputs.${key as WorkloadInput}`),
    /** What a field takes, for the error beside it. */
    bounds: (name: NumberName) => {
      const { min, max, whole }: Bounds = RISK_BOUNDS[name];
      return t(whole ? 'wrongWhole' : 'wrong', { min, max });
    },
    percent: ({ n, d }: Ratio) => ratioText({ n: n * 100n, d }, 1),
  };
}
