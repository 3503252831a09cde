import { type LeverKey, type LeverPlan, pullOf } from './levers';
import {
  least,
  minus,
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

/** Mean tokens of one call, by what they are. */
export interface CallTokens {
  systemPrompt: Ratio;
  history: Ratio;
  retrieved: Ratio;
  userMessage: Ratio;
  visibleOutput: Ratio;
  reasoning: Ratio;
}

const HALF: Ratio = { n: 1n, d: 2n };

/**
 * The call as the workload says it, before any lever. History: turn k of a session of t turns carries k − 1 earlier
 * turns, (t − 1) / 2 on average ("all prior messages … grows every turn"). Reasoning is a multiple of the visible
 * output. Where the tokens of a task are given, all of it is scaled to make them in callsPerTask calls.
 */
export function callTokens({ call, agent, turnsPerSession }: Workload): CallTokens {
  const carried = times(minus(ratioOf(turnsPerSession), ONE), HALF);
  const visibleOutput = ratioOf(call.visibleOutputTokens);
  const written: CallTokens = {
    systemPrompt: ratioOf(call.systemPromptTokens),
    history: times(ratioOf(call.historyTokensPerTurn), carried),
    retrieved: ratioOf(call.retrievedTokens),
    userMessage: ratioOf(call.userMessageTokens),
    visibleOutput,
    reasoning: times(visibleOutput, ratioOf(call.reasoningMultiple)),
  };
  if (agent.tokensPerTask === null) return written;
  const ofTask = times(ratioOf(agent.callsPerTask), sumOf(Object.values(written)));
  return ofTask.n === 0n ? written : scaled(written, over(ratioOf(agent.tokensPerTask), ofTask));
}

const scaled = (tokens: CallTokens, factor: Ratio): CallTokens => ({
  systemPrompt: times(tokens.systemPrompt, factor),
  history: times(tokens.history, factor),
  retrieved: times(tokens.retrieved, factor),
  userMessage: times(tokens.userMessage, factor),
  visibleOutput: times(tokens.visibleOutput, factor),
  reasoning: times(tokens.reasoning, factor),
});

/**
 * The call with the levers that shorten it, each on its own part. Fine-tuning replaces instructions and reference
 * text. Limiting the visible output leaves the reasoning as long as it was.
 */
export function shortenedCall(call: CallTokens, plan: LeverPlan): CallTokens {
  const tuned = leftBy(plan, 'fineTuning');
  return {
    systemPrompt: times(times(call.systemPrompt, leftBy(plan, 'concisePrompts')), tuned),
    history: times(call.history, leftBy(plan, 'historyTruncation')),
    retrieved: times(times(call.retrieved, leftBy(plan, 'ragCompression')), tuned),
    userMessage: call.userMessage,
    visibleOutput: times(call.visibleOutput, leftBy(plan, 'outputLimits')),
    reasoning: times(call.reasoning, leftBy(plan, 'noReasoning')),
  };
}

const leftBy = (plan: LeverPlan, key: LeverKey): Ratio => restOf(pullOf(plan, key));

/** Mean calls of a task that reaches a model, without retries, and retries per call. */
export interface TaskCalls {
  firstAttempts: Ratio;
  retriesPerCall: Ratio;
}

/**
 * Calls per task = (1 − runaway share) × normal + runaway share × runaway calls, none above the loop cap.
 * Tool fusion takes its share off the calls after the first. Loop detection takes its share off what a runaway task
 * makes beyond its normal calls; the budget cap off what is then still beyond twice the normal (the document alarms
 * on a cost per task above 2× baseline). The circuit breaker takes its share off the retries.
 */
export function callsOfTask({ agent }: Workload, plan: LeverPlan): TaskCalls {
  const fused = leftBy(plan, 'toolFusion');
  const written = ratioOf(agent.callsPerTask);
  const normal = plus(ONE, times(minus(written, ONE), fused));
  const retriesPerCall = times(ratioOf(agent.retryShare), leftBy(plan, 'circuitBreaker'));
  if (agent.runawayShare === 0) return { firstAttempts: capped(normal, agent.loopCap), retriesPerCall };
  const beyond = most(NONE, minus(ratioOf(agent.runawayCalls), written));
  const undetected = times(times(beyond, fused), leftBy(plan, 'loopDetection'));
  const withinBudget = least(undetected, normal);
  const overBudget = times(minus(undetected, withinBudget), leftBy(plan, 'budgetCap'));
  const runaway = plus(normal, plus(withinBudget, overBudget));
  const share = ratioOf(agent.runawayShare);
  const firstAttempts = plus(
    times(restOf(share), capped(normal, agent.loopCap)),
    times(share, capped(runaway, agent.loopCap)),
  );
  return { firstAttempts, retriesPerCall };
}

const capped = (calls: Ratio, cap: number | null): Ratio =>
  cap === null ? calls : least(calls, ratioOf(cap));

/** Tokens of the longest call, the last turn of a session, reasoning included: what a context window must hold. */
export function longestCall(workload: Workload, mean: CallTokens): Ratio {
  const twiceTheMeanHistory = plus(mean.history, mean.history);
  return sumOf([
    ...Object.values({ ...mean, history: NONE }),
    workload.turnsPerSession > 1 ? twiceTheMeanHistory : NONE,
  ]);
}
