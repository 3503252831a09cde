import { invalid } from '../errors';
import type { Serving } from './hardware';
import { over, type Ratio, ratioOf, times } from './tokens-ratio';

/**
 * "Infrastructure-Level Optimisation" of the seed document "The New Currency of Enterprise AI". A lever changes how
 * hardware serves, never a price: memory levers let a replica fit on fewer GPUs at the throughput it had (true while
 * decoding waits for memory, as the document assumes with "lower hardware cost"), the others serve more.
 */
export const INFRASTRUCTURE_LEVERS = [
  'kvCacheCompression',
  'speculativeDecoding',
  'toolFusion',
  'quantisation',
] as const;
export type InfrastructureLever = (typeof INFRASTRUCTURE_LEVERS)[number];

export interface InfrastructureLeverDefinition {
  /** `cacheMemory` and `weightMemory` are divided by the strength, `throughput` multiplied; `tokens` lose that share. */
  touches: 'cacheMemory' | 'throughput' | 'tokens' | 'weightMemory';
  /** Published range of the strength, at most six decimals: a factor, or for `tokens` a share. */
  low: number;
  high: number;
  /** The strength that changes nothing. */
  neutral: number;
  /** The document's words for the range, and for what else it says of it. */
  says: string;
}

export const INFRASTRUCTURE_LEVER: Record<InfrastructureLever, InfrastructureLeverDefinition> = {
  kvCacheCompression: {
    touches: 'cacheMemory',
    low: 6,
    high: 20,
    neutral: 1,
    says: '6–20× memory reduction → lower hardware cost; its own text also says 70–90 % (3.3–10×)',
  },
  speculativeDecoding: {
    touches: 'throughput',
    low: 2,
    high: 5,
    neutral: 1,
    says: '2–5× throughput increase; its own measurement on A100 GPUs says a gain of 14–17 %',
  },
  toolFusion: {
    touches: 'tokens',
    low: 0.12,
    high: 0.4,
    neutral: 0,
    says: '12–40 % token reduction in multi-agent systems; an API would be asked for fewer tokens too',
  },
  quantisation: {
    touches: 'weightMemory',
    low: 2,
    high: 4,
    neutral: 1,
    says: '2–4× memory reduction: FP8 halves, INT4 quarters the weights',
  },
};

export type InfrastructureStrengths = Partial<Record<InfrastructureLever, number>>;

/** How the hardware serves with the levers pulled. A lever left out, or at its neutral strength, changes nothing. */
export function withInfrastructureLevers(serving: Serving, strengths: InfrastructureStrengths): Serving {
  return INFRASTRUCTURE_LEVERS.reduce((served, lever) => {
    const strength = strengths[lever];
    return strength === undefined ? served : pulled(served, lever, strength);
  }, serving);
}

function pulled(serving: Serving, lever: InfrastructureLever, value: number): Serving {
  const { touches } = INFRASTRUCTURE_LEVER[lever];
  const strength = strengthOf(lever, value);
  if (touches === 'cacheMemory') return { ...serving, cacheGb: over(serving.cacheGb, strength) };
  if (touches === 'weightMemory') return { ...serving, weightsGb: over(serving.weightsGb, strength) };
  if (touches === 'throughput')
    return { ...serving, tokensPerSecond: times(serving.tokensPerSecond, strength) };
  const left = { n: strength.d - strength.n, d: strength.d };
  return { ...serving, tokenShare: times(serving.tokenShare, left) };
}

/** From neutral up to the published high end: below the published low end a team may still have measured it. */
function strengthOf(lever: InfrastructureLever, value: number): Ratio {
  const { neutral, high } = INFRASTRUCTURE_LEVER[lever];
  if (!(value >= neutral && value <= high))
    throw invalid(`Set ${lever} between ${neutral} and ${high}.`, [
      { path: lever, code: 'range', message: `Between ${neutral} and ${high}.` },
    ]);
  return ratioOf(value);
}
