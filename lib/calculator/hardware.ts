import { invalid } from '../errors';
import { over, plus, type Ratio, times } from './tokens-ratio';

/** 365 days, as the published GPU-hour figures count a year. */
export const HOURS_PER_YEAR = 8_760n;
const SECONDS_PER_YEAR = HOURS_PER_YEAR * 3_600n;

/**
 * How one copy of an open-weights model (a replica) serves. All figures are exact ratios. Throughput has no default:
 * no seed document states one, and every self-hosted figure is proportional to it.
 */
export interface Serving {
  /** Tokens a replica processes in a second under load, input and output together. */
  tokensPerSecond: Ratio;
  /** GB (10⁹ bytes) of the replica's weights, and of its key-value cache at that load. */
  weightsGb: Ratio;
  cacheGb: Ratio;
  /** GB of one GPU. */
  gpuGb: Ratio;
  /** Share of the year's seconds that the replica is under load, above 0 to 1. */
  utilisation: Ratio;
  /** Share of the tokens that is still to be processed after tool fusion, above 0 to 1. */
  tokenShare: Ratio;
}

/** GPUs that hold one replica: ⌈(weights + cache) ÷ memory of a GPU⌉, at least one. */
export function gpusPerReplica({ weightsGb, cacheGb, gpuGb }: Serving): bigint {
  const gpus = roundUp(over(plus(weightsGb, cacheGb), gpuGb));
  return gpus < 1n ? 1n : gpus;
}

/** Tokens asked for in a year that one replica serves: throughput × seconds × utilisation ÷ token share. */
export function yearlyTokensPerReplica({ tokensPerSecond, utilisation, tokenShare }: Serving): Ratio {
  const processed = times(times(tokensPerSecond, { n: SECONDS_PER_YEAR, d: 1n }), utilisation);
  if (processed.n <= 0n || tokenShare.n <= 0n)
    throw invalid('Say how many tokens a second the hardware serves: above zero.');
  return over(processed, tokenShare);
}

/** Replicas that serve so many tokens a year; one at least, since it must be there for the first token. */
export function replicasFor(serving: Serving, tokensPerYear: bigint): bigint {
  const { n, d } = yearlyTokensPerReplica(serving);
  const replicas = roundUp({ n: tokensPerYear * d, d: n });
  return replicas < 1n ? 1n : replicas;
}

/** The smallest whole number that is not below the ratio; ratios here are never below zero. */
export const roundUp = ({ n, d }: Ratio): bigint => (n + d - 1n) / d;
export const roundDown = ({ n, d }: Ratio): bigint => n / d;
