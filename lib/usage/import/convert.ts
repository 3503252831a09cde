import { createHash } from 'node:crypto';
import { asObject, lookUp, mapped, type Row } from './cell';
import { parseCount } from './count';
import type { Mapping } from './mapping';
import { type RowProblem, RowRejected, reject } from './problem';
import { readTime } from './time';
import { readTokens, TOKEN_CLASSES, type TokenCounts, type WireTokenClass } from './tokens';

/** An event as POST /v1/usage takes it. */
export interface ImportedEvent {
  id: string;
  time: string;
  model: string;
  requested_model?: string;
  provider?: string;
  service_tier?: string;
  status?: string;
  attempt?: number;
  requests: number;
  tokens: Record<WireTokenClass, number>;
  tags: Record<string, string>;
  user?: string;
  task_class?: string;
  trace_id?: string;
  task_id?: string;
}

export type Converted =
  | { kind: 'event'; event: ImportedEvent; requests: bigint; tokens: TokenCounts }
  /** A row of no requests: nothing was used. */
  | { kind: 'skipped' }
  | { kind: 'rejected'; problem: RowProblem };

/**
 * Turns a row into a usage event, or says why not. `rowNumber` counts data rows from 1 and takes part in
 * content-hash ids, so that equal rows stay apart.
 */
export function convertRow(row: Row, rowNumber: number, mapping: Mapping): Converted {
  try {
    return toEvent(row, rowNumber, mapping);
  } catch (error) {
    if (error instanceof RowRejected) return { kind: 'rejected', problem: error.problem };
    throw error;
  }
}

function toEvent(row: Row, rowNumber: number, mapping: Mapping): Converted {
  const tokens = readTokens(row, mapping);
  const requests = readRequests(row, mapping);
  const used = TOKEN_CLASSES.some((name) => tokens[name] > 0n);
  if (requests === 0n && !used && mapping.no_requests === 'skip') return { kind: 'skipped' };
  if (requests === 0n)
    return reject('no_requests', 'requests', used ? 'Tokens without a request.' : 'The row has no requests.');
  const model = mapped(row, mapping.model) ?? reject('missing_model', 'model', 'The row names no model.');
  const asked = mapped(row, mapping.requested_model);
  const event: ImportedEvent = {
    id: readId(row, rowNumber, mapping),
    time: readTime(row, rowNumber, mapping.time),
    model,
    requests: Number(requests),
    tokens: Object.fromEntries(TOKEN_CLASSES.map((name) => [name, Number(tokens[name])])) as Record<
      WireTokenClass,
      number
    >,
    tags: readTags(row, mapping),
  };
  const optional = {
    requested_model: asked === model ? null : asked,
    provider: mapped(row, mapping.provider),
    service_tier: mapped(row, mapping.service_tier),
    status: mapped(row, mapping.status),
    user: mapped(row, mapping.user),
    task_class: mapped(row, mapping.task_class),
    trace_id: mapped(row, mapping.trace_id),
    task_id: mapped(row, mapping.task_id),
  };
  for (const [name, text] of Object.entries(optional))
    if (text !== null) Object.assign(event, { [name]: text });
  const attempt = mapped(row, mapping.attempt);
  if (attempt !== null) event.attempt = Number(parseCount(attempt, 'attempt', 'requests'));
  return { kind: 'event', event, requests, tokens };
}

/** One where the mapping names no column; blank is a reason to reject, never one. */
function readRequests(row: Row, mapping: Mapping): bigint {
  if (!mapping.requests) return 1n;
  const text = mapped(row, mapping.requests);
  return text === null
    ? reject('blank_requests', 'requests', 'The file does not say how many requests.')
    : parseCount(text, 'requests', 'requests');
}

/** The id of a row by its template, or from its content and number. */
export function readId(row: Row, rowNumber: number, mapping: Pick<Mapping, 'id'>): string {
  if (mapping.id === 'content') {
    const hash = createHash('sha256')
      .update(JSON.stringify(Object.entries(row)))
      .digest('hex');
    return `${rowNumber}-${hash.slice(0, 32)}`;
  }
  return mapped(row, mapping.id) ?? reject('missing_id', 'id', 'A column of the id is blank.');
}

/** The tags of a row; those of named columns come before those of a JSON column. */
export function readTags(
  row: Row,
  mapping: Pick<Mapping, 'tags'> & Partial<Pick<Mapping, 'tags_from_json'>>,
): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const name of mapping.tags_from_json ?? []) {
    for (const [key, found] of Object.entries(asObject(lookUp(row, name)) ?? {}))
      if (typeof found === 'string' && found !== '') tags[key] = found;
  }
  for (const [key, from] of Object.entries(mapping.tags)) {
    const text = mapped(row, from);
    if (text !== null) tags[key] = text;
  }
  return tags;
}
