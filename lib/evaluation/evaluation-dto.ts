import type { EvidenceRow } from './evidence';

export type SetKind = 'golden' | 'sample' | 'imported';
export type RunState = 'running' | 'stopped' | 'capped' | 'done';

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
  startedByName: string;
  startedAt: string;
}

export interface GoldenSetDto {
  id: string;
  name: string;
  taskClass: string;
  kind: SetKind;
  cases: number;
  /** Null: the organisation's. */
  team: { id: string; name: string } | null;
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
