'use client';

import { useTranslations } from 'next-intl';
import type { Calculation, CostUnit, Estimate, TokenTotals } from '@/lib/calculator/outputs';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import { formatCount } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { ratioText } from '../kit/ratio-text';
import type { WorkingOf } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { type Input, useWorking } from './use-working';

interface Cell {
  text: string;
  /** In US dollars or counts, as the file writes it; null: unknown. */
  exact: string | null;
  working: (() => WorkingOf) | null;
}

export interface OutputLine {
  key: string;
  name: string;
  unit: 'USD' | 'tokens' | 'calls' | 'tasks';
  baseline: Cell;
  optimised: Cell;
  /** (optimised − baseline) ÷ baseline; null where there is nothing to compare. */
  change: Ratio | null;
}

/** The figures of both estimates line by line, each with its working. */
export function useOutputLines({ baseline, optimised }: Calculation): OutputLine[] {
  const t = useTranslations('calculator.outputs');
  const { reading, state } = useReckoning();
  const working = useWorking();

  const money = (
    key: string,
    of: (estimate: Estimate) => Money | null,
    inputs: (estimate: Estimate) => Input[],
  ): OutputLine => {
    const name = t(`names.${key}`);
    const cell = (estimate: Estimate): Cell => {
      const usd = of(estimate);
      if (usd === null) return { text: t('unknown'), exact: null, working: null };
      return {
        text: reading.text(usd),
        exact: moneyToString(usd),
        working: () => working.amount(name, usd, t(`formula.${key}`), inputs(estimate), estimate),
      };
    };
    const [before, after] = [of(baseline), of(optimised)];
    const change = before !== null && after !== null && before > 0n ? { n: after - before, d: before } : null;
    return { key, name, unit: 'USD', baseline: cell(baseline), optimised: cell(optimised), change };
  };

  const per = (key: string, unit: CostUnit, divisor: (estimate: Estimate) => Input[]): OutputLine =>
    money(
      key,
      ({ costPer }) => costPer[unit]?.total ?? null,
      (estimate) => [
        ...(estimate.costPer.month
          ? [[t('names.month'), reading.text(estimate.costPer.month.total)] as Input]
          : []),
        ...divisor(estimate),
      ],
    );

  const counted = (
    key: string,
    unit: OutputLine['unit'],
    of: (estimate: Estimate) => Ratio,
    inputs: (estimate: Estimate) => Input[],
  ): OutputLine => {
    const name = t(`names.${key}`);
    const cell = (estimate: Estimate): Cell => ({
      text: formatCount(ratioText(of(estimate), unit === 'tokens' ? 0 : 2)),
      exact: ratioText(of(estimate), 6).replaceAll(',', ''),
      working: () => working.ratio(name, of(estimate), t(`formula.${key}`), inputs(estimate)),
    });
    const [before, after] = [of(baseline), of(optimised)];
    const change =
      before.n > 0n ? { n: after.n * before.d - before.n * after.d, d: before.n * after.d } : null;
    return { key, name, unit, baseline: cell(baseline), optimised: cell(optimised), change };
  };

  const tokens = (
    key: string,
    of: (estimate: Estimate) => TokenTotals,
    side: keyof TokenTotals,
  ): OutputLine =>
    counted(key, 'tokens', (estimate) => ({ n: of(estimate)[side], d: 1n }), working.usageInputs);

  const days: Input = [t('daysPerMonth'), String(state.workload.daysPerMonth)];
  const sides = (estimate: Estimate): Input[] => [
    [t('names.monthInput'), reading.text(estimate.monthlyInputCost)],
    [t('names.monthOutput'), reading.text(estimate.monthlyOutputCost)],
    ...working.usageInputs(estimate),
  ];
  return [
    money('month', ({ costPer }) => costPer.month?.total ?? null, sides),
    money('monthInput', ({ monthlyInputCost }) => monthlyInputCost, working.usageInputs),
    money('monthOutput', ({ monthlyOutputCost }) => monthlyOutputCost, working.usageInputs),
    per('year', 'year', () => [[t('months'), '12']]),
    per('day', 'day', () => [days]),
    per('activeUser', 'activeUser', () => [
      [t('activeUsers'), formatCount(state.workload.volume.activeUsers ?? 0)],
    ]),
    per('task', 'task', (estimate) => [[t('names.tasks'), ratioText(estimate.tasksPerMonth, 2)]]),
    per('call', 'call', (estimate) => [[t('names.calls'), ratioText(estimate.callsPerMonth, 2)]]),
    tokens('dayInput', ({ tokensPerDay }) => tokensPerDay, 'input'),
    tokens('dayOutput', ({ tokensPerDay }) => tokensPerDay, 'output'),
    tokens('monthTokens', ({ tokensPerMonth }) => tokensPerMonth, 'total'),
    counted(
      'calls',
      'calls',
      ({ callsPerMonth }) => callsPerMonth,
      (estimate) => [[t('names.tasks'), ratioText(estimate.tasksPerMonth, 2)]],
    ),
    counted(
      'tasks',
      'tasks',
      ({ tasksPerMonth }) => tasksPerMonth,
      () => [days],
    ),
  ];
}
