import { invalid } from '../errors';
import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import {
  gpusPerReplica,
  HOURS_PER_YEAR,
  replicasFor,
  roundDown,
  type Serving,
  yearlyTokensPerReplica,
} from './hardware';
import { minus, NONE, over, plus, type Ratio, times } from './tokens-ratio';

/** From a volume on, a year costs `fixed + perToken × tokens`, in 10⁻¹² USD; both exact. */
export interface CostLine {
  fixed: Ratio;
  perToken: Ratio;
  /** The first volume (whole tokens a year) at which another line holds; null: none, it holds for ever. */
  until: bigint | null;
}

/** One way to get tokens: its yearly cost as straight pieces over the volume. */
export interface Arm {
  key: string;
  lineAt(tokensPerYear: bigint): CostLine;
}

const PER_MILLION: Ratio = { n: 1n, d: 1_000_000n };
const whole = (n: bigint): Ratio => ({ n, d: 1n });

/** Pay per token, no commitment. `pricePerMillion` is the blend of input, cached and output of the workload. */
export const apiArm = (pricePerMillion: Money, key = 'api'): Arm =>
  tariffArm(key, { fixed: moneyOf(0n), perMillion: pricePerMillion });

/** A yearly fee and a price per million tokens on top. */
export function tariffArm(key: string, { fixed, perMillion }: { fixed: Money; perMillion: Money }): Arm {
  const line = { fixed: whole(fixed), perToken: times(whole(perMillion), PER_MILLION), until: null };
  return { key, lineAt: () => line };
}

export interface Neocloud {
  gpuHourPrice: Money;
  serving: Serving;
  /** Replicas rented around the clock whatever the volume: what answers the first token. */
  reservedReplicas: bigint;
  /** Above the reserve: GPU-hours as used, or whole replicas around the clock. */
  aboveReserve: 'by_use' | 'whole_replicas';
}

/** Rented GPUs: a replica's year costs GPUs × 8,760 × the price of a GPU-hour. */
export function neocloudArm(neocloud: Neocloud, key = 'neocloud'): Arm {
  const { gpuHourPrice, serving, reservedReplicas, aboveReserve } = neocloud;
  if (reservedReplicas < 0n) throw invalid('Replicas in reserve are 0 or more.');
  const replicaYear = gpuHourPrice * gpusPerReplica(serving) * HOURS_PER_YEAR;
  const capacity = yearlyTokensPerReplica(serving);
  const holdsTo = (replicas: bigint) => roundDown(times(capacity, whole(replicas))) + 1n;
  const rented = (replicas: bigint): CostLine => ({
    fixed: whole(replicaYear * replicas),
    perToken: NONE,
    until: holdsTo(replicas),
  });
  const perToken = over(whole(replicaYear), capacity);
  const lineAt = (tokensPerYear: bigint): CostLine => {
    if (reservedReplicas > 0n && tokensPerYear < holdsTo(reservedReplicas)) return rented(reservedReplicas);
    if (aboveReserve === 'by_use') return { fixed: NONE, perToken, until: null };
    return rented(replicasFor(serving, tokensPerYear));
  };
  return { key, lineAt };
}

/** What a year of one node costs, beside its price: the document's other three parts of total cost of ownership. */
export interface NodeYear {
  facilities: Money;
  software: Money;
  networking: Money;
}

export interface OwnHardware {
  nodePrice: Money;
  gpusPerNode: bigint;
  /** The price is spread evenly over so many years; three in the published figures. */
  years: bigint;
  yearly: NodeYear;
  serving: Serving;
}

export const nodeYearCost = ({ nodePrice, years, yearly }: OwnHardware): Ratio =>
  plus({ n: nodePrice, d: years }, whole(yearly.facilities + yearly.software + yearly.networking));

/** Whole nodes that hold the GPUs of so many replicas. */
export const nodesFor = ({ gpusPerNode, serving }: OwnHardware, replicas: bigint): bigint =>
  (replicas * gpusPerReplica(serving) + gpusPerNode - 1n) / gpusPerNode;

/** Tokens a year that so many nodes serve: whole replicas only. */
export const capacityOf = ({ gpusPerNode, serving }: OwnHardware, nodes: bigint): Ratio =>
  times(yearlyTokensPerReplica(serving), whole((nodes * gpusPerNode) / gpusPerReplica(serving)));

/** Bought in whole nodes, paid whether used or not: a stair over the volume. */
export function ownArm(own: OwnHardware, key = 'own'): Arm {
  if (own.years < 1n || own.gpusPerNode < 1n)
    throw invalid('A node has at least one GPU and lasts at least one year.');
  const node = nodeYearCost(own);
  const lineAt = (tokensPerYear: bigint): CostLine => {
    const nodes = nodesFor(own, replicasFor(own.serving, tokensPerYear));
    return {
      fixed: times(node, whole(nodes)),
      perToken: NONE,
      until: roundDown(capacityOf(own, nodes)) + 1n,
    };
  };
  return { key, lineAt };
}

/** The same arm at a share of its cost: what the 60–70 % rule compares with. */
export function shareOfArm(arm: Arm, share: Ratio): Arm {
  const lineAt = (tokensPerYear: bigint): CostLine => {
    const { fixed, perToken, until } = arm.lineAt(tokensPerYear);
    return { fixed: times(fixed, share), perToken: times(perToken, share), until };
  };
  return { key: arm.key, lineAt };
}

/** A year's cost at a volume, exact. */
export function exactYear(arm: Arm, tokensPerYear: bigint): Ratio {
  const { fixed, perToken } = arm.lineAt(tokensPerYear);
  return plus(fixed, times(perToken, whole(tokensPerYear)));
}

export const roundMoney = ({ n, d }: Ratio): Money => moneyOf(divideHalfEven(n, d));

export const yearCost = (arm: Arm, tokensPerYear: bigint): Money => roundMoney(exactYear(arm, tokensPerYear));

/** Dollars per million tokens at a volume, rounded once; null for no tokens. */
export function costPerMillion(arm: Arm, tokensPerYear: bigint): Money | null {
  if (tokensPerYear <= 0n) return null;
  return roundMoney(over(times(exactYear(arm, tokensPerYear), whole(1_000_000n)), whole(tokensPerYear)));
}

/** `a` less `b` as one line, and the first volume at which either changes. */
export function differenceAt(a: Arm, b: Arm, tokensPerYear: bigint): CostLine {
  const [left, right] = [a.lineAt(tokensPerYear), b.lineAt(tokensPerYear)];
  return {
    fixed: minus(left.fixed, right.fixed),
    perToken: minus(left.perToken, right.perToken),
    until: earlier(left.until, right.until),
  };
}

function earlier(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}
