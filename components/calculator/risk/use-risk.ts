'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import { type AdoptionCase, adoptionCases, type Tornado, tornado } from '@/lib/calculator/sensitivity';
import { adoptionInputs, type WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { type Ratio, ratioOf } from '@/lib/calculator/tokens-ratio';
import type { Money } from '@/lib/money/money';
import { type Calculator, useCalculator } from '../calculator-context';
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

/** Everything the page shows but the draws: a few dozen costs, worked out where the page is. */
export function useRisk(typed: RiskInputs): Risk {
  const { state, prices, list } = useCalculator();
  const inputs = useDeferredValue(typed);
  return useMemo(() => riskOf(inputs, { state, prices, list }), [inputs, state, prices, list]);
}

function riskOf(
  inputs: RiskInputs,
  { state, prices, list }: Pick<Calculator, 'state' | 'prices' | 'list'>,
): Risk {
  const { workload } = state;
  const plan = planOf(inputs.of, state.plan);
  const cost = monthlyCostOver(workload, plan, prices);
  const base = assumedInputs(workload);
  const ranges = riskRanges(workload, inputs.spread, inputs.ranges);
  const bars = tornado(cost, base, ranges);
  const budget = budgetInUsd(inputs.budget, list.fxRates);
  return {
    monthly: bars.baseCost,
    tornado: bars,
    adoption: adoptionCases(cost, base, adoptionInputs(workload)),
    ranges,
    budget,
    request:
      bars.baseCost === null
        ? null
        : {
            ...{ workload, plan, models: modelsUsed(workload, plan, prices) },
            simulation: {
              ...{ seed: inputs.seed, samples: inputs.draws, budget },
              uncertain: uncertainOf(ranges),
            },
          },
  };
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
