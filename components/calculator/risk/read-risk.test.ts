import { expect, it } from 'vitest';
import { parseMoney } from '@/lib/money/money';
import { budgetInUsd, readRisk } from './read-risk';
import { RISK_START } from './risk-fields';

const RATES = [
  { id: '1', quote: 'HKD' as const, validFrom: '2026-01-01', validTo: null, rate: '7.8', source: 'x' },
];

it('reads the start without a complaint', () => {
  const { inputs, wrong } = readRisk(RISK_START);
  expect(wrong.size).toBe(0);
  expect(inputs).toMatchObject({ of: 'plan', spread: 30, budget: null, seed: 1, draws: 10_000 });
  expect(inputs.rise).toEqual({
    low: { n: 30n, d: 100n },
    high: { n: 50n, d: 100n },
    months: 18,
    horizon: 18,
    path: 'evenly',
  });
});

it('names what cannot be read and takes the start for it', () => {
  const { inputs, wrong } = readRisk({
    ...RISK_START,
    seed: '-1',
    budget: 'lots',
    horizon: '1.5',
    draws: '0',
  });
  expect([...wrong].sort()).toEqual(['budget', 'draws', 'horizon', 'seed']);
  expect(inputs).toMatchObject({ seed: 1, draws: 10_000, budget: null });
});

it('takes a budget in the currency it was typed in to US dollars', () => {
  const { inputs } = readRisk({ ...RISK_START, budget: '78,000', budgetIn: 'HKD' });
  expect(budgetInUsd(inputs.budget, RATES)).toBe(parseMoney('10000'));
  expect(budgetInUsd(inputs.budget, [])).toBeNull();
  expect(budgetInUsd({ amount: parseMoney('5'), currency: 'USD' }, [])).toBe(parseMoney('5'));
});
