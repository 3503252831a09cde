import { describe, expect, it } from 'vitest';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { compareAmounts, isLoss, resultTotals } from './totals';

const result = (cost: string | null, worth: string | null, margin: string | null): WorkflowResult => ({
  workflow: 'resolve-ticket',
  label: 'Resolve a ticket',
  teams: [],
  outcome: null,
  outcomes: '0',
  effectiveCost: { value: cost, reason: cost === null ? 'unpriced' : null },
  unpricedTokens: '0',
  outcomeValue: worth,
  valuePerOutcome: null,
  reworkShare: null,
  costPerOutcome: null,
  margin,
  breakEven: null,
  profitable: margin === null ? null : !margin.startsWith('-') && margin !== '0',
  gap: margin === null ? 'no_definition' : null,
});

describe('resultTotals', () => {
  it('adds what can be judged, to the last digit, and keeps the rest apart', () => {
    const totals = resultTotals([
      result('0.4000000000000000000001', '12', '11.5999999999999999999999'),
      result('90', '0.5', '-89.5'),
      result('7.25', null, null),
      result(null, null, null),
    ]);
    expect(totals).toEqual({
      judged: 2,
      profitable: 1,
      losing: 1,
      worth: '12.5000000000000000000000',
      cost: '90.4000000000000000000001',
      margin: '-77.9000000000000000000001',
      costElsewhere: '7.2500000000000000000000',
      notJudged: 2,
    });
  });

  it('orders amounts by their worth, not their letters, and the unknown last', () => {
    expect(['10', null, '9.5', '-3'].sort(compareAmounts)).toEqual(['-3', '9.5', '10', null]);
  });

  it('calls only an amount below zero a loss', () => {
    expect([isLoss('-0.000001'), isLoss('0'), isLoss(null)]).toEqual([true, false, false]);
  });
});
