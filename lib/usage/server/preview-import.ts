import { z } from 'zod';
import { question } from '../../access/server/verb';
import { TollgateError } from '../../errors';
import { cell } from '../import/cell';
import { convertRow } from '../import/convert';
import { type Mapping, mappedColumns, parseMapping } from '../import/mapping';
import { readRows, type SourceRow } from '../import/read-rows';
import type { ImportPreview, PreviewRow } from '../import-dto';
import { openUpload, uploadFormat, uploadId, uploadName, uploadSize } from './uploads';

const SHOWN = 20;

/** The first 20 rows of an uploaded file as the mapping would turn them into events, with what is wrong. */
export const previewImport = question({
  name: 'previewImport',
  permission: 'usage.import',
  input: z.object({ uploadId, fileName: uploadName, mapping: z.unknown() }),
  run: async ({ input }): Promise<ImportPreview> => {
    await uploadSize(input.uploadId);
    const { mapping, issues } = readMapping(input.mapping);
    const format = uploadFormat(input.fileName, mapping?.format);
    const first = await firstRows(
      readRows(openUpload(input.uploadId), { format, delimiter: mapping?.delimiter }),
    );
    const columns = [...new Set(first.flatMap((source) => Object.keys(source.row)))];
    if (mapping) issues.push(...absentColumns(mapping, columns));
    return { columns, issues, rows: first.map((source) => previewRow(source, mapping)) };
  },
});

function readMapping(raw: unknown): { mapping: Mapping | null; issues: ImportPreview['issues'] } {
  if (raw === null || raw === undefined) return { mapping: null, issues: [] };
  try {
    return { mapping: parseMapping(raw), issues: [] };
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return { mapping: null, issues: error.issues.map(({ path, message }) => ({ path, message })) };
  }
}

async function firstRows(rows: AsyncGenerator<SourceRow>): Promise<SourceRow[]> {
  const first: SourceRow[] = [];
  for await (const source of rows) {
    first.push(source);
    if (first.length >= SHOWN) break;
  }
  return first;
}

const absentColumns = (mapping: Mapping, columns: readonly string[]): ImportPreview['issues'] =>
  mappedColumns(mapping)
    .filter((name) => !name.includes('.') && !columns.includes(name))
    .map((name) => ({ path: name, message: `The file has no column ${name}.` }));

function previewRow(source: SourceRow, mapping: Mapping | null): PreviewRow {
  const cells = Object.fromEntries(Object.keys(source.row).map((name) => [name, cell(source.row, name)]));
  const row = { number: source.number, cells, event: null, problem: source.problem ?? null, skipped: false };
  if (!mapping || source.problem) return row;
  const made = convertRow(source.row, source.number, mapping);
  if (made.kind === 'event') return { ...row, event: made.event };
  return made.kind === 'skipped' ? { ...row, skipped: true } : { ...row, problem: made.problem };
}
