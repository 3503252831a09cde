import { describe, expect, it } from 'vitest';
import { gpusPerReplica, replicasFor, type Serving, yearlyTokensPerReplica } from './hardware';
import { ONE } from './tokens-ratio';

const whole = (n: bigint) => ({ n, d: 1n });

/** A 70-billion-parameter model in FP16 (140 GB) with 160 GB of cache on A100 80 GB: the document's 4 GPUs. */
const llama: Serving = {
  tokensPerSecond: whole(1_000n),
  weightsGb: whole(140n),
  cacheGb: whole(160n),
  gpuGb: whole(80n),
  utilisation: { n: 1n, d: 2n },
  tokenShare: ONE,
};

describe('hardware', () => {
  it('holds a replica on whole GPUs, one at least', () => {
    expect(gpusPerReplica(llama)).toBe(4n);
    expect(gpusPerReplica({ ...llama, cacheGb: whole(181n) })).toBe(5n);
    expect(gpusPerReplica({ ...llama, weightsGb: whole(0n), cacheGb: whole(0n) })).toBe(1n);
  });

  it('serves throughput × 31,536,000 seconds × utilisation, by hand', () => {
    const { n, d } = yearlyTokensPerReplica(llama);
    expect(n / d).toBe(15_768_000_000n);
    const fused = yearlyTokensPerReplica({ ...llama, tokenShare: { n: 4n, d: 5n } });
    expect(fused.n / fused.d).toBe(19_710_000_000n);
  });

  it('takes whole replicas, one for the first token', () => {
    const at = (tokens: bigint) => replicasFor(llama, tokens);
    expect([at(0n), at(1n), at(15_768_000_000n), at(15_768_000_001n), at(47_304_000_001n)]).toEqual([
      1n,
      1n,
      1n,
      2n,
      4n,
    ]);
  });

  it('serves nothing without a throughput', () => {
    expect(() => replicasFor({ ...llama, tokensPerSecond: whole(0n) }, 1n)).toThrow('tokens a second');
  });
});
