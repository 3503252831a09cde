import type { Workload } from './workload';

/** Tokens of some calls by class, whole. Input is what no cache had. */
export interface MeteredTokens {
  input: bigint;
  cacheRead: bigint;
  cacheWrite5m: bigint;
  cacheWrite1h: bigint;
  output: bigint;
  reasoning: bigint;
}

/** What the ledger counted of one model and service tier, with a price or without. */
export interface MeteredCalls {
  /** `provider/key`, as in the price list. */
  model: string;
  serviceTier: string;
  priced: boolean;
  calls: bigint;
  /** Second and later attempts among the calls. */
  retries: bigint;
  tokens: MeteredTokens;
  /** 10⁻¹² USD. */
  effectiveCost: bigint;
}

/** What the calls that say so were made of. Tokens are totals over them. */
export interface MeteredAnatomy {
  calls: bigint;
  /** Input of these calls, cached parts included. */
  inputTokens: bigint;
  systemPromptTokens: bigint;
  historyTokens: bigint;
  retrievedTokens: bigint;
}

/** Everything the ledger knows about some days of a workflow. */
export interface MeteredUsage {
  days: number;
  daysWithUsage: number;
  rows: readonly MeteredCalls[];
  anatomy: MeteredAnatomy;
  /** Calls that name a user, and how many different ones. */
  users: { calls: bigint; people: number };
  /** First attempts that name a task, and how many different ones. */
  tasks: { firstAttempts: bigint; tasks: bigint };
}

export const ACTUALS_NOTES = [
  'fewDays',
  'unpricedLeftOut',
  'anatomyNone',
  'anatomyPart',
  'historyTurns',
  'cachedBeyondPrefix',
  'prefixBeyondCached',
  'missesWritten',
  'longWrites',
  'onlyReasoning',
  'mixByTokens',
  'mixCut',
  'otherTiers',
  'tasksNone',
  'tasksPart',
  'usersNone',
  'usersPart',
  'runawayUnknown',
  'pricesByHour',
] as const;
/** What a workload from the ledger had to assume. `values` are counts, or shares in per cent, as decimal text. */
export interface ActualsNote {
  key: (typeof ACTUALS_NOTES)[number];
  values: Record<string, string>;
}

/** Part of a whole, both decimal text. */
export interface CoverageShare {
  part: string;
  whole: string;
}

export interface MeteredModel {
  model: string;
  calls: string;
  tokens: string;
  /** USD, 12 decimals. */
  effectiveCost: string;
}

/** Nothing that a workload could be made of: not used in these days, or without a price or tokens. */
export interface NoActuals {
  found: false;
  reason: 'no_usage' | 'no_priced_usage';
  period: { from: string; to: string };
}

/** A workload read from the ledger, with what it was read from and what the same days cost. */
export interface WorkloadFromActuals {
  found: true;
  workflow: string;
  teamId: string | null;
  /** Half-open days of the organisation. */
  period: { from: string; to: string };
  days: number;
  daysWithUsage: number;
  workload: Workload;
  /** Effective cost of the priced calls of these days, and of thirty such days; USD, 12 decimals. */
  effectiveCost: string;
  monthlyEffectiveCost: string;
  calls: string;
  /** Decimal text with at most six decimals. */
  callsPerDay: string;
  retries: string;
  people: number | null;
  tokens: Record<keyof MeteredTokens, string>;
  /** By effective cost, most first. */
  models: MeteredModel[];
  unpriced: { calls: string; tokens: string };
  coverage: { anatomy: CoverageShare; users: CoverageShare; tasks: CoverageShare };
  notes: ActualsNote[];
}
