import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, moneyOf, parseMoney } from '../money/money';
import {
  baseloadStanding,
  baseloadVolumes,
  breakdownAt,
  costCurve,
  costOverYears,
  volumeLadder,
} from './build-versus-buy';
import {
  type Arm,
  apiArm,
  costPerMillion,
  neocloudArm,
  type OwnHardware,
  ownArm,
  shareOfArm,
  tariffArm,
  yearCost,
} from './build-versus-buy-arms';
import { cheapestByVolume, crossings, firstAtLeast } from './build-versus-buy-crossings';
import { SEED_OWN, seedArms } from './build-versus-buy-seed';
import type { Serving } from './hardware';
import { ONE } from './tokens-ratio';

const usd = parseMoney;
const whole = (n: bigint) => ({ n, d: 1n });
const B = 1_000_000_000n;

/** A replica on `gpus` GPUs that serves n/d tokens a year. */
const serves = (n: bigint, d = 1n, gpus = 1n): Serving => ({
  tokensPerSecond: { n, d: d * 31_536_000n },
  weightsGb: whole(gpus * 80n),
  cacheGb: whole(0n),
  gpuGb: whole(80n),
  utilisation: ONE,
  tokenShare: ONE,
});

describe('arms', () => {
  it('cost what hand work says', () => {
    // 10B tokens at $5 a million; 8 GPUs × 8,760 h × $2.50; one node of the document.
    const { api, neocloud, own } = seedArms({ apiPerMillion: usd('5') });
    expect(yearCost(api, 10n * B)).toBe(usd('50000'));
    expect(yearCost(neocloud, 10n * B)).toBe(usd('175200'));
    expect(yearCost(own, 10n * B)).toBe(usd('236698'));
    // A node serves 48.972B: 100B take 3 nodes, or 100 ÷ 48.972 of a rented replica's year.
    expect(yearCost(own, 100n * B)).toBe(usd('710094'));
    expect(yearCost(neocloud, 97_944_000_000n)).toBe(usd('350400'));
    expect(costPerMillion(own, 10n * B)).toBe(usd('23.6698'));
    expect(costPerMillion(own, 0n)).toBeNull();
  });

  it('rent whole replicas where the neocloud bills them so', () => {
    const rented = neocloudArm({
      gpuHourPrice: usd('1'),
      serving: serves(100n),
      reservedReplicas: 2n,
      aboveReserve: 'whole_replicas',
    });
    expect([0n, 200n, 201n, 301n].map((tokens) => yearCost(rented, tokens))).toEqual([
      usd('17520'),
      usd('17520'),
      usd('26280'),
      usd('35040'),
    ]);
  });

  it('fill nodes with whole replicas only', () => {
    // 3 GPUs a replica, 8 a node: 2 replicas of 100 tokens in the first node, 5 in two, 8 in three.
    const own = ownArm({ ...SEED_OWN, serving: serves(100n, 1n, 3n) });
    const nodes = [200n, 201n, 500n, 501n, 800n, 801n].map((tokens) => yearCost(own, tokens) / usd('236698'));
    expect(nodes).toEqual([1n, 2n, 2n, 3n, 3n, 4n]);
  });

  it('sum over three years, each year at its own volume', () => {
    const { own } = seedArms();
    expect(costOverYears(own, [10n * B, 50n * B, 300n * B])).toBe(usd('236698') * (1n + 2n + 7n));
  });
});

describe('the curve', () => {
  it('has a rung for 1, 2 and 5 of every decade', () => {
    expect(volumeLadder(B, 20n * B)).toEqual([B, 2n * B, 5n * B, 10n * B, 20n * B]);
  });

  it('says a year, three years and a million tokens for each arm', () => {
    const { api, own } = seedArms({ apiPerMillion: usd('6') });
    expect(costCurve([api, own], [10n * B])).toEqual([
      {
        tokensPerYear: 10n * B,
        arms: [
          { key: 'api', yearly: usd('60000'), threeYears: usd('180000'), perMillion: usd('6') },
          { key: 'own', yearly: usd('236698'), threeYears: usd('710094'), perMillion: usd('23.6698') },
        ],
      },
    ]);
  });
});

describe('crossings', () => {
  it('are found where hand work puts them', () => {
    // $236,698 ÷ $10 a million = 23,669.8 million tokens, and strictly less from the next token on.
    const { own } = seedArms();
    expect(crossings(apiArm(usd('10')), own, 48n * B)).toEqual({
      cheaperAtFirst: 'api',
      all: [{ tokensPerYear: 23_669_800_001n, cheaper: 'own' }],
    });
  });

  it('are several where hardware comes in steps', () => {
    // 100 tokens a node at $236,698; the API $3,000 a token: own wins from 79 to 100, loses to 157, and so on.
    const own = ownArm({ ...SEED_OWN, serving: serves(100n, 1n, 8n) });
    const api = apiArm(usd('3000000000'));
    expect(crossings(api, own, 260n).all).toEqual([
      { tokensPerYear: 79n, cheaper: 'own' },
      { tokensPerYear: 101n, cheaper: 'api' },
      { tokensPerYear: 158n, cheaper: 'own' },
      { tokensPerYear: 201n, cheaper: 'api' },
      { tokensPerYear: 237n, cheaper: 'own' },
    ]);
  });

  it('need a strict difference: equal arms never cross', () => {
    expect(crossings(apiArm(usd('3')), apiArm(usd('3'), 'same'), B)).toEqual({
      cheaperAtFirst: null,
      all: [],
    });
  });

  it('refuse a volume of too many steps rather than hang', () => {
    const own = ownArm({ ...SEED_OWN, serving: serves(1n, 1n, 8n) });
    expect(() => crossings(apiArm(usd('1')), own, 10n ** 9n)).toThrow('smaller volume');
  });

  const picos = (max: bigint) => fc.bigInt({ min: 1n, max }).map((n) => moneyOf(n));
  const capacity = fc.tuple(fc.bigInt({ min: 3n, max: 400n }), fc.bigInt({ min: 1n, max: 7n }));
  const gpus = fc.bigInt({ min: 1n, max: 10n });

  /** An arm of the engine, and the same cost as a fraction worked out from first principles. */
  interface Pair {
    arm: Arm;
    cost(tokens: bigint): { n: bigint; d: bigint };
  }
  const ceil = (n: bigint, d: bigint) => (n + d - 1n) / d;
  const atLeastOne = (n: bigint) => (n < 1n ? 1n : n);

  const apiPair = picos(60_000n).map(
    (price): Pair => ({ arm: apiArm(moneyOf(price * 1_000_000n)), cost: (v) => ({ n: price * v, d: 1n }) }),
  );
  const tariffPair = fc.tuple(picos(4_000_000n), picos(20_000n)).map(
    ([fixed, price]): Pair => ({
      arm: tariffArm('tariff', { fixed, perMillion: price }),
      cost: (v) => ({ n: fixed * 1_000_000n + price * v, d: 1_000_000n }),
    }),
  );
  const ownPair = fc
    .tuple(picos(3_000_000n), picos(500_000n), capacity, gpus)
    .map(([nodePrice, facilities, [n, d], g]): Pair => {
      const yearly = { facilities, software: moneyOf(7n), networking: moneyOf(11n) };
      const own: OwnHardware = { nodePrice, gpusPerNode: 8n, years: 3n, yearly, serving: serves(n, d, g) };
      return {
        arm: ownArm(own),
        cost: (v) => {
          const nodes = ceil(atLeastOne(ceil(v * d, n)) * g, 8n);
          return { n: nodes * (nodePrice + 3n * (facilities + 18n)), d: 3n };
        },
      };
    });
  const neocloudPair = fc
    .tuple(picos(60n), capacity, gpus, fc.bigInt({ min: 0n, max: 3n }), fc.boolean())
    .map(([gpuHourPrice, [n, d], g, reservedReplicas, byUse]): Pair => {
      const aboveReserve = byUse ? 'by_use' : 'whole_replicas';
      const year = gpuHourPrice * g * 8_760n;
      return {
        arm: neocloudArm({ gpuHourPrice, serving: serves(n, d, g), reservedReplicas, aboveReserve }),
        cost: (v) => {
          if (v * d <= reservedReplicas * n) return { n: reservedReplicas * year, d: 1n };
          return byUse ? { n: year * v * d, d: n } : { n: year * atLeastOne(ceil(v * d, n)), d: 1n };
        },
      };
    });
  const anyPair = fc.oneof(apiPair, tariffPair, ownPair, neocloudPair);
  const UP_TO = 400n;

  it('and costs agree with a walk over every single token, in fractions', () => {
    fc.assert(
      fc.property(anyPair, anyPair, (first, second) => {
        const a = first;
        const b = { ...second, arm: { ...second.arm, key: 'b' } };
        const expected: { tokensPerYear: bigint; cheaper: string }[] = [];
        let firstEqual: bigint | null = null;
        for (let v = 1n; v <= UP_TO; v += 1n) {
          const [x, y] = [a.cost(v), b.cost(v)];
          const difference = x.n * y.d - y.n * x.d;
          if (difference >= 0n) firstEqual ??= v;
          const off = yearCost(a.arm, v) * x.d - x.n;
          if (off * 2n > x.d || -off * 2n > x.d)
            throw new Error(`${a.arm.key} at ${v} is off by ${off} ÷ ${x.d}`);
          const cheaper = difference < 0n ? a.arm.key : 'b';
          if (difference !== 0n && expected.at(-1)?.cheaper !== cheaper)
            expected.push({ tokensPerYear: v, cheaper });
        }
        const found = crossings(a.arm, b.arm, UP_TO);
        const start = found.cheaperAtFirst;
        const all = start === null ? found.all : [{ tokensPerYear: 1n, cheaper: start }, ...found.all];
        expect(all).toEqual(expected);
        expect(firstAtLeast(a.arm, b.arm, UP_TO)).toBe(firstEqual);
      }),
      { numRuns: 200 },
    );
  });

  it('name the cheapest of three as a walk over every token does', () => {
    fc.assert(
      fc.property(apiPair, neocloudPair, ownPair, (api, neocloud, own) => {
        const pairs = [api, neocloud, own];
        const rows = cheapestByVolume(
          pairs.map(({ arm }) => arm),
          UP_TO,
        );
        for (let v = 1n; v <= UP_TO; v += 1n) {
          const row = rows.findLast(({ tokensPerYear }) => tokensPerYear <= v);
          const named = pairs.find(({ arm }) => arm.key === row?.cheapest)?.cost(v);
          for (const { cost } of pairs) {
            const other = cost(v);
            if (!named || named.n * other.d > other.n * named.d) throw new Error(`Not the cheapest at ${v}.`);
          }
        }
      }),
    );
  });
});

describe('the breakdown', () => {
  it("is the document's four parts, twice for two nodes", () => {
    expect(breakdownAt(SEED_OWN, 50n * B)).toEqual({
      nodes: 2n,
      total: usd('473396'),
      parts: {
        compute: usd('250160'),
        facilities: usd('81340'),
        software: usd('79292'),
        networking: usd('62604'),
      },
    });
  });

  it('sums to its total where three years do not divide the price', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => moneyOf(n));
    fc.assert(
      fc.property(amount, amount, amount, amount, (nodePrice, facilities, software, networking) => {
        fc.pre(nodePrice + facilities + software + networking > 0n);
        const { total, parts } = breakdownAt(
          { ...SEED_OWN, nodePrice, yearly: { facilities, software, networking } },
          B,
        );
        expect(Object.values(parts).reduce<bigint>((sum, part) => sum + part, 0n)).toBe(total);
      }),
    );
  });
});

describe('the 60–70 % rule', () => {
  it.each([
    ['59.999999', 'below'],
    ['60', 'reached'],
    ['70', 'reached'],
    ['70.000001', 'past'],
    ['140', 'past'],
  ])('of $100 of own hardware, $%s of cloud is %s', (cloud, standing) => {
    expect(baseloadStanding(usd(cloud), usd('100'))?.standing).toBe(standing);
  });

  it('is silent where nothing is projected', () => {
    expect(baseloadStanding(usd('1'), usd('0'))).toBeNull();
  });

  it('finds the volumes: 60 %, 70 % and all of $236,698 at $10 a million', () => {
    const { own } = seedArms();
    expect(baseloadVolumes(apiArm(usd('10')), own, 48n * B)).toEqual({
      reached: 14_201_880_000n,
      past: 16_568_860_000n,
      equal: 23_669_800_000n,
    });
    expect(baseloadVolumes(apiArm(usd('1')), own, 48n * B).reached).toBeNull();
  });

  it('takes the share of every part of an arm', () => {
    const half = shareOfArm(tariffArm('t', { fixed: usd('10'), perMillion: usd('4') }), { n: 1n, d: 2n });
    expect(yearCost(half, 1_000_000n)).toBe(usd('7') as Money);
  });
});
