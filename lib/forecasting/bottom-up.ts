import { minus, NONE, plus, type Ratio, ratioOf, sumOf, times } from '../calculator/tokens-ratio';
import { type Money, moneyOf, sumMoney, ZERO } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { type AdoptionCurve, adoptedBy } from './adoption';

/** What a workflow is expected to use. Numbers have at most six decimals, as `ratioOf` reads them. */
export interface PlanLine {
  workflow: string;
  usersAtStart: number;
  usersAtFull: number;
  adoption: AdoptionCurve;
  /** Months until the curve begins, before which there are no users; below zero, it began so many months ago. */
  startsIn?: number;
  /** Users that come of those planned, in basis points. */
  usersShare?: bigint;
  /** Per user and month. */
  sessions: number;
  callsPerSession: number;
  /** Per call, by class. */
  perCall: Record<TokenClass, number>;
  /** 10⁻¹² USD per token. */
  unitPrices: Record<TokenClass, Ratio>;
  /** 10⁻¹² USD per call. */
  perRequest: Ratio;
  /** The same on the model that calls could be routed to; null: there is none good enough. */
  routed: Pick<PlanLine, 'unitPrices' | 'perRequest'> | null;
}

/** Ways out of a plan above its envelope, each in basis points (1/10,000) of all there is to take. */
export interface Measures {
  /** Fewer calls: users, sessions or both. */
  cut: bigint;
  /** Calls moved to the cheaper model, of the lines that have one. */
  route: bigint;
  /** Shorter input per call: prompts, history and what is retrieved. */
  shorten: bigint;
}
export const WAYS_OUT = ['cut', 'route', 'shorten'] as const satisfies (keyof Measures)[];
export type WayOut = (typeof WAYS_OUT)[number];

export const ALL = 10_000n;
export const NO_MEASURES: Measures = { cut: 0n, route: 0n, shorten: 0n };

const INPUT_SIDE: ReadonlySet<TokenClass> = new Set(['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h']);

const rest = (measure: bigint): Ratio => ({ n: ALL - measure, d: ALL });
const part = (measure: bigint): Ratio => ({ n: measure, d: ALL });

/** Users at the end of a month: 0 is the first. */
export function usersIn(line: PlanLine, month: number): Ratio {
  const since = month - (line.startsIn ?? 0);
  if (since < 0) return NONE;
  const [start, full] = [ratioOf(line.usersAtStart), ratioOf(line.usersAtFull)];
  const planned = plus(start, times(minus(full, start), adoptedBy(line.adoption, since)));
  return times(planned, part(line.usersShare ?? ALL));
}

export const callsIn = (line: PlanLine, month: number): Ratio =>
  times(usersIn(line, month), times(ratioOf(line.sessions), ratioOf(line.callsPerSession)));

/** 10⁻¹² USD of one call, at the plan's own or the routed prices, with the input shortened. */
function callCost(
  line: PlanLine,
  { unitPrices, perRequest }: Pick<PlanLine, 'unitPrices' | 'perRequest'>,
  shorten: bigint,
): Ratio {
  const classes = TOKEN_CLASSES.map((tokenClass) => {
    const classCost = times(ratioOf(line.perCall[tokenClass]), unitPrices[tokenClass]);
    return INPUT_SIDE.has(tokenClass) ? times(classCost, rest(shorten)) : classCost;
  });
  return sumOf([perRequest, ...classes]);
}

/** A month of a workflow, exactly: users × sessions × calls × (tokens × price), with the measures taken. */
export function exactCost(line: PlanLine, month: number, measures: Measures = NO_MEASURES): Ratio {
  const own = callCost(line, line, measures.shorten);
  const mixed = line.routed
    ? plus(
        times(own, rest(measures.route)),
        times(callCost(line, line.routed, measures.shorten), part(measures.route)),
      )
    : own;
  return times(times(callsIn(line, month), rest(measures.cut)), mixed);
}

export const toMoney = ({ n, d }: Ratio): Money => moneyOf(divideHalfEven(n, d));

export interface PlanMonth {
  month: number;
  byWorkflow: { workflow: string; effectiveCost: Money }[];
  total: Money;
}

/** The plan by month: every workflow's month is rounded once, half to even, and totals are sums of those. */
export function bottomUp(
  lines: readonly PlanLine[],
  months: number,
  measures: Measures = NO_MEASURES,
): PlanMonth[] {
  return Array.from({ length: months }, (_, month) => {
    const byWorkflow = lines.map((line) => ({
      workflow: line.workflow,
      effectiveCost: toMoney(exactCost(line, month, measures)),
    }));
    return { month, byWorkflow, total: sumMoney(byWorkflow.map(({ effectiveCost }) => effectiveCost)) };
  });
}

/** The whole plan before rounding. */
export const exactPlan = (lines: readonly PlanLine[], months: number, measures: Measures): Ratio =>
  sumOf(
    lines.flatMap((line) => Array.from({ length: months }, (_, month) => exactCost(line, month, measures))),
  );

export const planTotal = (months: readonly PlanMonth[]): Money =>
  months.reduce((sum, month) => moneyOf(sum + month.total), ZERO);
