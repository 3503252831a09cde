import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../money/currency';
import { formatFigure, formatShareOf, fromUnits, toLedgerScale, toUnits } from './figure';
import { FIXED_DIMENSIONS, MEASURE_KEYS, type UsageQuery, usageQuerySchema } from './query';
import { decodeFilter, decodeQuery, encodeFilter, encodeQuery } from './search-params';

const defaults: UsageQuery = usageQuerySchema.parse({
  period: { from: '2026-11-01', to: '2026-12-01' },
  compare: true,
  currency: 'HKD',
});

describe('the query', () => {
  const parse = (change: object) => usageQuerySchema.safeParse({ ...defaults, ...change }).success;
  it('accepts one or two different dimensions, also free tags', () => {
    expect(parse({ dimensions: ['team', 'tag:project'] })).toBe(true);
    expect(parse({ dimensions: ['team', 'team'] })).toBe(false);
    expect(parse({ dimensions: ['team', 'model', 'user'] })).toBe(false);
    expect(parse({ dimensions: ['tag:'] })).toBe(false);
  });
  it('refuses days that do not exist, empty periods, and hours where they cannot be answered', () => {
    expect(parse({ period: { from: '2026-02-30', to: '2026-03-02' } })).toBe(false);
    expect(parse({ period: { from: '2026-11-02', to: '2026-11-02' } })).toBe(false);
    expect(parse({ grain: 'hour' })).toBe(true);
    expect(parse({ grain: 'hour', dimensions: ['user'] })).toBe(false);
    expect(parse({ grain: 'hour', period: { from: '2025-11-01', to: '2026-12-01' } })).toBe(false);
  });
});

describe('the query in a URL', () => {
  it('writes what a person can read', () => {
    const query = {
      ...defaults,
      dimensions: ['team' as const],
      filters: [{ dimension: 'region' as const, values: [null, 'hk, kowloon', '~'], exclude: true }],
    };
    expect(encodeQuery(query).getAll('f')).toEqual(['!region=~,hk%2C%20kowloon,%7E']);
    expect(decodeQuery(encodeQuery(query), defaults)).toEqual({ query, ignored: [] });
  });
  it('falls back and says what it ignored', () => {
    const params = new URLSearchParams(
      'by=planet&grain=day&currency=XXX&f=team=a&f=moon=b&from=2026-13-01&to=x',
    );
    const { query, ignored } = decodeQuery(params, defaults);
    expect(query).toEqual({
      ...defaults,
      grain: 'day',
      filters: [{ dimension: 'team', values: ['a'], exclude: false }],
    });
    expect(ignored.sort()).toEqual(['by', 'currency', 'f', 'period']);
  });
  it('drops only the grain where the grain is what cannot be answered', () => {
    const params = new URLSearchParams('by=user&grain=hour');
    expect(decodeQuery(params, defaults)).toEqual({
      query: { ...defaults, dimensions: ['user'] },
      ignored: ['grain'],
    });
  });
  it('ignores a filter with broken percent-encoding', () => expect(decodeFilter('team=%E0%A4%A')).toBeNull());

  const value = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: null });
  const filter = fc.record({
    dimension: fc.constantFrom(...FIXED_DIMENSIONS),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    exclude: fc.boolean(),
  });
  it('comes back the same, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.record({
          period: fc.constant(defaults.period),
          compare: fc.boolean(),
          dimensions: fc.subarray([...FIXED_DIMENSIONS], { maxLength: 2 }),
          filters: fc.array(filter, { maxLength: 3 }),
          grain: fc.constantFrom(null, 'day' as const, 'week' as const, 'month' as const),
          measures: fc.subarray(MEASURE_KEYS, { minLength: 1 }),
          currency: fc.constantFrom(...CURRENCIES),
        }),
        (query) => {
          const params = new URLSearchParams(encodeQuery(query).toString());
          expect(decodeQuery(params, defaults).ignored).toEqual([]);
          // no filters in the URL means the defaults, which are none here
          expect(decodeQuery(params, defaults).query).toEqual(query);
        },
      ),
      { numRuns: 200 },
    );
  });
  it('round-trips one filter', () => {
    fc.assert(
      fc.property(filter, (one) => {
        expect(decodeFilter(encodeFilter(one))).toEqual(one);
      }),
    );
  });
});

describe('figures', () => {
  it('rounds once, half to even, at the ledger scale', () => {
    expect(toLedgerScale('1.0000000000005')).toBe('1.000000000000');
    expect(toLedgerScale('1.0000000000015')).toBe('1.000000000002');
    expect(toLedgerScale('-0.0000000000005000000001')).toBe('-0.000000000001');
  });
  it('prints money, counts and shares', () => {
    expect(formatFigure('512400.1234567890123456789012', 'effective_cost', 'HKD')).toBe('HK$512,400');
    expect(formatFigure('1204', 'requests', 'HKD')).toBe('1,204');
    expect(formatFigure('0.8144', 'cache_hit_share', 'HKD')).toBe('81.4 %');
    expect(formatFigure(null, 'effective_cost', 'HKD')).toBe('–');
    expect(formatShareOf('0.18', 1, true)).toBe('+18 %');
    expect(formatShareOf('-0.0304', 1, true)).toBe('−3 %');
  });
  it('converts to units and back without loss', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.integer({ min: 0, max: 22 }),
        (n, places) => {
          expect(toUnits(fromUnits(n, places), places)).toBe(n);
        },
      ),
    );
  });
});
