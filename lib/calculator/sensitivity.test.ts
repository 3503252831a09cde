import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, moneyOf, parseMoney } from '../money/money';
import { adoptionCases, tornado } from './sensitivity';
import { type Inputs, rangeAround, scaled } from './sensitivity-range';

const USD = 10n ** 12n;
const micros = (value: number | undefined) => BigInt(Math.round((value ?? 0) * 1e6));

/** A month of a plain chat by hand: users × turns × (in × $3 + out × $15) ÷ 10⁶, plus a fixed fee. */
const chat =
  (fixed = 0n) =>
  ({ users, turns, input, output }: Inputs): Money =>
    moneyOf(
      (micros(users) * micros(turns) * (micros(input) * 3n + micros(output) * 15n)) / 10n ** 12n + fixed,
    );
const base = { users: 100, turns: 10, input: 800, output: 400 };
const thirty = { n: 30n, d: 100n };
const around = (key: keyof typeof base) => rangeAround(key, base[key], thirty);

describe('a range', () => {
  it.each([
    ['whole', 10, thirty, {}, 7, 13],
    ['to six decimals, half to even', 0.000_001, { n: 1n, d: 2n }, {}, 0, 0.000_002],
    ['of a share, which ends at 1', 0.9, thirty, { max: 1 }, 0.63, 1],
    ['of calls per task, which start at 1', 1.2, thirty, { min: 1 }, 1, 1.56],
    ['of a large count, whole', 3_000_000_001, thirty, {}, 2_100_000_001, 3_900_000_001],
    ['of nothing', 0, thirty, {}, 0, 0],
  ])('%s', (_, value, share, limits, low, high) => {
    expect(rangeAround('x', value, share, limits)).toEqual({ key: 'x', low, high });
  });

  it('takes 0.7 as seven tenths, not as the double beside it', () => {
    expect(scaled(0.7, { n: 3n, d: 1n })).toBe(2.1);
    expect(scaled(0.1, { n: 3n, d: 1n })).toBe(0.3);
  });
});

describe('a tornado', () => {
  it('sorts by what each input moves, worked out by hand', () => {
    // Base: 1,000 turns of 800 × 3 + 400 × 15 = 8,400 millionths: $8.40. Input ±30 % moves 2 × 0.72, output 2 × 1.80.
    const result = tornado(chat(), base, [
      around('input'),
      around('users'),
      around('output'),
      around('turns'),
    ]);
    expect(result.baseCost).toBe(parseMoney('8.4'));
    expect(result.bars.map(({ key, swing }) => [key, swing])).toEqual([
      ['turns', parseMoney('5.04')],
      ['users', parseMoney('5.04')],
      ['output', parseMoney('3.6')],
      ['input', parseMoney('1.44')],
    ]);
    expect(result.bars[2]).toMatchObject({
      low: { value: 280, cost: parseMoney('6.6') },
      high: { value: 520, cost: parseMoney('10.2') },
    });
  });

  it('measures the whole swing where the base is not between the ends', () => {
    const valley = ({ x = 0 }: Inputs) => moneyOf(BigInt(x * x) * USD);
    const { bars } = tornado(valley, { x: 0 }, [{ key: 'x', low: -3, high: 2 }]);
    expect(bars[0]?.swing).toBe(9n * USD);
  });

  it('puts what has no price last, with no swing', () => {
    const priced = ({ users = 0, turns = 0 }: Inputs) =>
      users > 110 ? null : moneyOf(BigInt(Math.round(turns)) * USD);
    const { bars } = tornado(priced, base, [around('users'), around('turns'), around('input')]);
    expect(bars.map(({ key, swing }) => [key, swing])).toEqual([
      ['turns', 6n * USD],
      ['input', 0n],
      ['users', null],
    ]);
  });
});

describe('adoption', () => {
  it('30 % over is exactly 30 % dearer where the cost is linear', () => {
    expect(adoptionCases(chat(), base, ['users'])).toEqual([
      {
        factor: { n: 70n, d: 100n },
        cost: parseMoney('5.88'),
        difference: parseMoney('-2.52'),
        overrun: { n: parseMoney('-2.52'), d: parseMoney('8.4') },
      },
      {
        factor: { n: 100n, d: 100n },
        cost: parseMoney('8.4'),
        difference: 0n,
        overrun: { n: 0n, d: parseMoney('8.4') },
      },
      {
        factor: { n: 130n, d: 100n },
        cost: parseMoney('10.92'),
        difference: parseMoney('2.52'),
        overrun: { n: parseMoney('2.52'), d: parseMoney('8.4') },
      },
    ]);
  });

  it('and less where part of it is fixed: 2.52 on 16.80 is 15 %', () => {
    const over = adoptionCases(chat(parseMoney('8.4')), base, ['users'])[2];
    expect(over?.overrun).toEqual({ n: parseMoney('2.52'), d: parseMoney('16.8') });
  });

  it('is linear for any number of users, on a cost linear in them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (users) => {
        for (const { factor, overrun } of adoptionCases(chat(), { ...base, users }, ['users']))
          expect((overrun?.n ?? 0n) * factor.d).toBe((factor.n - factor.d) * (overrun?.d ?? 0n));
      }),
    );
  });

  it('knows no overrun of a cost that has no price', () => {
    const cases = adoptionCases(({ users = 0 }) => (users > 100 ? null : (USD as Money)), base, ['users']);
    expect(cases.map(({ overrun }) => overrun !== null)).toEqual([true, true, false]);
  });
});
