import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '../money/format';
import { type NarrativeInput, narrate } from './narrative';
import { describePeriod } from './narrative-period';

const spend = (input: Partial<NarrativeInput>) =>
  narrate({
    total: '512400.000000000000',
    previous: '434200.000000000000',
    requests: '9000',
    unpricedRequests: '0',
    unit: 'money',
    rows: [],
    format: (value) => formatMoney(value, 'HKD'),
    ...input,
  });

describe('narrate', () => {
  it('says by how much spend rose, to what, and who moved most', () => {
    // 512,400 / 434,200 = 1.18010…
    const rows = [
      { label: 'Claims', change: '-9000' },
      { label: 'Pricing', change: '400' },
      { label: 'Customer Service', change: '31000' },
      { label: 'Unknown', change: null },
    ];
    expect(spend({ rows })).toEqual({
      kind: 'rose',
      values: { total: 'HK$512,400', percent: '18 %' },
      movers: [
        { label: 'Customer Service', change: '+HK$31,000' },
        { label: 'Claims', change: '−HK$9,000' },
      ],
    });
  });

  it.each([
    ['fell', { total: '100', previous: '125' }, { total: 'HK$100.00', percent: '20 %' }],
    ['rose', { total: '104.26', previous: '100' }, { total: 'HK$104.26', percent: '4.3 %' }],
    ['unchanged', { total: '100.01', previous: '100' }, { total: 'HK$100.01' }],
    ['multiplied', { total: '2399', previous: '100' }, { total: 'HK$2,399', times: '23' }],
    ['first', { total: '5', previous: '0.000000000000' }, { total: 'HK$5.00' }],
    ['first', { total: '5', previous: null }, { total: 'HK$5.00' }],
    ['plain', { total: '5', previous: undefined }, { total: 'HK$5.00' }],
    ['noUsage', { total: '0', previous: '0', requests: '0' }, {}],
    ['noUsageAfter', { total: '0', previous: '12', requests: '0' }, { previous: 'HK$12.00' }],
    ['unpriced', { total: null, requests: '7', unpricedRequests: '7' }, { requests: '7' }],
    ['noRate', { total: null, requests: '7', unpricedRequests: '1' }, {}],
  ] as const)('%s %j', (kind, input, values) => {
    expect(spend(input)).toEqual({ kind, values, movers: [] });
  });

  it('tells a share in points and names no movers, because shares do not add up', () => {
    const share = { unit: 'share', total: '0.41', previous: '0.379', format: () => '41 %' } as const;
    expect(spend({ ...share, rows: [{ label: 'A', change: '0.3' }] })).toEqual({
      kind: 'rosePoints',
      values: { total: '41 %', points: '3.1' },
      movers: [],
    });
  });

  it('never says rose when the figure fell, nor the other way round', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, (total, previous) => {
        const { kind } = spend({ total: total.toString(), previous: previous.toString() });
        if (kind === 'rose' || kind === 'multiplied') expect(total > previous).toBe(true);
        if (kind === 'fell') expect(total < previous).toBe(true);
        if (total === previous) expect(kind).toBe('unchanged');
      }),
    );
  });
});

describe('describePeriod', () => {
  it.each([
    ['2026-10-01', '2026-11-01', 'month'],
    ['2026-11-01', '2026-12-01', 'monthToDate'],
    ['2026-11-01', '2026-11-23', 'monthToDate'],
    ['2026-10-01', '2026-10-23', 'days'],
    ['2026-08-01', '2026-11-01', 'months'],
    ['2026-11-22', '2026-11-23', 'day'],
    ['2026-10-20', '2026-11-05', 'days'],
  ])('%s to %s is %s', (from, to, kind) => {
    expect(describePeriod({ from, to }, '2026-11-22').kind).toBe(kind);
  });
});
