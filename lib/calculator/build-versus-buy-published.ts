import { type Money, moneyOf, parseMoney } from '../money/money';
import { COST_PARTS, type CostPart } from './build-versus-buy';
import { roundMoney } from './build-versus-buy-arms';
import { HOURS_PER_YEAR } from './hardware';
import { compare, type Ratio } from './tokens-ratio';

const BILLION = 1_000_000_000n;

/**
 * Section "Build vs Buy" of the seed document "The New Currency of Enterprise AI", as printed; it names Deloitte,
 * "The Pivot to Tokenomics" (2025) as its source. Amounts are US dollars, volumes tokens a year.
 */
export const PUBLISHED_TCO = {
  crossings: {
    neocloudBelowApi: 49n * BILLION,
    ownBelowApi: 67n * BILLION,
    ownBelowBoth: 84n * BILLION,
  },
  /** "Best below ~7B tokens/month", of the API. */
  apiBestBelowPerMonth: 7n * BILLION,
  years: [
    {
      key: 'year1',
      tokensPerYear: 10n * BILLION,
      api: parseMoney('1060000'),
      neocloud: parseMoney('970000'),
      own: parseMoney('490000'),
    },
    {
      key: 'year2',
      tokensPerYear: 300n * BILLION,
      api: parseMoney('3500000'),
      neocloud: parseMoney('2720000'),
      own: parseMoney('1450000'),
    },
  ],
  /** "AI Factory TCO Breakdown (10B tokens/year = $1.45M)". */
  breakdown: {
    tokensPerYear: 10n * BILLION,
    headline: parseMoney('1450000'),
    parts: {
      compute: parseMoney('125080'),
      facilities: parseMoney('40670'),
      software: parseMoney('39646'),
      networking: parseMoney('31302'),
    } satisfies Record<CostPart, Money>,
    percent: { compute: 53, facilities: 17, software: 17, networking: 13 } satisfies Record<CostPart, number>,
  },
  neocloudGpuHour: { low: parseMoney('1'), high: parseMoney('4') },
  /** "~$1–$2/GPU hour amortised". */
  ownGpuHour: { low: parseMoney('1'), high: parseMoney('2') },
  apiPerMillionOutput: { low: parseMoney('0.075'), high: parseMoney('168') },
  /** "3-year horizon: AI factory delivers 50%+ savings vs API". */
  savingShare: { n: 50n, d: 100n } as Ratio,
} as const;

/** The HGX B200 that the breakdown names is sold with eight GPUs; the document does not print the number. */
export const GPUS_PER_NODE = 8n;

export const PUBLISHED_TOTAL: Money = moneyOf(
  COST_PARTS.reduce((sum, part) => sum + PUBLISHED_TCO.breakdown.parts[part], 0n),
);

export const PUBLISHED_CHECKS = [
  'breakdown_sum',
  'breakdown_volume',
  'breakdown_percent',
  'api_price',
  'crossing_order',
  'own_saving',
  'api_monthly_bound',
  'own_gpu_hour_compute',
  'own_gpu_hour_all_in',
] as const;
export type PublishedCheckKey = (typeof PUBLISHED_CHECKS)[number];

/** A published statement against what its own figures give. Money is exact or rounded once to 10⁻¹² USD. */
export interface PublishedCheck {
  key: PublishedCheckKey;
  published: string;
  computed: Money[] | bigint[] | Ratio[];
  unit: 'usd' | 'usd_per_million' | 'usd_per_gpu_hour' | 'share' | 'tokens_per_month';
  follows: boolean;
}

/** Which of the published statements follow from the others. */
export function publishedChecks(): PublishedCheck[] {
  const { breakdown, years, crossings, savingShare } = PUBLISHED_TCO;
  const [year1, year2] = years;
  const shares = COST_PARTS.map((part) => ({ n: breakdown.parts[part] as bigint, d: PUBLISHED_TOTAL }));
  const apiPrices = years.map(({ api, tokensPerYear }) => perMillion(api, tokensPerYear));
  const savings = years.map(({ api, own }) => ({ n: api - own, d: api as bigint }));
  const monthly = crossings.ownBelowBoth / 12n;
  const computeHour = perGpuHour(breakdown.parts.compute);
  const allInHour = perGpuHour(PUBLISHED_TOTAL);
  const inOwnRange = (price: Money) =>
    price >= PUBLISHED_TCO.ownGpuHour.low && price <= PUBLISHED_TCO.ownGpuHour.high;
  return [
    {
      key: 'breakdown_sum',
      published: '$1.45M annual TCO = $125,080 + $40,670 + $39,646 + $31,302',
      computed: [PUBLISHED_TOTAL],
      unit: 'usd',
      follows: PUBLISHED_TOTAL === breakdown.headline,
    },
    {
      key: 'breakdown_volume',
      published: '10B tokens/year = $1.45M, and year 1 of 10B tokens: factory $0.49M',
      computed: [breakdown.headline, year1.own],
      unit: 'usd',
      follows: breakdown.headline === year1.own,
    },
    {
      key: 'breakdown_percent',
      published: '53 % · 17 % · 17 % · 13 %',
      computed: shares,
      unit: 'share',
      follows: shares.every(
        (share, i) => wholePercent(share) === breakdown.percent[COST_PARTS[i] as CostPart],
      ),
    },
    {
      key: 'api_price',
      published: 'API costs scale linearly: $1.06M for 10B tokens, $3.50M for 300B',
      computed: apiPrices,
      unit: 'usd_per_million',
      follows: apiPrices[0] === apiPrices[1],
    },
    {
      key: 'crossing_order',
      published: 'Neocloud below API from 49B, factory below API from 67B; at 10B: $1.06M, $0.97M, $0.49M',
      computed: [year1.api, year1.neocloud, year1.own],
      unit: 'usd',
      follows: year1.neocloud >= year1.api && year1.own >= year1.api,
    },
    {
      key: 'own_saving',
      published: 'AI factory delivers 50%+ savings vs API',
      computed: savings,
      unit: 'share',
      follows: savings.every((share) => compare(share, savingShare) >= 0) && year2.own < year2.api,
    },
    {
      key: 'api_monthly_bound',
      published: 'API best below ~7B tokens/month; factory wins from 84B a year',
      computed: [monthly],
      unit: 'tokens_per_month',
      follows: monthly === PUBLISHED_TCO.apiBestBelowPerMonth,
    },
    {
      key: 'own_gpu_hour_compute',
      published: '~$1–$2/GPU hour amortised; compute $125,080 a year',
      computed: [computeHour],
      unit: 'usd_per_gpu_hour',
      follows: inOwnRange(computeHour),
    },
    {
      key: 'own_gpu_hour_all_in',
      published: '~$1–$2/GPU hour amortised; all four parts',
      computed: [allInHour],
      unit: 'usd_per_gpu_hour',
      follows: inOwnRange(allInHour),
    },
  ];
}

const perMillion = (cost: Money, tokens: bigint): Money => roundMoney({ n: cost * 1_000_000n, d: tokens });

const perGpuHour = (yearly: Money): Money => roundMoney({ n: yearly, d: GPUS_PER_NODE * HOURS_PER_YEAR });

/** Rounded half up, as a printed percentage is. */
const wholePercent = ({ n, d }: Ratio): number => Number((n * 200n + d) / (2n * d));
