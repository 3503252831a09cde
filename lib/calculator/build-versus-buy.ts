import { allocate } from '../money/allocate';
import type { Money } from '../money/money';
import {
  type Arm,
  costPerMillion,
  exactYear,
  nodesFor,
  nodeYearCost,
  type OwnHardware,
  roundMoney,
  shareOfArm,
  yearCost,
} from './build-versus-buy-arms';
import { firstAtLeast } from './build-versus-buy-crossings';
import { replicasFor } from './hardware';
import { compare, type Ratio, sumOf, times } from './tokens-ratio';

/** The published comparison is over three years. */
export const HORIZON_YEARS = 3;

/** What an arm costs over years of these volumes (tokens a year each), rounded once. */
export const costOverYears = (arm: Arm, tokensByYear: readonly bigint[]): Money =>
  roundMoney(sumOf(tokensByYear.map((tokens) => exactYear(arm, tokens))));

export interface CurvePoint {
  tokensPerYear: bigint;
  arms: { key: string; yearly: Money; threeYears: Money; perMillion: Money | null }[];
}

/** Cost against volume, the same volume each year, for a chart and its table. */
export function costCurve(arms: readonly Arm[], volumes: readonly bigint[]): CurvePoint[] {
  return volumes.map((tokensPerYear) => ({
    tokensPerYear,
    arms: arms.map((arm) => ({
      key: arm.key,
      yearly: yearCost(arm, tokensPerYear),
      threeYears: costOverYears(arm, Array(HORIZON_YEARS).fill(tokensPerYear)),
      perMillion: costPerMillion(arm, tokensPerYear),
    })),
  }));
}

/** Volumes 1, 2, 5, 10, 20, 50, … × `from`, up to `upTo`: the rungs of a logarithmic axis. */
export function volumeLadder(from: bigint, upTo: bigint): bigint[] {
  const rungs: bigint[] = [];
  for (let decade = from > 0n ? from : 1n; decade <= upTo; decade *= 10n)
    rungs.push(...[1n, 2n, 5n].map((step) => decade * step).filter((rung) => rung <= upTo));
  return rungs;
}

export const COST_PARTS = ['compute', 'facilities', 'software', 'networking'] as const;
export type CostPart = (typeof COST_PARTS)[number];

export interface Breakdown {
  nodes: bigint;
  total: Money;
  /** They sum to the total to the last digit. */
  parts: Record<CostPart, Money>;
}

/** A year of own hardware at a volume, in the document's four parts. `compute` is the nodes' price over its years. */
export function breakdownAt(own: OwnHardware, tokensPerYear: bigint): Breakdown {
  const nodes = nodesFor(own, replicasFor(own.serving, tokensPerYear));
  const total = roundMoney(times(nodeYearCost(own), { n: nodes, d: 1n }));
  const { facilities, software, networking } = own.yearly;
  const [compute, ...others] = allocate(total, [
    own.nodePrice,
    facilities * own.years,
    software * own.years,
    networking * own.years,
  ]) as [Money, Money, Money, Money];
  return {
    nodes,
    total,
    parts: { compute, facilities: others[0], software: others[1], networking: others[2] },
  };
}

/**
 * "When cloud AI costs reach 60 to 70 % of projected on-premises total cost of ownership, enterprises should move
 * baseload inference workloads to dedicated hardware" (the Fortune 500 logistics article, citing Deloitte 2026).
 */
export const BASELOAD_RULE = {
  from: { n: 60n, d: 100n },
  to: { n: 70n, d: 100n },
} as const satisfies { from: Ratio; to: Ratio };

/** `below` 60 %: stay; `reached`, 60 to 70 %: move the baseload; `past` 70 %: it should have been moved. */
export type BaseloadStanding = 'below' | 'reached' | 'past';

/** Where cloud cost stands against the projected cost of own hardware for the same tokens; null: nothing projected. */
export function baseloadStanding(
  cloud: Money,
  own: Money,
): { share: Ratio; standing: BaseloadStanding } | null {
  if (own <= 0n) return null;
  const share = { n: cloud, d: own };
  if (compare(share, BASELOAD_RULE.from) < 0) return { share, standing: 'below' };
  return { share, standing: compare(share, BASELOAD_RULE.to) <= 0 ? 'reached' : 'past' };
}

/** The first volumes at which the cloud costs 60 % and 70 % of own hardware, and as much; null: not up to `upTo`. */
export function baseloadVolumes(
  cloud: Arm,
  own: Arm,
  upTo: bigint,
): { reached: bigint | null; past: bigint | null; equal: bigint | null } {
  return {
    reached: firstAtLeast(cloud, shareOfArm(own, BASELOAD_RULE.from), upTo),
    past: firstAtLeast(cloud, shareOfArm(own, BASELOAD_RULE.to), upTo),
    equal: firstAtLeast(cloud, own, upTo),
  };
}
