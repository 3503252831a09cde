import type { ImportedEvent } from './import/convert';
import type { MappingInput } from './import/mapping';
import type { RowProblem } from './import/problem';

/** The largest file the Data page takes; larger ones go through the command line. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;

/** `interrupted`: it was running when the console stopped, and can be resumed. */
export type ImportState = 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface ImportDto {
  id: string;
  fileName: string;
  source: string;
  mappingName: string;
  state: ImportState;
  /** Share of the file read, 0–100. */
  percent: number;
  rowsRead: string;
  accepted: string;
  duplicates: string;
  unpriced: string;
  rejected: string;
  error: string | null;
  createdBy: string;
  startedAt: string;
  finishedAt: string | null;
}

export interface SavedMapping {
  key: string;
  name: string;
  description: string;
  mapping: MappingInput;
}

export interface PreviewRow {
  number: number;
  cells: Record<string, string>;
  event: ImportedEvent | null;
  problem: RowProblem | null;
  skipped: boolean;
}

/** The first rows of a file, and what a mapping makes of them. Without a mapping: columns and cells only. */
export interface ImportPreview {
  columns: string[];
  rows: PreviewRow[];
  /** Why the mapping is not usable as a whole. */
  issues: { path: string; message: string }[];
}
