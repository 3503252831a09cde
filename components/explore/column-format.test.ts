import { describe, expect, it } from 'vitest';
import { columnDecimals, columnFigure, columnShare, coverageShare } from './column-format';

describe('a column of figures', () => {
  it('takes its decimals from the total', () => {
    expect(columnDecimals('453456.12', 'effective_cost')).toBe(0);
    expect(columnDecimals('0.0527', 'cost_per_request')).toBe(4);
    expect(columnDecimals('12', 'requests')).toBeUndefined();
    expect(columnFigure('103.33', 'effective_cost', 'HKD', 0)).toBe('HK$103');
  });

  it('never prints a little as nothing', () => {
    expect(columnFigure('0.0042', 'effective_cost', 'HKD', 0)).toBe('HK$0.00420000');
    expect(columnFigure('0.000000000000', 'effective_cost', 'HKD', 0)).toBe('HK$0');
  });

  it.each([
    ['0.12', false, '12.0 %'],
    ['0.0004', false, '0.0 %'],
    ['1', false, '100.0 %'],
    ['-0.051', true, '−5.1 %'],
    ['12.5', true, '+1,250.0 %'],
    [null, true, '–'],
  ])('writes %s as a share', (value, signed, text) => expect(columnShare(value, signed)).toBe(text));
});

it.each([
  ['1', '100 %'],
  ['0.999781', '> 99.9 %'],
  ['0.000001', '< 0.1 %'],
  ['0.94', '94 %'],
  [null, '–'],
])('covers %s as %s', (value, text) => expect(coverageShare(value)).toBe(text));
