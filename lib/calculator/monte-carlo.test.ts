import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, moneyOf, parseMoney } from '../money/money';
import { type Simulation, simulate, simulateInSteps } from './monte-carlo';
import { type Uncertain, valueAt } from './monte-carlo-draw';
import { type State, splitMix64, streamFor, xoshiro128StarStar } from './monte-carlo-random';
import type { Inputs } from './sensitivity-range';

const word = (value: bigint) => value & 0xffffffffn;
const rotate = (value: bigint, bits: bigint) => word((value << bits) | (value >> (32n - bits)));

/** xoshiro128** 1.1 as its authors write it, in unbounded integers. */
function* oracle(state: State): Generator<number> {
  let [s0, s1, s2, s3] = state.map(BigInt) as [bigint, bigint, bigint, bigint];
  for (;;) {
    yield Number(word(rotate(word(s1 * 5n), 7n) * 9n));
    const t = word(s1 << 9n);
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotate(s3, 11n);
  }
}

describe('the generator', () => {
  it('gives the published outputs of xoshiro128**', () => {
    const draw = (state: State) => {
      const stream = xoshiro128StarStar(state);
      return [stream.next(), stream.next(), stream.next(), stream.next()];
    };
    expect(draw([1, 2, 3, 4])).toEqual([11520, 0, 5927040, 70819200]);
    expect(draw([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0])).toEqual([
      0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70,
    ]);
  });

  it('gives the published outputs of SplitMix64', () => {
    let state = 1234567n;
    const outputs = Array.from({ length: 3 }, () => {
      const step = splitMix64(state);
      state = step.state;
      return step.output;
    });
    expect(outputs).toEqual([6457827717110365317n, 3203168211198807973n, 9817491932198370423n]);
  });

  it('agrees with unbounded integers from any state', () => {
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.tuple(u32, u32, u32, u32), (state) => {
        const stream = xoshiro128StarStar([...state]);
        const expected = oracle(state);
        for (let i = 0; i < 50; i += 1) expect(stream.next()).toBe(expected.next().value);
      }),
    );
  });

  it('has a stream for each input, the same again for the same seed', () => {
    const first = (seed: number, name: string) => streamFor(seed, name).position();
    expect(first(7, 'users')).toBe(first(7, 'users'));
    expect(new Set([first(7, 'users'), first(8, 'users'), first(7, 'turns')]).size).toBe(3);
    const position = streamFor(1, 'a');
    for (let i = 0; i < 1_000; i += 1) expect(position.position() * 2 ** 53).toSatisfy(Number.isSafeInteger);
  });
});

describe('a draw', () => {
  const triangle: Uncertain = { key: 'x', shape: 'triangular', low: 0, likely: 50, high: 100 };

  it.each([
    ['uniform', { key: 'x', shape: 'uniform', low: 10, high: 20 }, 0.25, 12.5],
    // By the closed form: 100 × √(0.125 × 0.5) = 25, its mirror image, and the middle.
    ['rising', triangle, 0.125, 25],
    ['falling', triangle, 0.875, 75],
    ['the likely value', triangle, 0.5, 50],
    ['a point', { ...triangle, low: 50, high: 50 }, 0.9, 50],
    ['likely at the low end', { ...triangle, likely: 0 }, 0.75, 50],
    ['likely at the high end', { ...triangle, likely: 100 }, 0.25, 50],
    [
      'in steps of a thousandth of the range',
      { key: 'x', shape: 'uniform', low: 10, high: 20 },
      0.12345,
      11.23,
    ],
    ['of a share', { key: 'x', shape: 'uniform', low: 0, high: 0.5 }, 0.123_456, 0.0617],
    ['of a tiny range', { key: 'x', shape: 'uniform', low: 0, high: 0.000_01 }, 0.55, 0.000_006],
    ['whole over a wide range', { key: 'x', shape: 'uniform', low: 0, high: 5_000 }, 0.123_456, 617],
    ['whole from 10⁹ on', { key: 'x', shape: 'uniform', low: 2e9, high: 2e9 + 1 }, 0.75, 2e9 + 1],
  ] as [string, Uncertain, number, number][])('%s', (_, input, position, value) => {
    expect(valueAt(input, position)).toBe(value);
  });

  it('stays between the ends and rises with its position', () => {
    const ends = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6)).map((three) => three.sort((a, b) => a - b));
    const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(ends, position, position, ([low = 0, likely = 0, high = 0], a, b) => {
        const at = (p: number) => valueAt({ key: 'x', shape: 'triangular', low, likely, high }, p);
        const [before, after] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(low <= before && before <= after && after <= high).toBe(true);
      }),
    );
  });
});

const uncertain: Uncertain[] = [
  { key: 'users', shape: 'triangular', low: 70, likely: 100, high: 130 },
  { key: 'tokens', shape: 'uniform', low: 500, high: 1_500 },
];
const base: Inputs = { users: 100, tokens: 1_000, fixed: 5 };
/** users × tokens × $2 per million + fixed dollars. */
const cost = ({ users = 0, tokens = 0, fixed = 0 }: Inputs): Money =>
  moneyOf(
    (BigInt(Math.round(users * 1e6)) * BigInt(Math.round(tokens * 1e6)) * 2n) / 10n ** 6n +
      BigInt(fixed) * 10n ** 12n,
  );
const plan: Simulation = { seed: 20_261_122, samples: 2_000, uncertain, budget: parseMoney('5.2') };

describe('a simulation', () => {
  it('is the same again, whatever the order of its inputs and whoever looks on', () => {
    const result = simulate(cost, base, plan);
    expect(simulate(cost, base, plan)).toEqual(result);
    expect(simulate(cost, base, { ...plan, uncertain: [...uncertain].reverse() })).toEqual(result);
    const idle: Uncertain = { key: 'idle', shape: 'uniform', low: 0, high: 1 };
    expect(simulate(cost, base, { ...plan, uncertain: [idle, ...uncertain] })).toEqual(result);
    expect(simulate(cost, base, { ...plan, seed: 1 })).not.toEqual(result);
  });

  it('keeps its figures for a link that was sent: this seed, these inputs', () => {
    const { spread, overBudget } = simulate(cost, base, plan);
    expect({ p10: spread?.p10, p50: spread?.p50, p90: spread?.p90, overBudget }).toMatchInlineSnapshot(`
      {
        "overBudget": {
          "of": 2000,
          "samples": 998,
        },
        "p10": 5118204000000n,
        "p50": 5199716400000n,
        "p90": 5286935000000n,
      }
    `);
  });

  it('gives nearest-rank percentiles, mean and chance as a plain sort and count have them', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 400 }), fc.nat(4_000), (seed, samples, above) => {
        const seen: bigint[] = [];
        const budget = moneyOf(5_000_000_000_000n + BigInt(above) * 10n ** 8n);
        const watched = (inputs: Inputs) => {
          const sampled = cost(inputs);
          seen.push(sampled);
          return sampled;
        };
        const { spread, overBudget } = simulate(watched, base, { ...plan, seed, samples, budget });
        const sorted = seen.sort((a, b) => (a < b ? -1 : 1));
        expect(sorted.length).toBe(samples);
        // Nearest rank: the least sample that at least q % of the samples do not exceed.
        const rank = (percent: number) =>
          sorted.find((value) => sorted.filter((other) => other <= value).length * 100 >= percent * samples);
        expect([spread?.p10, spread?.p50, spread?.p90]).toEqual([rank(10), rank(50), rank(90)]);
        expect(overBudget).toEqual({ samples: sorted.filter((value) => value > budget).length, of: samples });
        const off = (spread?.mean ?? 0n) * BigInt(samples) - sorted.reduce((a, b) => a + b, 0n);
        expect(off * 2n <= BigInt(samples) && -off * 2n <= BigInt(samples)).toBe(true);
        const inBins = spread?.histogram.reduce((sum, bin) => sum + bin.samples, 0);
        expect([inBins, spread?.histogram[0]?.from, spread?.histogram.at(-1)?.to]).toEqual([
          samples,
          sorted[0],
          sorted.at(-1),
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('comes near the true quantiles of one uniform input', () => {
    const onlyTokens = { ...plan, samples: 20_000, uncertain: uncertain.slice(1) };
    // 100 users × $2 ÷ 10⁶ × tokens + $5: tokens of 600, 1,000 and 1,400 give $5.12, $5.20 and $5.28.
    const { spread, overBudget } = simulate(cost, base, onlyTokens);
    const cents = [spread?.p10, spread?.p50, spread?.p90].map((value) => Number(value) / 1e10);
    for (const [i, expected] of [512, 520, 528].entries())
      expect(Math.abs((cents[i] ?? 0) - expected)).toBeLessThan(0.3);
    expect(Math.abs((overBudget?.samples ?? 0) - 10_000)).toBeLessThan(300);
  });

  it('knows certainty: nothing uncertain, a budget never or always passed', () => {
    const certain = simulate(cost, base, { ...plan, uncertain: [], budget: parseMoney('5.2') });
    expect(certain.spread?.p10).toBe(parseMoney('5.2'));
    expect(certain.spread?.p90).toBe(parseMoney('5.2'));
    expect(certain.spread?.histogram).toEqual([
      { from: parseMoney('5.2'), to: parseMoney('5.2'), samples: 2_000 },
    ]);
    expect(certain.overBudget).toEqual({ samples: 0, of: 2_000 });
    const above = simulate(cost, base, { ...plan, budget: parseMoney('5') });
    expect(above.overBudget).toEqual({ samples: 2_000, of: 2_000 });
    expect(simulate(cost, base, { ...plan, budget: null }).overBudget).toBeNull();
  });

  it('shows no spread of only the samples that could be priced', () => {
    const partly = (inputs: Inputs) => ((inputs.users ?? 0) > 120 ? null : cost(inputs));
    const { spread, overBudget, unpriced } = simulate(partly, base, plan);
    expect([spread, overBudget]).toEqual([null, null]);
    expect(unpriced).toBeGreaterThan(0);
  });

  it('tells how far it is', () => {
    const run = simulateInSteps(cost, base, { ...plan, samples: 250 }, 100);
    expect([run.next().value, run.next().value]).toEqual([100, 200]);
    expect(run.next()).toMatchObject({ done: true, value: { samples: 250 } });
  });

  it.each([
    ['a seed below 0', { seed: -1 }, 'The seed'],
    ['no samples', { samples: 0 }, 'Draw 1 to'],
    ['an input twice', { uncertain: [...uncertain, ...uncertain] }, 'once only'],
    [
      'ends the wrong way round',
      { uncertain: [{ key: 'x', shape: 'uniform', low: 2, high: 1 }] },
      'in that order',
    ],
    ['no number', { uncertain: [{ key: 'x', shape: 'uniform', low: NaN, high: 1 }] }, 'in that order'],
  ] as [string, Partial<Simulation>, string][])('refuses %s', (_, wrong, message) => {
    expect(() => simulate(cost, base, { ...plan, ...wrong })).toThrow(message);
  });
});
