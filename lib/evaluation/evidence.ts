/** What is known of a model's quality on one kind of work, against the model it would replace. Plain data. */

/** Non-inferiority at the stated margin: shown, not shown, or shown to be worse by more than the margin. */
export const VERDICTS = ['proven', 'not_proven', 'worse'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Which evidence is asked for; what is absent is not filtered by. */
export interface EvidenceQuery {
  taskClass?: string;
  model?: string;
  /** The team whose golden sets count besides the organisation's; absent: all the reader may see. */
  team?: string;
  /** ISO instant: evidence measured after it does not count. Absent: now. */
  asOf?: string;
  /** A row measured longer ago than this is stale. Absent: 90. */
  maxAgeDays?: number;
}

/** The newest measurement of a pair of models on a task class. Shares and differences are decimal strings. */
export interface EvidenceRow {
  id: string;
  taskClass: string;
  /** The candidate, and the model it is compared with, as the catalogue or the imported file names them. */
  model: string;
  baseline: string;
  verdict: Verdict;
  /** Mean score of the model less that of the baseline on the same cases, −1 to 1. */
  difference: string;
  /** Two-sided 90 % interval of the difference: its lower end is the one-sided 95 % bound of the verdict. */
  low: string;
  high: string;
  /** How much lower the model may score and still count as good enough, 0 to 1. */
  margin: string;
  /** Mean score of each on the cases, 0 to 1. */
  score: string;
  baselineScore: string;
  /** Cases both models answered. */
  cases: number;
  /** Decimal strings of US dollars; null where a price or a right answer is missing. */
  costPerCorrect: string | null;
  baselineCostPerCorrect: string | null;
  /** ISO instant. */
  measuredAt: string;
  stale: boolean;
  /** Null: the organisation's. */
  team: string | null;
  goldenSet: string;
}

/** Whole days between two instants, rounded down; never negative. */
export const ageInDays = (measuredAt: Date, asOf: Date): number =>
  Math.max(0, Math.floor((asOf.getTime() - measuredAt.getTime()) / 86_400_000));

/** Evidence counts up to and including its last day. */
export const isStale = (measuredAt: Date, asOf: Date, maxAgeDays: number): boolean =>
  ageInDays(measuredAt, asOf) > maxAgeDays;
