import {
  type BaseloadStanding,
  type Breakdown,
  baseloadStanding,
  baseloadVolumes,
  breakdownAt,
  type CurvePoint,
  costCurve,
  costOverYears,
  volumeLadder,
} from '@/lib/calculator/build-versus-buy';
import {
  type Arm,
  apiArm,
  capacityOf,
  neocloudArm,
  nodesFor,
  nodeYearCost,
  type OwnHardware,
  ownArm,
  roundMoney,
  yearCost,
} from '@/lib/calculator/build-versus-buy-arms';
import { type CheapestFrom, cheapestByVolume } from '@/lib/calculator/build-versus-buy-crossings';
import { type HybridPlan, hybridPlan } from '@/lib/calculator/build-versus-buy-hybrid';
import {
  type CrossingComparison,
  compareCrossings,
  SEED_UP_TO,
} from '@/lib/calculator/build-versus-buy-seed';
import { gpusPerReplica, replicasFor, roundDown, yearlyTokensPerReplica } from '@/lib/calculator/hardware';
import { withInfrastructureLevers } from '@/lib/calculator/infrastructure-levers';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import type { Money } from '@/lib/money/money';
import type { BuildInputs } from './build-inputs';

export const ARMS = ['api', 'neocloud', 'own'] as const;
export type ArmKey = (typeof ARMS)[number];
export type ArmCosts = Record<ArmKey, Money>;

/** Where cloud stands against own hardware in one year; null: own hardware costs nothing. */
export interface RuleYear {
  api: { share: Ratio; standing: BaseloadStanding } | null;
  neocloud: { share: Ratio; standing: BaseloadStanding } | null;
}

export interface RuleVolumes {
  reached: bigint | null;
  past: bigint | null;
  equal: bigint | null;
}

export interface BuildResult {
  /** US dollars, one entry per year. */
  years: { tokens: bigint; costs: ArmCosts; nodes: bigint }[];
  total: ArmCosts;
  totalTokens: bigint;
  cheapest: ArmKey;
  curve: CurvePoint[];
  ladder: CurvePoint[];
  crossings: CrossingComparison[];
  cheapestFrom: CheapestFrom[];
  /** Crossings are looked for up to this volume. */
  upTo: bigint;
  rule: { years: RuleYear[]; api: RuleVolumes; neocloud: RuleVolumes };
  breakdown: Breakdown;
  hybrid: HybridPlan;
  /** How one replica serves, before and after the infrastructure levers. */
  serving: { before: Served; after: Served };
  nodeYear: Money;
}

export interface Served {
  gpus: bigint;
  tokensPerYear: bigint;
  /** Tokens a year that a node serves when full, and what a million of them then cost. */
  nodeTokens: bigint;
  perMillionFull: Money | null;
  /** Own hardware in the busiest of the three years. */
  nodes: bigint;
}

export type BuildOutcome = { result: BuildResult } | { result: null; problem: 'too_many_nodes' };

/** More nodes than this is a data centre: the stair is a line by then, and a step of it shows nothing. */
export const MOST_NODES = 300n;

/** Everything the page shows, from its inputs. Milliseconds, so it runs where the page is. */
export function buildResult(inputs: BuildInputs): BuildOutcome {
  const { volumes, strengths, apiPerMillion, profile, apiOnlyShare } = inputs;
  const own: OwnHardware = {
    ...inputs.own,
    serving: withInfrastructureLevers(inputs.own.serving, strengths),
  };
  const busiest = largest(volumes);
  const peak = peakVolume(busiest, profile);
  if ([own, inputs.own].some((one) => nodesFor(one, replicasFor(one.serving, peak)) > MOST_NODES))
    return { result: null, problem: 'too_many_nodes' };
  const arms = armsOf(inputs, own);
  const list = ARMS.map((key) => arms[key]);
  const upTo = lookUpTo(own, busiest);
  const total = costsOf((arm) => costOverYears(arm, volumes), arms);
  const [first] = [...ARMS].sort((a, b) => (total[a] < total[b] ? -1 : 1));
  const last = volumes[2];
  return {
    result: {
      years: volumes.map((tokens) => ({
        tokens,
        costs: costsOf((arm) => yearCost(arm, tokens), arms),
        nodes: nodesFor(own, replicasFor(own.serving, tokens)),
      })),
      total,
      totalTokens: volumes.reduce((sum, one) => sum + one, 0n),
      cheapest: first as ArmKey,
      curve: costCurve(list, curveVolumes(own, upTo)),
      ladder: costCurve(list, ladderVolumes(volumes, upTo)),
      crossings: compareCrossings(arms, upTo),
      cheapestFrom: cheapestByVolume(list, upTo),
      upTo,
      rule: {
        years: volumes.map((tokens) => ruleYear(arms, tokens)),
        api: baseloadVolumes(arms.api, arms.own, upTo),
        neocloud: baseloadVolumes(arms.neocloud, arms.own, upTo),
      },
      breakdown: breakdownAt(own, last),
      hybrid: hybridPlan({ tokensPerYear: last, profile, apiOnlyShare }, own, apiPerMillion),
      serving: { before: servedBy(inputs.own, busiest), after: servedBy(own, busiest) },
      nodeYear: roundMoney(nodeYearCost(own)),
    },
  };
}

const armsOf = (
  { apiPerMillion, gpuHourPrice, reservedReplicas, aboveReserve }: BuildInputs,
  own: OwnHardware,
): Record<ArmKey, Arm> => ({
  api: apiArm(apiPerMillion),
  neocloud: neocloudArm({ gpuHourPrice, serving: own.serving, reservedReplicas, aboveReserve }),
  own: ownArm(own),
});

const costsOf = (cost: (arm: Arm) => Money, arms: Record<ArmKey, Arm>): ArmCosts => ({
  api: cost(arms.api),
  neocloud: cost(arms.neocloud),
  own: cost(arms.own),
});

/** The yearly volume whose even load is that of the busiest period. */
function peakVolume(tokensPerYear: bigint, profile: readonly bigint[]): bigint {
  const weight = profile.reduce((sum, one) => sum + one, 0n);
  const most = largest(profile);
  return (tokensPerYear * most * BigInt(profile.length)) / weight;
}

/** A trillion tokens a year, more where a year is beyond it, less where that would be thousands of steps. */
function lookUpTo(own: OwnHardware, busiest: bigint): bigint {
  const wanted = busiest * 2n > SEED_UP_TO ? busiest * 2n : SEED_UP_TO;
  const most = roundDown(capacityOf(own, 60n));
  const bounded = wanted < most || most === 0n ? wanted : most;
  return bounded > busiest ? bounded : busiest;
}

const CURVE_FROM = 1_000_000_000n;

/** Points of the curve: 1 to 9 of every decade, both sides of each of the first steps of own hardware. */
function curveVolumes(own: OwnHardware, upTo: bigint): bigint[] {
  const volumes = new Set<bigint>();
  for (let decade = CURVE_FROM / 10n; decade <= upTo; decade *= 10n)
    for (let step = 10n; step < 100n; step += 4n) volumes.add((decade * step) / 10n);
  for (let nodes = 1n; nodes <= 40n; nodes += 1n) {
    const full = roundDown(capacityOf(own, nodes));
    volumes.add(full).add(full + 1n);
  }
  volumes.add(upTo);
  return [...volumes].filter((volume) => volume >= CURVE_FROM && volume <= upTo).sort(ascending);
}

/** The rungs of the table, and the years that are asked about. */
function ladderVolumes(years: readonly bigint[], upTo: bigint): bigint[] {
  const volumes = new Set([...volumeLadder(CURVE_FROM, upTo), ...years]);
  return [...volumes].sort(ascending);
}

const largest = (all: readonly bigint[]): bigint => [...all].sort(ascending).at(-1) ?? 0n;

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const ruleYear = (arms: Record<ArmKey, Arm>, tokens: bigint): RuleYear => {
  const own = yearCost(arms.own, tokens);
  return {
    api: baseloadStanding(yearCost(arms.api, tokens), own),
    neocloud: baseloadStanding(yearCost(arms.neocloud, tokens), own),
  };
};

function servedBy(own: OwnHardware, busiest: bigint): Served {
  const nodeTokens = roundDown(capacityOf(own, 1n));
  const { n, d } = nodeYearCost(own);
  return {
    gpus: gpusPerReplica(own.serving),
    tokensPerYear: roundDown(yearlyTokensPerReplica(own.serving)),
    nodeTokens,
    perMillionFull: nodeTokens > 0n ? roundMoney({ n: n * 1_000_000n, d: d * nodeTokens }) : null,
    nodes: nodesFor(own, replicasFor(own.serving, busiest)),
  };
}
