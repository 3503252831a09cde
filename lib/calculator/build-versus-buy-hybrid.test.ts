import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyOf, parseMoney } from '../money/money';
import { type HybridDemand, hybridPlan } from './build-versus-buy-hybrid';
import { SEED_OWN } from './build-versus-buy-seed';
import { ONE } from './tokens-ratio';

const whole = (n: bigint) => ({ n, d: 1n });
/** One replica a node; 120 million tokens a year: 10 million in each of twelve months. */
const own = {
  ...SEED_OWN,
  serving: {
    tokensPerSecond: { n: 120_000_000n, d: 31_536_000n },
    weightsGb: whole(640n),
    cacheGb: whole(0n),
    gpuGb: whole(80n),
    utilisation: ONE,
    tokenShare: ONE,
  },
};
const node = parseMoney('236698');
const months = (...weights: number[]) => weights.map(BigInt);
/** $5,000 a million tokens: a full node's tokens cost $600,000 on the API. */
const price = parseMoney('5000');

describe('a hybrid', () => {
  it('keeps the base on own nodes and the peak on the API, by hand', () => {
    // 10 a month, 50 in December: 160 million. One node serves 10 a month, 120 in all; 40 are left.
    const demand: HybridDemand = {
      tokensPerYear: 160_000_000n,
      profile: months(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5),
      apiOnlyShare: whole(0n),
    };
    const { best, allApi, mostOwn, candidates } = hybridPlan(demand, own, price);
    expect(best).toEqual({
      nodes: 1n,
      ownTokens: 120_000_000n,
      apiTokens: 40_000_000n,
      ownCost: node,
      apiCost: parseMoney('200000'),
      total: parseMoney('436698'),
    });
    expect(allApi).toMatchObject({ nodes: 0n, ownTokens: 0n, total: parseMoney('800000') });
    expect(mostOwn).toMatchObject({ nodes: 5n, apiTokens: 0n, total: node * 5n });
    expect(candidates.map(({ nodes }) => nodes)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
  });

  it('leaves on the API what must stay there', () => {
    const demand = { tokensPerYear: 160_000_000n, profile: months(1), apiOnlyShare: { n: 1n, d: 4n } };
    const { best } = hybridPlan(demand, own, price);
    expect(best).toMatchObject({ nodes: 1n, ownTokens: 120_000_000n, apiTokens: 40_000_000n });
    expect(hybridPlan({ ...demand, apiOnlyShare: ONE }, own, price).best.nodes).toBe(0n);
  });

  it('buys nothing where the API is cheaper', () => {
    const demand = { tokensPerYear: 160_000_000n, profile: months(1), apiOnlyShare: whole(0n) };
    expect(hybridPlan(demand, own, parseMoney('1')).best.nodes).toBe(0n);
  });

  it.each([
    ['no weight', { profile: months(0, 0) }, 'one weight'],
    ['a negative weight', { profile: months(2, -1) }, 'one weight'],
    ['a share above 1', { apiOnlyShare: whole(2n) }, 'between 0 and 1'],
  ])('refuses %s', (_, wrong, message) => {
    const demand = { tokensPerYear: 1_000n, profile: months(1), apiOnlyShare: whole(0n), ...wrong };
    expect(() => hybridPlan(demand, own, price)).toThrow(message);
  });

  it('agrees with exact fractions, keeps every token, and is never dearer than either extreme', () => {
    const profile = fc.array(fc.bigInt({ min: 0n, max: 50n }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 900_000_000n }),
        profile,
        fc.bigInt({ min: 0n, max: 100n }),
        fc.bigInt({ min: 1n, max: 10n ** 16n }).map(moneyOf),
        (tokensPerYear, weights, percent, pricePerMillion) => {
          const sum = weights.reduce((a, b) => a + b, 0n);
          fc.pre(sum > 0n);
          const demand = { tokensPerYear, profile: weights, apiOnlyShare: { n: percent, d: 100n } };
          const plan = hybridPlan(demand, own, pricePerMillion);
          for (const split of plan.candidates) {
            expect(split.ownTokens + split.apiTokens).toBe(tokensPerYear);
            expect(plan.best.total <= split.total).toBe(true);
            // All over the denominator 100 × Σ weights × periods.
            const periods = BigInt(weights.length);
            const served = weights.reduce((total, weight) => {
              const wanted = tokensPerYear * (100n - percent) * weight * periods;
              const room = split.nodes * 120_000_000n * 100n * sum;
              return total + (wanted < room ? wanted : room);
            }, 0n);
            const denominator = 100n * sum * periods;
            expect(split.ownTokens).toBe(served / denominator);
            expect(split.ownCost).toBe(node * split.nodes);
            const exact = (tokensPerYear * denominator - served) * pricePerMillion;
            const off = (split.apiCost * denominator * 1_000_000n - exact) * 2n;
            expect(off <= denominator * 1_000_000n && -off <= denominator * 1_000_000n).toBe(true);
          }
        },
      ),
    );
  });
});
