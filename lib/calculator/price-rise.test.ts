import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyOf, parseMoney, sumMoney } from '../money/money';
import { type PriceRise, priceRise, publishedRises, type RisePath } from './price-rise';

const usd = parseMoney;
const over18 = (path: RisePath): PriceRise => ({ rise: { n: 30n, d: 100n }, months: 18, path, horizon: 18 });

describe('a price rise', () => {
  it('of 30 % and 50 % over 18 months on $1,200 a month, by hand', () => {
    // Σ m/18 for m = 1 to 18 is 9.5: 1,200 × (18 + 0.3 × 9.5) and 1,200 × (18 + 0.5 × 9.5).
    const { low, high } = publishedRises(usd('1200'));
    expect([low.total, low.extra, low.risenMonthlyCost]).toEqual([usd('25020'), usd('3420'), usd('1560')]);
    expect([high.total, high.extra, high.risenMonthlyCost]).toEqual([usd('27300'), usd('5700'), usd('1800')]);
    expect([low.monthly[0], low.monthly[8], low.monthly[17]]).toEqual([
      usd('1220'),
      usd('1380'),
      usd('1560'),
    ]);
  });

  it('stays risen after its last month', () => {
    const { high } = publishedRises(usd('1200'), 'evenly', 24);
    expect(high.monthly.slice(17)).toEqual(Array(7).fill(usd('1800')));
    expect(high.total).toBe(usd('38100'));
  });

  it('may come at once or only at the end', () => {
    expect(priceRise(usd('1200'), over18('at_once')).extra).toBe(usd('6480'));
    expect(priceRise(usd('1200'), over18('at_end')).extra).toBe(usd('360'));
  });

  it('takes a month at least', () => {
    expect(() => priceRise(usd('1'), { ...over18('evenly'), months: 0 })).toThrow('at least one month');
    expect(() => priceRise(usd('1'), { ...over18('evenly'), horizon: 1.5 })).toThrow('at least one month');
  });

  const cost = fc.bigInt({ min: 0n, max: 10n ** 24n }).map(moneyOf);
  const rises = fc.record({
    rise: fc.record({ n: fc.bigInt({ min: 0n, max: 200n }), d: fc.constant(100n) }),
    months: fc.integer({ min: 1, max: 36 }),
    path: fc.constantFrom<RisePath>('evenly', 'at_once', 'at_end'),
    horizon: fc.integer({ min: 1, max: 60 }),
  });

  it('sums to its total to the last digit, as exact fractions have it, and never falls below today', () => {
    fc.assert(
      fc.property(cost, rises, (monthlyCost, rise) => {
        const risen = priceRise(monthlyCost, rise);
        expect(sumMoney(risen.monthly)).toBe(risen.total);
        expect(risen.total - risen.extra).toBe(monthlyCost * BigInt(rise.horizon));
        expect(risen.extra >= 0n).toBe(true);
        // Twice the distance from the exact total, over one denominator, is at most that denominator.
        const parts = Array.from({ length: rise.horizon }, (_, i) =>
          rise.path === 'at_once' || i + 1 >= rise.months ? rise.months : rise.path === 'evenly' ? i + 1 : 0,
        );
        const share = parts.reduce((sum, part) => sum + BigInt(part), 0n);
        const denominator = 100n * BigInt(rise.months);
        const exact = monthlyCost * (BigInt(rise.horizon) * denominator + rise.rise.n * share);
        const off = (risen.total * denominator - exact) * 2n;
        expect(off <= denominator && -off <= denominator).toBe(true);
      }),
    );
  });

  it('costs more the earlier it comes', () => {
    fc.assert(
      fc.property(cost, rises, (monthlyCost, rise) => {
        const total = (path: RisePath) => priceRise(monthlyCost, { ...rise, path }).total;
        expect(total('at_once') >= total('evenly') && total('evenly') >= total('at_end')).toBe(true);
      }),
    );
  });
});
