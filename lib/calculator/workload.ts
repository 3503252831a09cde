/**
 * What runs: who asks how often, what a call carries, and which model answers. A plain JSON value: it goes into a
 * link, a database row or a worker as it is. Every number is whole or has at most six decimals (units of 10⁻⁶) and
 * is read as the decimal it is written as; shares are between 0 and 1.
 *
 * Source of the anatomy: seed document "The New Currency of Enterprise AI", sections "How One API Call Consumes
 * Tokens" and "Agentic Token Bloat"; of users × sessions × turns: the bottom-up forecast of the AI FinOps guide.
 */
export interface Workload {
  volume: Volume;
  daysPerMonth: number;
  /** Turns of one conversation. Each earlier turn is carried as history; 1 means no history. */
  turnsPerSession: number;
  call: CallAnatomy;
  agent: AgentShape;
  /** Share of the cacheable prefix (system prompt and history) that is read from the provider's cache today. */
  cacheHitShare: number;
  /** Share of the calls that already run in batch. A model without a batch price runs them at its standard price. */
  batchShare: number;
  model: ModelChoice;
}

/** A task is one request of a person or a system: a chat turn, a query, an agent's errand. */
export type Volume =
  /** tasks per day = users × sessions × turnsPerSession. */
  | { kind: 'users'; activeUsers: number; sessionsPerUserPerDay: number }
  | { kind: 'tasks'; tasks: number; per: 'day' | 'month'; activeUsers: number | null };

/** Tokens of one call. */
export interface CallAnatomy {
  systemPromptTokens: number;
  /** What each earlier turn adds to every later call of the session. A call carries (turns − 1) / 2 of them on average. */
  historyTokensPerTurn: number;
  retrievedTokens: number;
  userMessageTokens: number;
  visibleOutputTokens: number;
  /** Hidden reasoning as a multiple of the visible output: 0 without reasoning, 3–10 with (seed document). */
  reasoningMultiple: number;
}

export interface AgentShape {
  /** Model calls of one task that goes well; at least 1. */
  callsPerTask: number;
  /**
   * Tokens of one such task, in and out, where the total is known: the call's tokens are then read as proportions
   * and scaled so that callsPerTask of them make this. Null: the call's tokens are as written.
   */
  tokensPerTask: number | null;
  /** Calls made again, per call: 0.1 means that every tenth call is paid for twice. */
  retryShare: number;
  /** Share of the tasks that run away, and the calls such a task makes. */
  runawayShare: number;
  runawayCalls: number;
  /** The most calls one task may make; null: nothing stops it. */
  loopCap: number | null;
}

/** Models are named as in the price list handed to the engine, `provider/key`. */
export type ModelChoice =
  | { kind: 'one'; model: string }
  /** A routing mix that is in force today, e.g. 70/25/5; the shares are of calls and sum to 1. */
  | { kind: 'mix'; legs: readonly MixLeg[] };

export interface MixLeg {
  model: string;
  share: number;
}

/** One call a task, straight through: the shape of a plain chat or query. */
export const SINGLE_SHOT: AgentShape = {
  callsPerTask: 1,
  tokensPerTask: null,
  retryShare: 0,
  runawayShare: 0,
  runawayCalls: 1,
  loopCap: null,
};

export const legsOf = (choice: ModelChoice): readonly MixLeg[] =>
  choice.kind === 'one' ? [{ model: choice.model, share: 1 }] : choice.legs;

/** People who use it, where the workload says: what "per active user" divides by. */
export const activeUsersOf = ({ volume }: Workload): number | null => volume.activeUsers;
