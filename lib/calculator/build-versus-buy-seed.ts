import { type Money, parseMoney } from '../money/money';
import { type Arm, apiArm, neocloudArm, type OwnHardware, ownArm, roundMoney } from './build-versus-buy-arms';
import { cheapestByVolume } from './build-versus-buy-crossings';
import { GPUS_PER_NODE, PUBLISHED_TCO, PUBLISHED_TOTAL } from './build-versus-buy-published';
import { HOURS_PER_YEAR, type Serving } from './hardware';
import { minus, ONE, over, type Ratio, times } from './tokens-ratio';

const SECONDS_PER_YEAR = HOURS_PER_YEAR * 3_600n;

/**
 * The document states no throughput. Its year 2 implies one: 300 billion tokens for $1.45M, and a node is $236,698
 * a year, so a node serves 300B × 236,698 ÷ 1,450,000 = 48.972 billion tokens a year, 1,553 a second.
 */
const [, year2] = PUBLISHED_TCO.years;
export const SEED_TOKENS_PER_NODE: Ratio = {
  n: year2.tokensPerYear * PUBLISHED_TOTAL,
  d: year2.own,
};

/** One replica fills one node of eight GPUs. The memory is our example: a 70B model in FP16 and its cache on B200. */
export const SEED_SERVING: Serving = {
  tokensPerSecond: over(SEED_TOKENS_PER_NODE, { n: SECONDS_PER_YEAR, d: 1n }),
  weightsGb: { n: 140n, d: 1n },
  cacheGb: { n: 1_200n, d: 1n },
  gpuGb: { n: 180n, d: 1n },
  utilisation: ONE,
  tokenShare: ONE,
};

/** The published breakdown as hardware: compute of three years is the node's price. */
export const SEED_OWN: OwnHardware = {
  nodePrice: parseMoney('375240'),
  gpusPerNode: GPUS_PER_NODE,
  years: 3n,
  yearly: {
    facilities: PUBLISHED_TCO.breakdown.parts.facilities,
    software: PUBLISHED_TCO.breakdown.parts.software,
    networking: PUBLISHED_TCO.breakdown.parts.networking,
  },
  serving: SEED_SERVING,
};

/** The document's year 2, $3.50M for 300 billion tokens, as a price: the only one of its API arm near its list. */
export const SEED_API_PER_MILLION: Money = roundMoney({
  n: year2.api * 1_000_000n,
  d: year2.tokensPerYear,
});

/** The middle of the published $1–$4 a GPU-hour. */
export const SEED_GPU_HOUR: Money = parseMoney('2.5');

export interface ThreeArms {
  api: Arm;
  neocloud: Arm;
  own: Arm;
}

/** The three arms with the document's inputs, any of them changed. One replica is rented around the clock. */
export function seedArms({
  apiPerMillion = SEED_API_PER_MILLION,
  gpuHourPrice = SEED_GPU_HOUR,
  own = SEED_OWN,
}: {
  apiPerMillion?: Money;
  gpuHourPrice?: Money;
  own?: OwnHardware;
} = {}): ThreeArms {
  const { serving } = own;
  return {
    api: apiArm(apiPerMillion),
    neocloud: neocloudArm({ gpuHourPrice, serving, reservedReplicas: 1n, aboveReserve: 'by_use' }),
    own: ownArm(own),
  };
}

export const PUBLISHED_PAIRS = ['neocloudBelowApi', 'ownBelowApi', 'ownBelowBoth'] as const;
export type PublishedPair = (typeof PUBLISHED_PAIRS)[number];

export interface CrossingComparison {
  pair: PublishedPair;
  published: bigint;
  /** First volume from which it holds; null: not up to the volume looked at. */
  first: bigint | null;
  /** Volume from which it holds for good, as far as looked; null: it does not at the end. */
  lasting: bigint | null;
}

/** Far enough to see what happens well beyond the published points, in tokens a year. */
export const SEED_UP_TO = 1_000_000_000_000n;

/** The published crossing points beside those of any three arms. */
export function compareCrossings(
  { api, neocloud, own }: ThreeArms,
  upTo: bigint = SEED_UP_TO,
): CrossingComparison[] {
  const rows = {
    neocloudBelowApi: { key: neocloud.key, turns: cheapestByVolume([api, neocloud], upTo) },
    ownBelowApi: { key: own.key, turns: cheapestByVolume([api, own], upTo) },
    ownBelowBoth: { key: own.key, turns: cheapestByVolume([api, neocloud, own], upTo) },
  };
  return PUBLISHED_PAIRS.map((pair) => {
    const { key, turns } = rows[pair];
    const last = turns.at(-1);
    return {
      pair,
      published: PUBLISHED_TCO.crossings[pair],
      first: turns.find(({ cheapest }) => cheapest === key)?.tokensPerYear ?? null,
      lasting: last?.cheapest === key ? last.tokensPerYear : null,
    };
  });
}

/**
 * What the three published points say together, with one node that carries all of it at the published $236,698 a
 * year: the API price where own hardware equals it at 67B, and the yearly fee and price per million of a neocloud
 * that equals the API at 49B and own hardware at 84B. Only a two-part tariff can: with GPUs alone on both sides,
 * whichever GPU-hour is cheaper is cheaper at every volume, and there is no third point.
 */
export interface ImpliedInputs {
  apiPerMillion: Money;
  neocloudYearlyFee: Money;
  neocloudPerMillion: Money;
  /** The fee over the GPU-hours of a node's year. */
  neocloudFeePerGpuHour: Money;
  arms: ThreeArms;
}

export function impliedInputs(): ImpliedInputs {
  const { neocloudBelowApi, ownBelowApi, ownBelowBoth } = PUBLISHED_TCO.crossings;
  const own: Ratio = { n: PUBLISHED_TOTAL, d: 1n };
  const volume = (tokens: bigint): Ratio => ({ n: tokens, d: 1n });
  const api = over(own, volume(ownBelowApi));
  const atFirst = times(api, volume(neocloudBelowApi));
  const perToken = over(minus(own, atFirst), volume(ownBelowBoth - neocloudBelowApi));
  const fee = minus(atFirst, times(perToken, volume(neocloudBelowApi)));
  const million = volume(1_000_000n);
  return {
    apiPerMillion: roundMoney(times(api, million)),
    neocloudYearlyFee: roundMoney(fee),
    neocloudPerMillion: roundMoney(times(perToken, million)),
    neocloudFeePerGpuHour: roundMoney(over(fee, volume(GPUS_PER_NODE * HOURS_PER_YEAR))),
    arms: {
      api: straight('api', { n: 0n, d: 1n }, api),
      neocloud: straight('neocloud', fee, perToken),
      own: straight('own', own, { n: 0n, d: 1n }),
    },
  };
}

const straight = (key: string, fixed: Ratio, perToken: Ratio): Arm => ({
  key,
  lineAt: () => ({ fixed, perToken, until: null }),
});
