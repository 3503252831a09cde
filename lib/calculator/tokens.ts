import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { type LeverPlan, pullOf } from './levers';
import { type CallTokens, callsOfTask, callTokens, longestCall, shortenedCall } from './tokens-per-task';
import {
  compare,
  most,
  NONE,
  ONE,
  over,
  plus,
  type Ratio,
  ratioOf,
  restOf,
  sumOf,
  times,
} from './tokens-ratio';
import type { Workload } from './workload';

/** Tokens of a month by class, in the order of TOKEN_CLASSES. */
export type ClassTokens = readonly Ratio[];

/** What a workload uses in a month with some levers pulled: everything of a cost but the prices. */
export interface MonthlyUsage {
  tasks: Ratio;
  /** Calls made, retries among them. */
  calls: Ratio;
  /** Share of the calls that are made again, of all calls made. */
  retryShare: Ratio;
  inputPerCall: Ratio;
  longestCall: Ratio;
  /**
   * The same tokens with and without the prompt caching that is pulled: each model takes what is cheaper at its
   * prices (a model may charge more for writing the cache than its reads save).
   */
  choices: readonly ClassTokens[];
  batchShare: Ratio;
  /** Share of the calls that the routing policy is in force for. */
  routedShare: Ratio;
}

/** Providers cache a prefix from 1,024 tokens on (seed document, lever 01: "Min 1,024 tokens"). */
export const MIN_CACHED_PREFIX: Ratio = { n: 1024n, d: 1n };

export const monthlyUsage = (workload: Workload, plan: LeverPlan): MonthlyUsage =>
  monthlyUsages(workload, [plan])[0] as MonthlyUsage;

/** The month under each of several plans; what no lever changes is worked out once. */
export function monthlyUsages(workload: Workload, plans: readonly LeverPlan[]): MonthlyUsage[] {
  const call = callTokens(workload);
  const written: Written = {
    call,
    tasks: tasksPerMonth(workload),
    prefix: plus(call.systemPrompt, call.history),
    longestCall: longestCall(workload, call),
    cacheHitShare: workload.cacheHitShare === 0 ? null : ratioOf(workload.cacheHitShare),
    batchShare: ratioOf(workload.batchShare),
  };
  return plans.map((plan) => usageUnder(workload, written, plan));
}

/** A workload before any lever. */
interface Written {
  call: CallTokens;
  tasks: Ratio;
  prefix: Ratio;
  longestCall: Ratio;
  cacheHitShare: Ratio | null;
  batchShare: Ratio;
}

function usageUnder(workload: Workload, written: Written, plan: LeverPlan): MonthlyUsage {
  const { tasks } = written;
  const call = shortenedCall(written.call, plan);
  const { firstAttempts, retriesPerCall } = callsOfTask(workload, plan);
  const attempts = times(times(tasks, restOf(pullOf(plan, 'semanticCaching'))), firstAttempts);
  const calls = plus(attempts, times(attempts, retriesPerCall));
  const prefix = plus(call.systemPrompt, call.history);
  const other = plus(call.retrieved, call.userMessage);
  const choices = hitShares(written, plan).map((hits) =>
    classTokens({ prefix, other, hits, output: call.visibleOutput, reasoning: call.reasoning, calls }),
  );
  return {
    tasks,
    calls,
    retryShare: over(retriesPerCall, plus(ONE, retriesPerCall)),
    inputPerCall: plus(prefix, other),
    longestCall: written.longestCall,
    choices,
    batchShare: most(written.batchShare, pullOf(plan, 'batch')),
    routedShare: pullOf(plan, 'routing'),
  };
}

export function tasksPerMonth({ volume, turnsPerSession, daysPerMonth }: Workload): Ratio {
  const days = ratioOf(daysPerMonth);
  if (volume.kind === 'tasks')
    return volume.per === 'month' ? ratioOf(volume.tasks) : times(ratioOf(volume.tasks), days);
  const sessions = times(ratioOf(volume.activeUsers), ratioOf(volume.sessionsPerUserPerDay));
  return times(times(sessions, ratioOf(turnsPerSession)), days);
}

/** Whether providers would cache the workload's prefix at all: judged before any lever shortens it. */
export const prefixIsCacheable = (prefix: Ratio): boolean => compare(prefix, MIN_CACHED_PREFIX) >= 0;

/** Cache-hit shares to choose from; null: no caching, the prefix is plain input. */
function hitShares({ cacheHitShare: today, prefix }: Written, plan: LeverPlan): (Ratio | null)[] {
  const pulled = pullOf(plan, 'promptCaching');
  if (pulled.n === 0n || !prefixIsCacheable(prefix)) return [today];
  return today && compare(today, pulled) >= 0 ? [today] : [today, pulled];
}

interface CallParts {
  prefix: Ratio;
  other: Ratio;
  hits: Ratio | null;
  output: Ratio;
  reasoning: Ratio;
  calls: Ratio;
}

/** With caching, a prefix that is not read from the cache is written to it (at the five-minute price). */
function classTokens({ prefix, other, hits, output, reasoning, calls }: CallParts): ClassTokens {
  const read = hits ? times(prefix, hits) : NONE;
  const byClass: Record<TokenClass, Ratio> = {
    input: hits ? other : plus(prefix, other),
    cacheRead: read,
    cacheWrite5m: hits ? times(prefix, restOf(hits)) : NONE,
    cacheWrite1h: NONE,
    output,
    reasoning,
  };
  return TOKEN_CLASSES.map((tokenClass) => times(byClass[tokenClass], calls));
}

/** Input tokens of all classes, cached ones included. */
export const inputTokens = ([
  input = NONE,
  read = NONE,
  write = NONE,
  longWrite = NONE,
]: ClassTokens): Ratio => sumOf([input, read, write, longWrite]);

/** Visible output and reasoning. */
export const outputTokens = (tokens: ClassTokens): Ratio => sumOf(tokens.slice(4));
