import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HttpProblem } from './problem';

/** Most bytes of a body, after decompression. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;
export const MAX_EVENTS = 10_000;
/** Of a request to the gate: a call is described in far less. */
export const MAX_GATE_BODY_BYTES = 64 * 1024;

const inflate = promisify(gunzip);

/** The bytes of a body without its gzip, stopped at {@link MAX_BODY_BYTES} whatever the stream claims. */
export async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  if (name !== 'gzip' && name !== 'x-gzip')
    throw new HttpProblem(415, 'Send the body plain or with Content-Encoding: gzip.');
  try {
    return await inflate(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooManyBytes();
    throw new HttpProblem(400, 'The body is not complete, valid gzip.');
  }
}

export const tooManyBytes = (): HttpProblem =>
  new HttpProblem(
    413,
    'A request holds at most 16 MiB after decompression. Nothing was stored; send less at once.',
  );

/** What a request lists. */
export type Sent = 'events' | 'outcomes';
const NAMES: Record<Sent, string> = { events: 'usage events', outcomes: 'outcomes' };

const tooMany = (what: Sent): HttpProblem =>
  new HttpProblem(
    413,
    `A request holds at most ${MAX_EVENTS} ${what}. Nothing was stored; send fewer at once.`,
  );

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new HttpProblem(400, 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export interface SentRequest {
  source?: unknown;
  sent: unknown[];
}

/** Any JSON value; throws 400 where it is none. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(400, 'The body is not valid JSON.');
  }
}

/** `{ source?, events: [...] }` (or outcomes), checked only as far as its envelope. */
export function readJson(bytes: Buffer, what: Sent): SentRequest {
  const body = parseJson(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse('', 'not_an_object', `The body must be an object with "${what}".`);
  const { source, [what]: sent } = body as Record<string, unknown>;
  if (!Array.isArray(sent))
    throw refuse(`/${what}`, 'required', `"${what}" must be a list of ${NAMES[what]}.`);
  if (sent.length > MAX_EVENTS) throw tooMany(what);
  return { source, sent };
}

/** One event or outcome a line; blank lines are skipped. A line that is not JSON refuses the request, so that nothing is lost unseen. */
export function readNdjson(bytes: Buffer, what: Sent): SentRequest {
  const sent: unknown[] = [];
  const lines = textOf(bytes).split('\n');
  for (let number = 0; number < lines.length; number += 1) {
    const line = (lines[number] ?? '').trim();
    if (line === '') continue;
    if (sent.length === MAX_EVENTS) throw tooMany(what);
    try {
      sent.push(JSON.parse(line));
    } catch {
      const detail = `Line ${number + 1} is not valid JSON. Nothing was stored.`;
      throw new HttpProblem(400, detail, [
        { path: `/${what}/${sent.length}`, code: 'malformed_json', message: detail },
      ]);
    }
  }
  return { sent };
}

const refuse = (path: string, code: string, message: string): HttpProblem =>
  new HttpProblem(422, message, [{ path, code, message }]);
