import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { type Bridge, bridgeOf, sumBridges } from './bridge';
import type { DriverCell, DriverPeriod } from './cell';
import { DRIVER_PARTS, type DriverPart } from './parts';

interface Line {
  model?: string;
  tier?: string;
  requests: bigint;
  /** input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning: of the whole cell. */
  quantities: bigint[];
  /** 10⁻¹² USD per token, in the same order. */
  unitPrices: bigint[];
  fee?: bigint;
  rate?: bigint;
}

const PRICES = [2_000_000n, 200_000n, 2_500_000n, 4_000_000n, 8_000_000n, 8_000_000n];

const classes = <T>(values: readonly T[]): Record<TokenClass, T> =>
  Object.fromEntries(TOKEN_CLASSES.map((name, index) => [name, values[index]])) as Record<TokenClass, T>;

function cell({ model = 'a', tier = 'standard', requests, fee = 0n, rate = 1n, ...line }: Line): DriverCell {
  const effectiveCost = line.quantities.reduce(
    (sum, quantity, index) => sum + quantity * (line.unitPrices[index] ?? 0n),
    fee * requests,
  );
  return {
    model,
    serviceTier: tier,
    requests,
    quantities: classes(line.quantities),
    unitPrices: classes(line.unitPrices.map((n) => ({ n, d: 1n }))),
    perRequest: { n: fee, d: 1n },
    effectiveCost,
    amount: effectiveCost * rate,
  };
}

const period = (lines: Line[], unpricedRequests = 0n): DriverPeriod => ({
  cells: lines.map(cell),
  unpricedRequests,
  fx: null,
});

/** 100 requests of 1,000 input, 400 from the cache, 200 output and 50 reasoning. */
const base: Line = {
  requests: 100n,
  quantities: [60_000n, 40_000n, 0n, 0n, 20_000n, 5_000n],
  unitPrices: PRICES,
};

const moved = (bridge: Bridge): Partial<Record<DriverPart, bigint>> =>
  Object.fromEntries(
    DRIVER_PARTS.filter((part) => bridge.parts[part] !== 0n).map((part) => [part, bridge.parts[part]]),
  );

describe('one cause gives one bar', () => {
  // 60,000 × 2 + 40,000 × 0.2 + 25,000 × 8 = 328,000 × 10⁻⁶ USD
  const before = period([base]);
  it('the base costs 0.328 USD', () => expect(before.cells[0]?.effectiveCost).toBe(328_000_000_000n));

  const only = (name: DriverPart, lines: Line[], amount: bigint, unpriced = 0n) =>
    it(name, () => expect(moved(bridgeOf(before, period(lines, unpriced)))).toEqual({ [name]: amount }));

  only(
    'volume',
    [{ ...base, requests: 150n, quantities: base.quantities.map((q) => (q * 3n) / 2n) }],
    164_000_000_000n,
  );
  only('price', [{ ...base, unitPrices: PRICES.map((p) => p / 2n) }], -164_000_000_000n);
  // 5,000 more reasoning tokens at 8
  only(
    'reasoningTokens',
    [{ ...base, quantities: [60_000n, 40_000n, 0n, 0n, 20_000n, 10_000n] }],
    40_000_000_000n,
  );
  // 5,000 fewer output tokens at 8
  only(
    'outputTokens',
    [{ ...base, quantities: [60_000n, 40_000n, 0n, 0n, 15_000n, 5_000n] }],
    -40_000_000_000n,
  );
  // the prompt twice as long, cached in the same share: 120,000 + 8,000 more
  only(
    'inputTokens',
    [{ ...base, quantities: [120_000n, 80_000n, 0n, 0n, 20_000n, 5_000n] }],
    128_000_000_000n,
  );
  // 20,000 tokens move from input to the cache: 20,000 × 1.8 less
  only(
    'cacheShare',
    [{ ...base, quantities: [40_000n, 60_000n, 0n, 0n, 20_000n, 5_000n] }],
    -36_000_000_000n,
  );
  only('fx', [{ ...base, rate: 3n }], 656_000_000_000n);

  it('model mix, also to a model that is new', () => {
    const half = { ...base, requests: 50n, quantities: base.quantities.map((q) => q / 2n) };
    const cheap = { ...half, model: 'b', unitPrices: PRICES.map((p) => p / 4n) };
    expect(moved(bridgeOf(before, period([half, cheap])))).toEqual({ modelMix: -123_000_000_000n });
  });
  it('service tier', () => {
    const half = { ...base, requests: 50n, quantities: base.quantities.map((q) => q / 2n) };
    const batch = { ...half, tier: 'batch', unitPrices: PRICES.map((p) => p / 2n) };
    expect(moved(bridgeOf(before, period([half, batch])))).toEqual({ serviceTier: -82_000_000_000n });
  });
  it('coverage: half of the requests had no price', () => {
    const half = { ...base, requests: 50n, quantities: base.quantities.map((q) => q / 2n) };
    expect(moved(bridgeOf(period([half], 50n), before))).toEqual({ coverage: 164_000_000_000n });
  });
  it('nothing: nothing', () => expect(moved(bridgeOf(before, period([{ ...base }])))).toEqual({}));
  it('a new workflow is volume, a stopped one too', () => {
    expect(moved(bridgeOf(period([]), before))).toEqual({ volume: 328_000_000_000n });
    expect(moved(bridgeOf(before, period([])))).toEqual({ volume: -328_000_000_000n });
  });
});

describe('several causes at once, by hand', () => {
  it('volume and price share what they made together', () => {
    // 10 requests × 100 tokens × 2 = 2,000; then 20 × 100 × 3 = 6,000.
    // Volume first: +2,000, then price +2,000; price first: +1,000, then volume +3,000. Averages 2,500 and 1,500.
    const line = (requests: bigint, price: bigint): Line => ({
      requests,
      quantities: [requests * 100n, 0n, 0n, 0n, 0n, 0n],
      unitPrices: [price, 0n, 0n, 0n, 0n, 0n],
    });
    expect(moved(bridgeOf(period([line(10n, 2n)]), period([line(20n, 3n)])))).toEqual({
      volume: 2_500n,
      price: 1_500n,
    });
  });
  it('three causes: volume ×2, prompt ×3, price ×5 of 1', () => {
    // The change of 29 by the Shapley value of a product from (1, 1, 1) to (2, 3, 5), each over the 3! orders:
    // volume 1 × (2·1 + 1·(3 + 5) + 2·15) = 40/6, prompt 2 × (2·1 + 1·(2 + 5) + 2·10) = 58/6,
    // price 4 × (2·1 + 1·(2 + 3) + 2·6) = 76/6. In whole digits 7, 10 and 13 are one too many: the first gives it.
    const line = (requests: bigint, each: bigint, price: bigint): Line => ({
      requests,
      quantities: [requests * each, 0n, 0n, 0n, 0n, 0n],
      unitPrices: [price, 0n, 0n, 0n, 0n, 0n],
    });
    const exact = bridgeOf(period([line(1n, 1n, 6n)]), period([line(2n, 3n, 30n)]));
    expect(moved(exact)).toEqual({ volume: 40n, inputTokens: 58n, price: 76n });
    const rounded = bridgeOf(period([line(1n, 1n, 1n)]), period([line(2n, 3n, 5n)]));
    expect(moved(rounded)).toEqual({ volume: 6n, inputTokens: 10n, price: 13n });
  });
});

const lineArbitrary = fc.record({
  model: fc.constantFrom('a', 'b', 'c'),
  tier: fc.constantFrom('standard', 'batch'),
  requests: fc.bigInt({ min: 1n, max: 10_000n }),
  quantities: fc.array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 9n })), {
    minLength: 6,
    maxLength: 6,
  }),
  unitPrices: fc.array(fc.bigInt({ min: 0n, max: 10n ** 8n }), { minLength: 6, maxLength: 6 }),
  fee: fc.constantFrom(0n, 10n ** 9n),
  rate: fc.bigInt({ min: 70_000_000_000n, max: 80_000_000_000n }),
});
const periodArbitrary: fc.Arbitrary<DriverPeriod> = fc
  .tuple(
    fc.uniqueArray(lineArbitrary, {
      selector: ({ model, tier }) => `${model} ${tier}`,
      maxLength: 5,
    }),
    fc.constantFrom(0n, 0n, 37n),
    fc.option(fc.constant({ n: 75_000_000_000n, d: 1n }), { nil: null }),
  )
  .map(([lines, unpriced, fx]) => ({ ...period(lines, unpriced), fx }));

const total = (bridge: Pick<Bridge, 'parts'>): bigint =>
  DRIVER_PARTS.reduce((sum, part) => sum + bridge.parts[part], 0n);

describe('for any two periods', () => {
  it('the parts sum to the change to the last digit, by model too', () => {
    fc.assert(
      fc.property(periodArbitrary, periodArbitrary, (before, after) => {
        const bridge = bridgeOf(before, after);
        expect(bridge.change).toBe(bridge.after - bridge.before);
        expect(total(bridge)).toBe(bridge.change);
        for (const part of DRIVER_PARTS)
          expect(bridge.byModel.reduce((sum, row) => sum + row.parts[part], 0n)).toBe(bridge.parts[part]);
      }),
    );
  });
  it('swapping them negates every part', () => {
    fc.assert(
      fc.property(periodArbitrary, periodArbitrary, (before, after) => {
        const [there, back] = [bridgeOf(before, after), bridgeOf(after, before)];
        for (const part of DRIVER_PARTS) expect(back.parts[part]).toBe(-there.parts[part]);
      }),
    );
  });
  it('neither the names of the models nor the order of the cells matters', () => {
    const renamed = ({ cells, ...rest }: DriverPeriod): DriverPeriod => ({
      ...rest,
      cells: cells.map((one) => ({ ...one, model: `${'cab'['abc'.indexOf(one.model)]}!` })).reverse(),
    });
    fc.assert(
      fc.property(periodArbitrary, periodArbitrary, (before, after) => {
        expect(bridgeOf(renamed(before), renamed(after)).parts).toEqual(bridgeOf(before, after).parts);
      }),
    );
  });
  it('what did not move has no part', () => {
    fc.assert(
      fc.property(periodArbitrary, fc.bigInt({ min: 1n, max: 9n }), (before, times) => {
        const after = {
          ...before,
          unpricedRequests: before.unpricedRequests * times,
          cells: before.cells.map((one) => ({
            ...one,
            requests: one.requests * times,
            quantities: classes(TOKEN_CLASSES.map((name) => one.quantities[name] * times)),
            effectiveCost: one.effectiveCost * times,
            amount: one.amount * times,
          })),
        };
        const bridge = bridgeOf(before, after);
        expect(bridge.parts.volume).toBe(bridge.change);
        expect(Object.keys(moved(bridge)).filter((part) => part !== 'volume')).toEqual([]);
      }),
    );
  });
  it('members add up', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(periodArbitrary, periodArbitrary), { maxLength: 4 }), (members) => {
        const sum = sumBridges(members.map(([before, after]) => bridgeOf(before, after)));
        expect(total(sum)).toBe(sum.change);
      }),
    );
  });
});

it('refuses a cell whose parts are not its cost', () => {
  const wrong = { ...cell(base), effectiveCost: 1n };
  expect(() => bridgeOf({ cells: [wrong], unpricedRequests: 0n, fx: null }, period([]))).toThrow(RangeError);
});
