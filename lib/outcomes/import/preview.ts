import type { ImportedOutcome } from './convert';
import type { OutcomeImportSummary } from './run';

/** A row of a file that was refused, with the reason and the row as it was. */
export interface RefusedOutcomeRow {
  number: number;
  code: string;
  field: string;
  detail: string;
  cells: Record<string, string>;
}

/** One of the first rows of a file. Neither outcome nor problem: no mapping yet, or a row of nothing. */
export interface OutcomePreviewRow {
  number: number;
  cells: Record<string, string>;
  outcome: ImportedOutcome | null;
  problem: { code: string; field: string; detail: string } | null;
}

export interface OutcomePreview {
  columns: string[];
  /** Why the mapping is not usable as a whole. */
  issues: { path: string; message: string }[];
  rows: OutcomePreviewRow[];
  /** What an import of the whole file would do now; null without a usable mapping. */
  dryRun: OutcomeImportSummary | null;
}
