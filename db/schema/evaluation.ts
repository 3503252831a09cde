import { index, integer, numeric, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** 0 to 1, or a difference of two such: exact in six decimals. */
const share = () => numeric({ precision: 7, scale: 6 });

/** Cases of one task class that models are measured on. Cases never change: a changed set is a new one. */
export const goldenSets = pgTable(
  'golden_sets',
  {
    id: id(),
    /** Null: the organisation's. */
    teamId: count(),
    name: text().notNull(),
    taskClass: text().notNull(),
    /** golden | sample (of traffic, opted into, redacted) | imported (results only, no prompts) */
    kind: text().notNull(),
    cases: integer().notNull(),
    /** Names of the graders its cases use, with commas between. */
    graders: text().notNull().default(''),
    createdByName: text().notNull(),
    createdAt: instant().notNull(),
    /** Samples only: their texts are deleted then. */
    expiresAt: instant(),
    archivedAt: instant(),
  },
  (t) => [index('golden_sets_team').on(t.teamId)],
);

export const goldenCases = pgTable(
  'golden_cases',
  {
    setId: count().notNull(),
    /** The case's own id, or the digest of its prompt. */
    key: text().notNull(),
    position: integer().notNull(),
    /** The case as JSON, encrypted. */
    sealed: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.setId, t.key] })],
);

/** One model's answers to one set, asked here or brought in from a file. */
export const evaluationRuns = pgTable(
  'evaluation_runs',
  {
    id: id(),
    setId: count().notNull(),
    /** As the set's. */
    teamId: count(),
    provider: text(),
    model: text().notNull(),
    /** run | import */
    source: text().notNull(),
    /** waiting (for a worker) | running | stopped (resumable) | capped (resumable with a higher cap) | done */
    state: text().notNull(),
    /** Where a worker asks; null: the command line says it. */
    baseUrl: text(),
    /** The endpoint's key, encrypted, while a worker needs it; gone when the run ends. */
    sealedKey: text(),
    concurrency: integer(),
    maxOutputTokens: integer(),
    /** Which worker has it, and until when it need not be taken for dead. */
    claim: text(),
    claimedUntil: instant(),
    /** Why it stopped, as a code, and in words. */
    failure: text(),
    failureDetail: text(),
    /** The budget that holds the cap at the gate; null for imports. */
    budgetId: count(),
    cap: money(),
    /** The team that pays. */
    payingTeam: text(),
    judge: text(),
    fileName: text(),
    startedByName: text().notNull(),
    startedAt: instant().notNull(),
    finishedAt: instant(),
  },
  (t) => [index('evaluation_runs_set').on(t.setId, t.model)],
);

/** Item by item, so that a run that was killed goes on where it stopped. No text of an answer is kept. */
export const evaluationResults = pgTable(
  'evaluation_results',
  {
    runId: count().notNull(),
    caseKey: text().notNull(),
    score: share().notNull(),
    /** Why an answer scored as it did, without its text. */
    detail: text(),
    inputTokens: count(),
    outputTokens: count(),
    /** Null: no price. */
    cost: money(),
    attempts: integer().notNull(),
    measuredAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.caseKey] })],
);

/** Cases whose call failed, until they are answered. */
export const evaluationFailures = pgTable(
  'evaluation_failures',
  {
    runId: count().notNull(),
    caseKey: text().notNull(),
    code: text().notNull(),
    /** What the endpoint answered, without text of the case. */
    detail: text().notNull(),
    failedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.caseKey] })],
);

/** A team's consent that samples of its traffic are kept; the newest of a team counts, until it is withdrawn. */
export const sampleConsents = pgTable(
  'sample_consents',
  {
    id: id(),
    teamId: count().notNull(),
    /** The longest that a sample may be kept. */
    keepDays: integer().notNull(),
    /** How many samples there may be at a time. */
    mostCases: integer().notNull(),
    givenByName: text().notNull(),
    givenAt: instant().notNull(),
    withdrawnByName: text(),
    withdrawnAt: instant(),
  },
  (t) => [index('sample_consents_team').on(t.teamId)],
);

/** Append-only: the newest of a set, a model and a baseline counts. */
export const evaluationEvidence = pgTable(
  'evaluation_evidence',
  {
    id: id(),
    teamId: count(),
    setId: count().notNull(),
    taskClass: text().notNull(),
    model: text().notNull(),
    baseline: text().notNull(),
    runId: count().notNull(),
    baselineRunId: count().notNull(),
    /** proven | not_proven | worse */
    verdict: text().notNull(),
    /** score_exact | betting */
    method: text().notNull(),
    difference: share().notNull(),
    low: share().notNull(),
    high: share().notNull(),
    margin: share().notNull(),
    score: share().notNull(),
    baselineScore: share().notNull(),
    cases: integer().notNull(),
    /** Cases only one of the two got right, or scored higher on. */
    modelBetter: integer().notNull(),
    baselineBetter: integer().notNull(),
    costPerCorrect: money(),
    baselineCostPerCorrect: money(),
    measuredAt: instant().notNull(),
    createdByName: text().notNull(),
  },
  (t) => [
    index('evaluation_evidence_pair').on(t.taskClass, t.model, t.baseline, t.measuredAt),
    unique('evaluation_evidence_runs').on(t.runId, t.baselineRunId, t.margin),
  ],
);
