import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, roundParts } from './allocate';
import { convert, fxRateOn } from './currency';
import { formatMoney, formatShare } from './format';
import { moneyOf, moneyToString, parseMoney, sumMoney } from './money';
import { divideHalfEven } from './rounding';

const amount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(moneyOf);

describe('money', () => {
  it('writes and reads the same amount', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(parseMoney(moneyToString(value))).toBe(value);
      }),
    );
  });

  it.each(['', 'abc', '1e5', '1,000', '0.1234567890123', 'NaN', '1.', '.5', ' 1', '9'.repeat(27)])(
    'refuses %j',
    (text) => {
      expect(() => parseMoney(text)).toThrow(/not an amount/);
    },
  );

  it('refuses what numeric(38,12) cannot hold', () => {
    expect(() => moneyOf(10n ** 38n)).toThrow(/larger than the ledger/);
  });
});

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])('%d / %d = %d', (n, d, expected) => expect(divideHalfEven(n, d)).toBe(expected));

  it('is never further than half a unit off, and even on a tie', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 10n }),
        (n, d) => {
          const rounded = divideHalfEven(n, d);
          const twiceOff = 2n * (n - rounded * d);
          const magnitude = twiceOff < 0n ? -twiceOff : twiceOff;
          expect(magnitude <= d).toBe(true);
          if (magnitude === d) expect(rounded % 2n).toBe(0n);
        },
      ),
    );
  });
});

describe('allocate', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 });

  it('shares sum to the amount and are within one pico of their exact part', () => {
    fc.assert(
      fc.property(amount, weights, (value, ws) => {
        const total = ws.reduce((sum, w) => sum + w, 0n);
        fc.pre(total > 0n);
        const shares = allocate(value, ws);
        expect(sumMoney(shares)).toBe(value);
        shares.forEach((share, i) => {
          const off = share * total - value * (ws[i] ?? 0n);
          expect((off < 0n ? -off : off) < total).toBe(true);
        });
      }),
    );
  });

  it('refuses weights that are all zero or negative', () => {
    expect(() => allocate(moneyOf(1n), [0n, 0n])).toThrow(/Nothing to allocate/);
    expect(() => allocate(moneyOf(1n), [2n, -1n])).toThrow(/Nothing to allocate/);
  });
});

describe('roundParts', () => {
  const exactParts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { maxLength: 8 });
  const denominator = fc.oneof(fc.bigInt({ min: 1n, max: 12n }), fc.bigInt({ min: 1n, max: 10n ** 25n }));

  it('rounds each part down or up, the whole half to even, and they sum to it', () => {
    fc.assert(
      fc.property(exactParts, denominator, (numerators, d) => {
        const { total, parts } = roundParts(numerators, d);
        const whole = numerators.reduce((sum, part) => sum + part, 0n);
        expect(total).toBe(divideHalfEven(whole, d));
        expect(sumMoney(parts)).toBe(total);
        parts.forEach((part, i) => {
          const off = part * d - (numerators[i] ?? 0n);
          expect(-d < off && off < d).toBe(true);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['1.5 + 1.5 + 0.5 = 3.5, to even', [6n, 6n, 2n], 4n, [2n, 2n, 0n]],
    ['1.25 + 1.25 = 2.5, to even', [5n, 5n], 4n, [1n, 1n]],
    ['1.75 + 2.25 = 4', [7n, 9n], 4n, [2n, 2n]],
    ['0.75 × 3 + 1 = 3.25: what is whole stays as it is', [3n, 3n, 3n, 4n], 4n, [1n, 1n, 0n, 1n]],
    ['0 + 0', [0n, 0n], 7n, [0n, 0n]],
    ['no parts', [], 7n, []],
  ])('%s', (_, numerators, denominator, parts) => {
    expect(roundParts(numerators, denominator)).toEqual({ total: sumMoney(parts.map(moneyOf)), parts });
  });

  it('refuses a part below zero and a denominator below one', () => {
    expect(() => roundParts([2n, -1n], 3n)).toThrow(/below zero/);
    expect(() => roundParts([2n], 0n)).toThrow(/denominator/);
  });
});

describe('currency', () => {
  const rates = [
    {
      id: '1',
      quote: 'HKD' as const,
      validFrom: '2026-01-01',
      validTo: '2026-02-01',
      rate: '7.7800000000',
      source: 't',
    },
    {
      id: '2',
      quote: 'HKD' as const,
      validFrom: '2026-02-01',
      validTo: null,
      rate: '7.8000000000',
      source: 't',
    },
  ];
  it('takes the rate in force on the day, and none before the first', () => {
    expect(fxRateOn(rates, 'HKD', '2026-01-31')?.id).toBe('1');
    expect(fxRateOn(rates, 'HKD', '2026-02-01')?.id).toBe('2');
    expect(fxRateOn(rates, 'HKD', '2025-12-31')).toBeNull();
    expect(fxRateOn(rates, 'EUR', '2026-02-01')).toBeNull();
  });
  it('converts exactly', () => {
    expect(moneyToString(convert(parseMoney('10.00'), '7.8'))).toBe('78.000000000000');
  });
});

describe('formatting', () => {
  it.each([
    ['512400.4', 'HKD', 'HK$512,400'],
    ['7.94', 'HKD', 'HK$7.94'],
    ['-7500', 'HKD', '−HK$7,500'],
    ['0.0123', 'USD', 'US$0.0123'],
    ['0', 'USD', 'US$0.00'],
    ['999.999', 'USD', 'US$1,000.00'],
  ] as const)('%s %s → %s', (value, currency, expected) => {
    expect(formatMoney(value, currency)).toBe(expected);
  });
  it('says shares in per cent', () => {
    expect(formatShare(814n, 1000n)).toBe('81.4 %');
    expect(formatShare(1n, 1n)).toBe('100 %');
    expect(formatShare(-18n, 100n)).toBe('−18 %');
    expect(formatShare(1n, 0n)).toBe('–');
  });
});
