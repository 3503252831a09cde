import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney } from '../money/money';
import { neocloudArm, ownArm, yearCost } from './build-versus-buy-arms';
import { SEED_OWN, SEED_SERVING } from './build-versus-buy-seed';
import { gpusPerReplica, yearlyTokensPerReplica } from './hardware';
import {
  INFRASTRUCTURE_LEVER,
  INFRASTRUCTURE_LEVERS,
  type InfrastructureStrengths,
  withInfrastructureLevers,
} from './infrastructure-levers';

const neutral = Object.fromEntries(
  INFRASTRUCTURE_LEVERS.map((lever) => [lever, INFRASTRUCTURE_LEVER[lever].neutral]),
);
const tokens = (strengths: InfrastructureStrengths) => {
  const { n, d } = yearlyTokensPerReplica(withInfrastructureLevers(SEED_SERVING, strengths));
  return n / d;
};
const gpus = (strengths: InfrastructureStrengths) =>
  gpusPerReplica(withInfrastructureLevers(SEED_SERVING, strengths));

describe('infrastructure levers', () => {
  it('act on memory or throughput, worked out by hand on 140 + 1,200 GB over GPUs of 180 GB', () => {
    expect(gpus({})).toBe(8n);
    expect(gpus({ quantisation: 4 })).toBe(7n); // 35 + 1,200 = 1,235 GB
    expect(gpus({ kvCacheCompression: 6 })).toBe(2n); // 140 + 200 = 340 GB
    expect(gpus({ kvCacheCompression: 20, quantisation: 4 })).toBe(1n); // 35 + 60 = 95 GB
    expect(tokens({})).toBe(48_972_000_000n);
    expect(tokens({ speculativeDecoding: 2.5 })).toBe(122_430_000_000n);
    expect(tokens({ toolFusion: 0.4 })).toBe(81_620_000_000n);
    expect(tokens({ kvCacheCompression: 20, quantisation: 4 })).toBe(48_972_000_000n);
  });

  it('fit "Llama 70B at INT4 on 2× A100 80GB vs 4× in FP16" with 85 to 125 GB of cache', () => {
    const a100 = { ...SEED_SERVING, cacheGb: { n: 120n, d: 1n }, gpuGb: { n: 80n, d: 1n } };
    expect(gpusPerReplica(a100)).toBe(4n);
    expect(gpusPerReplica(withInfrastructureLevers(a100, { quantisation: 4 }))).toBe(2n);
  });

  it('change nothing when left out or neutral', () => {
    expect(withInfrastructureLevers(SEED_SERVING, {})).toBe(SEED_SERVING);
    for (const volume of [1n, 10n ** 10n, 10n ** 12n]) {
      const serving = withInfrastructureLevers(SEED_SERVING, neutral);
      expect(yearCost(ownArm({ ...SEED_OWN, serving }), volume)).toBe(yearCost(ownArm(SEED_OWN), volume));
    }
  });

  it.each([
    ['kvCacheCompression', 0.5],
    ['kvCacheCompression', 20.1],
    ['speculativeDecoding', 6],
    ['toolFusion', 0.41],
    ['quantisation', Number.NaN],
  ])('refuse %s at %d', (lever, strength) => {
    expect(() => withInfrastructureLevers(SEED_SERVING, { [lever]: strength })).toThrow(
      `Set ${lever} between`,
    );
  });

  const strengths = fc.record(
    Object.fromEntries(
      INFRASTRUCTURE_LEVERS.map((lever) => {
        const { neutral: low, high } = INFRASTRUCTURE_LEVER[lever];
        return [lever, fc.integer({ min: low * 1000, max: high * 1000 }).map((value) => value / 1000)];
      }),
    ),
    { requiredKeys: [] },
  );

  it('never raise the cost of hardware that is owned or rented, alone or together', () => {
    const volume = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(
        strengths,
        volume,
        fc.constantFrom(1n, 2n, 8n, 72n),
        (pulled, tokensPerYear, gpusPerNode) => {
          const serving = withInfrastructureLevers(SEED_SERVING, pulled);
          const own = { ...SEED_OWN, gpusPerNode };
          expect(
            yearCost(ownArm({ ...own, serving }), tokensPerYear) <= yearCost(ownArm(own), tokensPerYear),
          ).toBe(true);
          const rent = (at: typeof serving) =>
            neocloudArm({
              gpuHourPrice: parseMoney('2.5'),
              serving: at,
              reservedReplicas: 0n,
              aboveReserve: 'whole_replicas',
            });
          expect(yearCost(rent(serving), tokensPerYear) <= yearCost(rent(SEED_SERVING), tokensPerYear)).toBe(
            true,
          );
        },
      ),
    );
  });
});
