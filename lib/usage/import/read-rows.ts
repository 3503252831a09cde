import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { invalid } from '../../errors';
import type { Row } from './cell';

export type FileFormat = 'csv' | 'jsonl' | 'json';

/** One row of a file. `problem` is set where the row itself could not be read. */
export interface SourceRow {
  /** Data rows count from 1; a CSV header is not one. */
  number: number;
  row: Row;
  problem?: { code: string; field: string; detail: string };
}

/** The longest row taken; a file whose quotes never close stops here instead of filling the memory. */
const MAX_ROW_BYTES = 4 * 1024 * 1024;

/** The format a file name says, ignoring `.gz`; null where it says none. */
export function formatOf(fileName: string): FileFormat | null {
  const name = fileName.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  if (/\.(jsonl|ndjson)$/.test(name)) return 'jsonl';
  return name.endsWith('.json') ? 'json' : null;
}

/** Streams the rows of CSV (with a header), JSON Lines or one JSON array, gzipped or not. Memory stays bounded. */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
  options: { format: FileFormat; delimiter?: string },
): AsyncGenerator<SourceRow> {
  const plain = await gunzipped(bytes);
  if (options.format === 'csv') yield* csvRows(plain, options.delimiter ?? ',');
  else if (options.format === 'jsonl') yield* jsonRows(lines(plain));
  else yield* jsonRows(arrayElements(plain));
}

/** Unzips where the first two bytes are those of gzip. */
async function gunzipped(bytes: AsyncIterable<Uint8Array>): Promise<Readable> {
  const iterator = bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  const start = Buffer.concat(head);
  async function* all() {
    if (length > 0) yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  const source = Readable.from(all(), { objectMode: false });
  if (start[0] !== 0x1f || start[1] !== 0x8b) return source;
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error));
  return source.pipe(unzipped);
}

async function* csvRows(source: Readable, delimiter: string): AsyncGenerator<SourceRow> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let header: string[] | null = null;
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (!header) {
        header = cells.map((name) => name.trim());
        continue;
      }
      number += 1;
      yield csvRow(header, cells, number);
    }
  } catch (error) {
    throw invalid(`The file is not readable as CSV after row ${number}: ${(error as Error).message}`);
  }
}

function csvRow(header: string[], cells: string[], number: number): SourceRow {
  const row = Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
  if (cells.length === header.length) return { number, row };
  const detail = `The row has ${cells.length} cells, the header ${header.length}.`;
  return { number, row, problem: { code: 'wrong_columns', field: 'row', detail } };
}

async function* jsonRows(texts: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  let number = 0;
  for await (const text of texts) {
    number += 1;
    const row = parseObject(text);
    yield row
      ? { number, row }
      : {
          number,
          row: { row: text.slice(0, 200) },
          problem: { code: 'malformed_json', field: 'row', detail: 'The row is not a JSON object.' },
        };
  }
}

function parseObject(text: string): Row | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Row) : null;
  } catch {
    return null;
  }
}

const tooLong = () => invalid(`A row is longer than ${MAX_ROW_BYTES} bytes; is the format right?`);

async function* lines(source: Readable): AsyncGenerator<string> {
  let rest = '';
  source.setEncoding('utf8');
  for await (const chunk of source) {
    rest += chunk;
    if (rest.length > MAX_ROW_BYTES && !rest.includes('\n')) throw tooLong();
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') yield part.replace(/^\uFEFF/, '');
  }
  if (rest.trim() !== '') yield rest;
}

/** The elements of one top-level JSON array, as texts, found by counting brackets outside strings. */
async function* arrayElements(source: Readable): AsyncGenerator<string> {
  source.setEncoding('utf8');
  let depth = 0;
  let inString = false;
  let escaped = false;
  let element = '';
  for await (const chunk of source) {
    const text = String(chunk);
    let from = 0;
    for (let i = 0; i < text.length; i += 1) {
      const c = text[i];
      if (inString) {
        if (escaped) escaped = false;
        else if (c === '\\') escaped = true;
        else if (c === '"') inString = false;
      } else if (depth === 0) {
        from = i + 1;
        if (c === '[') depth = 1;
        else if (c && !/[\s\uFEFF]/.test(c))
          throw invalid('A .json file must hold one array of rows; use .jsonl for a row a line.');
      } else if (c === '"') inString = true;
      else if (c === '{' || c === '[') depth += 1;
      else if (depth === 1 && (c === ',' || c === ']')) {
        element += text.slice(from, i);
        from = i + 1;
        if (element.trim() !== '') yield element;
        element = '';
        if (c === ']') return;
      } else if (c === '}' || c === ']') depth -= 1;
    }
    element += text.slice(from);
    if (element.length > MAX_ROW_BYTES) throw tooLong();
  }
  throw invalid('The JSON array is cut off before its end.');
}
