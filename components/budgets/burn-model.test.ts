import { expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '@/lib/budgets/budget';
import type { BudgetDays } from '@/lib/budgets/budget-dto';
import { burnModel } from './burn-model';

const words = {
  amount: (value: string) => value.split('.')[0] ?? '',
  shortDay: (day: string) => day,
  longDay: (day: string) => day,
  threshold: ({ action }: { action: { kind: string } }) => action.kind,
  limit: 'limit',
  ideal: 'even pace',
  forecast: (amount: string) => `forecast ${amount}`,
};

/** Four days of a limit of 100: 30 on the first, 40 on the second, which is today. */
const BURN: BudgetDays = {
  user: null,
  budgetId: '1',
  period: { from: '2026-11-01', to: '2026-11-05' },
  unit: 'currency',
  currency: 'HKD',
  limit: '100.000000000000',
  today: '2026-11-02',
  total: '70.000000000000',
  days: [
    { day: '2026-11-01', spent: '30', cumulative: '30', ideal: '25', forecast: null },
    { day: '2026-11-02', spent: '40', cumulative: '70', ideal: '50', forecast: '70' },
    { day: '2026-11-03', spent: null, cumulative: null, ideal: '75', forecast: '95' },
    { day: '2026-11-04', spent: null, cumulative: null, ideal: '100', forecast: '120' },
  ],
};

it('draws from zero, and the forecast from where what is known ends', () => {
  const model = burnModel(BURN, DEFAULT_THRESHOLDS, words);
  expect(model.points.map(({ spent }) => spent)).toEqual([0, 30, 70, null, null]);
  expect(model.points.map(({ ideal }) => ideal)).toEqual([0, 25, 50, 75, 100]);
  expect(model.points.map(({ forecast }) => forecast)).toEqual([null, null, 70, 95, 120]);
  expect(model.top).toBe(120);
});

it('names each threshold on its line, and the limit on its own', () => {
  const { levels } = burnModel(BURN, DEFAULT_THRESHOLDS, words);
  expect(levels.map(({ value, tone, short }) => [value, tone, short])).toEqual([
    [50, 'neutral', '50 % · notify'],
    [80, 'warn', '80 % · warn'],
    [100, 'bad', 'limit'],
  ]);
});

it('draws the limit also where no threshold lies on it', () => {
  const { levels } = burnModel(BURN, [{ percent: 80, action: { kind: 'warn' } }], words);
  expect(levels.map(({ short }) => short)).toEqual(['80 % · warn', 'limit']);
});
