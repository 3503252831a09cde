import { invalid } from '../errors';
import { type Money, moneyOf } from '../money/money';
import { capacityOf, nodeYearCost, type OwnHardware, roundMoney } from './build-versus-buy-arms';
import { roundDown, roundUp } from './hardware';
import { compare, least, minus, over, type Ratio, restOf, sumOf, times } from './tokens-ratio';

/**
 * "The optimal architecture in 2026 is hybrid": steady load on own hardware, bursts and what needs a frontier model
 * on the API (the Fortune 500 logistics article).
 */
export interface HybridDemand {
  tokensPerYear: bigint;
  /** How the year's demand lies over equal periods (24 hours of the day, 12 months): one weight each. */
  profile: readonly bigint[];
  /** Share that stays on the API whatever it costs: frontier models, experiments. */
  apiOnlyShare: Ratio;
}

export interface HybridSplit {
  nodes: bigint;
  /** Tokens a year; together the demand. */
  ownTokens: bigint;
  apiTokens: bigint;
  ownCost: Money;
  apiCost: Money;
  total: Money;
}

export interface HybridPlan {
  /** The number of nodes that makes the total least; the fewest of equals. */
  best: HybridSplit;
  allApi: HybridSplit;
  /** Nodes enough for the busiest period: everything that may leave the API has left it. */
  mostOwn: HybridSplit;
  /** Every number of nodes from none to that. */
  candidates: HybridSplit[];
}

const MAX_NODES = 10_000n;

/** Own nodes serve each period up to their capacity in it; the API serves the rest. Tries every number of nodes. */
export function hybridPlan(demand: HybridDemand, own: OwnHardware, pricePerMillion: Money): HybridPlan {
  const periods = movableByPeriod(demand);
  const most = nodesForPeak(periods, own);
  const candidates: HybridSplit[] = [];
  for (let nodes = 0n; nodes <= most; nodes += 1n)
    candidates.push(splitWith(nodes, periods, demand.tokensPerYear, own, pricePerMillion));
  const [allApi, mostOwn] = [candidates[0] as HybridSplit, candidates.at(-1) as HybridSplit];
  const best = candidates.reduce((a, b) => (b.total < a.total ? b : a));
  return { best, allApi, mostOwn, candidates };
}

function movableByPeriod({ tokensPerYear, profile, apiOnlyShare }: HybridDemand): Ratio[] {
  const weight = profile.reduce((sum, one) => sum + one, 0n);
  if (weight <= 0n || profile.some((one) => one < 0n))
    throw invalid('A profile needs one weight above zero and none below.');
  const movable = times({ n: tokensPerYear, d: 1n }, restOf(apiOnlyShare));
  if (movable.n < 0n) throw invalid('The share that stays on the API is between 0 and 1.');
  return profile.map((one) => times(movable, { n: one, d: weight }));
}

const periodCapacity = (own: OwnHardware, nodes: bigint, periods: number): Ratio =>
  over(capacityOf(own, nodes), { n: BigInt(periods), d: 1n });

function nodesForPeak(periods: readonly Ratio[], own: OwnHardware): bigint {
  const peak = periods.reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  let nodes = 0n;
  while (compare(periodCapacity(own, nodes, periods.length), peak) < 0) {
    nodes += 1n;
    if (nodes > MAX_NODES)
      throw invalid(`This demand takes more than ${MAX_NODES} nodes: look at a smaller one.`);
  }
  return nodes;
}

function splitWith(
  nodes: bigint,
  periods: readonly Ratio[],
  tokensPerYear: bigint,
  own: OwnHardware,
  pricePerMillion: Money,
): HybridSplit {
  const capacity = periodCapacity(own, nodes, periods.length);
  const served = sumOf(periods.map((wanted) => least(wanted, capacity)));
  const left = minus({ n: tokensPerYear, d: 1n }, served);
  const ownCost = roundMoney(times(nodeYearCost(own), { n: nodes, d: 1n }));
  const apiCost = roundMoney(times(left, { n: pricePerMillion, d: 1_000_000n }));
  return {
    nodes,
    ownTokens: roundDown(served),
    apiTokens: roundUp(left),
    ownCost,
    apiCost,
    total: moneyOf(ownCost + apiCost),
  };
}
