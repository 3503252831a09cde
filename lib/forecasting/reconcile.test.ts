import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, moneyOf, parseMoney, sumMoney } from '../money/money';
import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { adoptedBy } from './adoption';
import { ALL, bottomUp, type Measures, type PlanLine, WAYS_OUT } from './bottom-up';
import { reconcilePlan } from './reconcile';

const classes = <T>(of: (tokenClass: TokenClass) => T): Record<TokenClass, T> =>
  Object.fromEntries(TOKEN_CLASSES.map((name) => [name, of(name)])) as Record<TokenClass, T>;

/** USD per million tokens for input and output; nothing for the rest. */
const prices = (input: bigint, output: bigint) => ({
  unitPrices: classes((name) => ({
    n: (name === 'input' ? input : name === 'output' ? output : 0n) * 1_000_000n,
    d: 1n,
  })),
  perRequest: { n: 0n, d: 1n },
});

/** 100 users × 20 sessions × 5 calls = 10,000 calls of 2,000 input at 2 and 500 output at 8: 0.008 USD each, 80 a month. */
const line: PlanLine = {
  workflow: 'claims',
  usersAtStart: 100,
  usersAtFull: 100,
  adoption: { kind: 'none' },
  sessions: 20,
  callsPerSession: 5,
  perCall: { ...classes(() => 0), input: 2_000, output: 500 },
  ...prices(2n, 8n),
  routed: prices(1n, 2n),
};

const usd = (text: string): Money => parseMoney(text);
const amounts = (lines: PlanLine[], months: number) => bottomUp(lines, months).map(({ total }) => total);

describe('bottom-up', () => {
  it('users × sessions × tokens × price', () => {
    expect(amounts([line], 2)).toEqual([usd('80'), usd('80')]);
  });
  it('with users coming in a line: 100, then to 200 over four months', () => {
    const growing: PlanLine = { ...line, usersAtFull: 200, adoption: { kind: 'linear', months: 4 } };
    expect(amounts([growing], 5)).toEqual(['100', '120', '140', '160', '160'].map(usd));
  });
  it('with an S-curve: 5/32, 16/32, 27/32 and all of the way', () => {
    expect([0, 1, 2, 3, 4].map((month) => adoptedBy({ kind: 's_curve', months: 4 }, month))).toEqual([
      { n: 10n, d: 64n },
      { n: 32n, d: 64n },
      { n: 54n, d: 64n },
      { n: 1n, d: 1n },
      { n: 1n, d: 1n },
    ]);
  });
  it('with the shares entered, the last one staying', () => {
    const entered: PlanLine = {
      ...line,
      usersAtFull: 200,
      adoption: { kind: 'monthly', percents: [10, 55.5] },
    };
    expect(amounts([entered], 3)).toEqual(['88', '124.4', '124.4'].map(usd));
  });
});

describe('against the envelope', () => {
  // 160 planned for two months, 120 given: 40 too much.
  const envelope = [usd('60'), usd('60')];
  it('says the gap, and what each way out would need', () => {
    const { plan, gap, ways, remaining } = reconcilePlan([line], envelope);
    expect([plan, gap, remaining]).toEqual(['160', '40', '40'].map(usd));
    // Cut: 40 of 160 = 25 %. Route: a call costs 0.003 instead of 0.008, all of it saves 100, so 40 %.
    // Shorten: the input costs 80 of the 160, so 50 %.
    expect(ways.map(({ way, needed }) => [way, needed])).toEqual([
      ['cut', 2_500n],
      ['route', 4_000n],
      ['shorten', 5_000n],
    ]);
  });
  it('says what each saves alone and all together', () => {
    const measures: Measures = { cut: 1_000n, route: 2_000n, shorten: 2_500n };
    const { ways, withMeasures, remaining, months } = reconcilePlan([line], envelope, measures);
    expect(ways.map(({ saves }) => saves)).toEqual(['16', '20', '20'].map(usd));
    // 18,000 calls; of 1,500 input: own 0.007, routed 0.0025; 0.8 × 0.007 + 0.2 × 0.0025 = 0.0061; 109.8 in all.
    expect([withMeasures, remaining]).toEqual(['109.8', '-10.2'].map(usd));
    expect(months[0]).toEqual({
      month: 0,
      plan: usd('80'),
      withMeasures: usd('54.9'),
      envelope: usd('60'),
      over: usd('-5.1'),
    });
  });
  it('says where a way out is not enough, or not there', () => {
    const { ways } = reconcilePlan([{ ...line, routed: null }], [usd('10'), usd('10')]);
    expect(ways.map(({ needed }) => needed)).toEqual([8_750n, null, null]);
  });
  it('needs nothing where the plan fits', () => {
    const { gap, ways } = reconcilePlan([line], [usd('100'), usd('60.5')]);
    expect([gap, ways.map(({ needed }) => needed)]).toEqual([usd('-0.5'), [0n, 0n, 0n]]);
  });
  it('refuses more than all of it', () => {
    expect(() => reconcilePlan([line], envelope, { cut: ALL + 1n, route: 0n, shorten: 0n })).toThrow(
      RangeError,
    );
  });
});

describe('for any plan', () => {
  const lineArbitrary: fc.Arbitrary<PlanLine> = fc
    .record({
      users: fc.nat({ max: 5_000 }),
      more: fc.nat({ max: 5_000 }),
      months: fc.integer({ min: 1, max: 9 }),
      kind: fc.constantFrom('linear' as const, 's_curve' as const),
      sessions: fc.integer({ min: 1, max: 1_000 }).map((tenths) => tenths / 10),
      input: fc.nat({ max: 100_000 }),
      output: fc.nat({ max: 10_000 }),
      price: fc.bigInt({ min: 1n, max: 30n }),
    })
    .map((of) => ({
      ...line,
      usersAtStart: of.users,
      usersAtFull: of.users + of.more,
      adoption: { kind: of.kind, months: of.months },
      sessions: of.sessions,
      perCall: { ...line.perCall, input: of.input, output: of.output },
      ...prices(of.price, of.price * 4n),
      routed: prices(of.price / 2n, of.price),
    }));
  it('what is needed is enough, and a basis point less is not', () => {
    fc.assert(
      fc.property(
        fc.array(lineArbitrary, { minLength: 1, maxLength: 4 }),
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        (lines, limit) => {
          const envelope = [moneyOf(limit), moneyOf(limit)];
          const { ways, plan, byWorkflow, withMeasures } = reconcilePlan(lines, envelope);
          expect(sumMoney(byWorkflow.map(({ effectiveCost }) => effectiveCost))).toBe(withMeasures);
          expect(withMeasures).toBe(plan);
          for (const { way, needed } of ways) {
            const over = (strength: bigint) =>
              reconcilePlan(lines, envelope, { cut: 0n, route: 0n, shorten: 0n, [way]: strength }).remaining;
            // Each workflow's month is rounded by itself, by at most half a last digit.
            const rounding = BigInt(lines.length * 2);
            if (needed === null) expect(over(ALL) > -rounding).toBe(true);
            else {
              expect(over(needed) <= rounding).toBe(true);
              if (needed > 0n) expect(over(needed - 1n) > -rounding).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  it('taking more never costs more', () => {
    const strength = fc.bigInt({ min: 0n, max: ALL });
    fc.assert(
      fc.property(lineArbitrary, strength, strength, fc.constantFrom(...WAYS_OUT), (one, a, b, way) => {
        const at = (measure: bigint) =>
          reconcilePlan([one], [moneyOf(0n)], { cut: 0n, route: 0n, shorten: 0n, [way]: measure })
            .withMeasures;
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(at(more) <= at(less)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
