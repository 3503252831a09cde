import type { EvidenceRow } from './evidence';
import type { LineProblem } from './read-golden-set';
import type { LeftOut } from './read-results';

export type SetKind = 'golden' | 'sample' | 'imported';
export type RunState = 'waiting' | 'running' | 'stopped' | 'capped' | 'done';

export interface RunDto {
  id: string;
  provider: string | null;
  model: string;
  source: 'run' | 'import';
  state: RunState;
  /** Answered so far. */
  answers: number;
  /** Mean score so far, 0 to 1; null: none yet. */
  score: string | null;
  /** US dollars; null where an answer has no cost. */
  cost: string | null;
  /** US dollars; null for imports. */
  cap: string | null;
  /** Cases whose call failed, to be asked again. */
  failed: number;
  /** Why it stopped; null: it did not. */
  failure: string | null;
  /** Where a worker asks; null: the command line says it. */
  baseUrl: string | null;
  concurrency: number | null;
  maxOutputTokens: number | null;
  judge: string | null;
  /** Key of the team that pays; null for imports. */
  payingTeam: string | null;
  /** Whether the reader may stop it and go on with it. */
  mayRun: boolean;
  startedByName: string;
  startedAt: string;
}

/** A run with what it was asked and what came of each case; never a text. */
export interface RunDetail {
  run: RunDto;
  set: { id: string; name: string; taskClass: string; cases: number; team: string | null; archived: boolean };
  /** In words, of the newest stop. */
  failureDetail: string | null;
  /** US dollars; null where a price or a right answer is missing. */
  costPerCorrect: string | null;
  inputTokens: string;
  outputTokens: string;
  /** How answers were graded: right, differs, … */
  grades: { detail: string; cases: number }[];
  failures: { caseKey: string; code: string; detail: string }[];
  moreFailures: number;
  /** The lowest scores first. */
  results: { caseKey: string; score: string; detail: string | null; cost: string | null }[];
  moreResults: number;
}

export interface SampleConsentDto {
  team: { id: string; name: string };
  /** Null: the team has not agreed. */
  consent: { keepDays: number; mostCases: number; givenByName: string; givenAt: string } | null;
  kept: number;
  /** ISO instant. */
  nextExpiry: string | null;
  mayDecide: boolean;
}

export interface GoldenSetPreview {
  cases: number;
  /** The most there may be, where there are more. */
  tooMany: number | null;
  graders: string[];
  problems: LineProblem[];
  moreProblems: number;
  first: { line: number; prompt: string; expected: string; grader: string }[];
}

export interface ResultsPreview {
  columns: string[];
  /** Why nothing can be read, in English. */
  problem: string | null;
  results: number;
  models: { model: string; cases: number }[];
  first: { row: number; prompt: string; model: string; score: string; cost: string | null }[];
  leftOut: LeftOut[];
  moreLeftOut: number;
}

/** What forms of the area offer. */
export interface EvaluationNames {
  taskClasses: { key: string; name: string }[];
  /** Teams in use that the reader sees. */
  teams: { id: string; key: string; name: string; mayEdit: boolean }[];
  models: { provider: string; model: string }[];
  mayEditForAll: boolean;
}

export interface GoldenSetDto {
  id: string;
  name: string;
  taskClass: string;
  kind: SetKind;
  cases: number;
  graders: string[];
  /** Null: the organisation's. */
  team: { id: string; name: string } | null;
  /** Whether the reader may archive it and compare its runs. */
  mayEdit: boolean;
  createdByName: string;
  createdAt: string;
  /** Samples only. */
  expiresAt: string | null;
  runs: RunDto[];
}

/** A piece of evidence with what it rests on. */
export interface EvidenceDetail extends EvidenceRow {
  method: 'score_exact' | 'betting';
  modelBetter: number;
  baselineBetter: number;
  createdByName: string;
  /** The cases on which the two differ, at most 200, by key: no text. */
  differing: { caseKey: string; score: string; baselineScore: string; detail: string | null }[];
}
