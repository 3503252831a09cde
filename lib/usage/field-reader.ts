import { parseInstant } from './instant';
import { isTagKey, type TagSet, tagSetOf } from './tag-set';

/** Why an event (or outcome) was refused; `pointer` is relative to it. */
export interface EventProblem {
  code: string;
  pointer: string;
  detail: string;
}

export const MAX_ID_LENGTH = 256;
export const MAX_NAME_LENGTH = 256;
export const MAX_TAGS = 32;
const AHEAD_MS = 24 * 3_600_000;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Control characters, and halves of surrogate pairs, which are not text in UTF-8. */
const NOT_TEXT = /[\p{Cc}\p{Cs}]/u;

export type Raw = Record<string, unknown>;
export const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the fields of what is sent, one after the other and without exceptions: keeps the first problem met. */
export class FieldReader {
  problem: EventProblem | null = null;

  fail(code: string, pointer: string, detail: string): void {
    this.problem ??= { code, pointer, detail };
  }

  /** An optional string: null where it is absent, null or blank. */
  text(value: unknown, pointer: string, max = MAX_NAME_LENGTH): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') {
      this.fail('wrong_type', pointer, 'This must be a string.');
      return null;
    }
    if (value.length > max) {
      this.fail('too_long', pointer, `This must be at most ${max} characters.`);
      return null;
    }
    if (!PRINTABLE_ASCII.test(value) && NOT_TEXT.test(value)) {
      this.fail('invalid_text', pointer, 'This holds control characters or broken Unicode.');
      return null;
    }
    const trimmed = value.trim();
    return trimmed === '' ? null : trimmed;
  }

  required(value: unknown, pointer: string, max?: number): string {
    const text = this.text(value, pointer, max);
    if (text === null) this.fail('required', pointer, 'This is required and must not be empty.');
    return text ?? '';
  }

  oneOf<T extends string>(value: unknown, allowed: readonly T[], fallback: T, pointer: string): T {
    if (value === undefined || value === null) return fallback;
    if (allowed.includes(value as T)) return value as T;
    this.fail('not_allowed', pointer, `This must be one of: ${allowed.join(', ')}.`);
    return fallback;
  }

  whole(value: unknown, pointer: string, min: number, max: number): number | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'number') this.fail('wrong_type', pointer, 'This must be a number.');
    else if (!Number.isInteger(value) || value < min || value > max)
      this.fail('out_of_range', pointer, `This must be a whole number from ${min} to ${max}.`);
    else return value;
    return null;
  }

  flag(value: unknown, pointer: string): boolean {
    if (value === undefined || value === null) return false;
    if (typeof value !== 'boolean') this.fail('wrong_type', pointer, 'This must be true or false.');
    return value === true;
  }
}

/** The tags of an event or outcome: strings by name, blank ones left out. */
export function readTags(reader: FieldReader, raw: unknown): TagSet {
  const named: string[] = [];
  if (raw === undefined || raw === null) return tagSetOf(named);
  if (!isRecord(raw)) {
    reader.fail('wrong_type', '/tags', 'Tags must be an object of strings.');
    return tagSetOf(named);
  }
  let seen = 0;
  for (const key in raw) {
    if (!isTagKey(key)) {
      reader.fail(
        'invalid_tag_key',
        '/tags',
        'A tag key is a letter, then letters, digits or _ . : / - (64 at most).',
      );
      return tagSetOf(named);
    }
    const value = readTag(reader, raw[key], key);
    seen += 1;
    if (value !== null) named.push(key, value);
  }
  if (seen > MAX_TAGS) reader.fail('too_many_tags', '/tags', `At most ${MAX_TAGS} tags go with one event.`);
  return reader.problem ? tagSetOf([]) : tagSetOf(named);
}

function readTag(reader: FieldReader, value: unknown, key: string): string | null {
  const pointer = key.includes('/') ? key.replaceAll('/', '~1') : key;
  return reader.text(value, `/tags/${pointer}`);
}

/** Milliseconds since 1970; with a problem noted, 0. @param now milliseconds since 1970 */
export function readTime(reader: FieldReader, raw: unknown, now: number): number {
  if (raw === undefined || raw === null || raw === '') {
    reader.fail('required', '/time', 'This is required.');
    return 0;
  }
  const at = typeof raw === 'string' && raw.length <= 40 ? parseInstant(raw) : null;
  if (at === null)
    reader.fail(
      'invalid_time',
      '/time',
      'Write the time as RFC 3339 with its offset: 2026-10-31T23:59:59.123+08:00.',
    );
  else if (at < 0) reader.fail('time_too_early', '/time', 'Times before 1970 are not accepted.');
  else if (at > now + AHEAD_MS)
    reader.fail(
      'time_in_future',
      '/time',
      'The time is more than 24 hours ahead of now; check the clock or the offset.',
    );
  return at ?? 0;
}
