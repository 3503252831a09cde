'use client';

import { NOTHING_PULLED } from '@/lib/calculator/levers';
import { inputsOf, type WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { moneyToString, ZERO } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { useRateLine } from '../kit/use-rate-line';
import type { WorkingOf } from '../kit/working';
import { modelsUsed } from './risk-cost';
import { type Risk, useRiskText } from './use-risk';

/** The working of the month as assumed: its inputs, the price versions it is charged at, and the rate. */
export function useMonthWorking({ monthly }: Risk, of: 'plan' | 'today'): () => WorkingOf {
  const { t, input, value, amount, reading } = useRiskText();
  const { state, prices, entries } = useCalculator();
  const rateLine = useRateLine();
  return () => {
    const cost = monthly ?? ZERO;
    const plan = of === 'today' ? NOTHING_PULLED : state.plan;
    const sources = modelsUsed(state.workload, plan, prices).map(({ model, name, source }) => {
      const version = entries.get(model)?.version?.id;
      const values = { model: name, list: source.list, from: source.from ?? '–' };
      return version ? t('working.price', { ...values, version }) : t('working.noVersion', values);
    });
    return {
      name: t('working.name'),
      figure: amount(cost),
      exact: `${moneyToString(reading.convert(cost))} ${reading.currency}`,
      formula: t('working.formula'),
      inputs: Object.entries(inputsOf(state.workload))
        .filter(([, number]) => number !== 0)
        .map(([key, number]) => [input(key), value(key as WorkloadInput, number)] as const),
      sources: [...sources, rateLine],
    };
  };
}
