import type { ServiceTier, TokenClass } from '../pricing/rates';
import { parseInstant } from './instant';
import { isTagKey, type TagSet, tagSetOf } from './tag-set';
import {
  MAX_CONTEXT_TOKENS,
  MAX_REQUESTS,
  MAX_TOKENS,
  TOKEN_CLASS_BY_WIRE_NAME,
  type TokenCounts,
  WIRE_TOKEN_CLASSES,
  type WireTokenClass,
} from './tokens';

/** One usage event as it is sent (API.md, POST /v1/usage). */
export interface UsageEventInput {
  id: string;
  /** RFC 3339 with an offset. */
  time: string;
  source?: string;
  provider?: string;
  /** The model that served. */
  model: string;
  /** The model asked for, where another one served. */
  requested_model?: string;
  service_tier?: ServiceTier;
  tokens: Partial<Record<WireTokenClass, number>>;
  requests?: number;
  status?: 'ok' | 'error';
  attempt?: number;
  tags?: Record<string, string>;
  user?: string;
  task_class?: string;
  trace_id?: string;
  task_id?: string;
  context?: { system_prompt?: number; history?: number; retrieved?: number };
  request_hash?: string;
  reservation?: string;
  /** More usage of the reservation is to come: it stays open and keeps what is left of its hold. */
  partial?: boolean;
}

/** A usage event that passed every rule. */
export interface UsageEvent {
  id: string;
  source: string | null;
  /** Milliseconds since 1970, UTC. */
  at: number;
  provider: string | null;
  model: string;
  requestedModel: string | null;
  serviceTier: ServiceTier;
  tokens: TokenCounts;
  requests: number;
  status: 'ok' | 'error';
  attempt: number;
  tags: TagSet;
  user: string | null;
  taskClass: string;
  traceId: string | null;
  taskId: string | null;
  systemPromptTokens: number | null;
  historyTokens: number | null;
  retrievedTokens: number | null;
  requestHash: string | null;
  reservation: string | null;
  partial: boolean;
}

/** Why an event was refused; `pointer` is relative to the event. */
export interface EventProblem {
  code: string;
  pointer: string;
  detail: string;
}

export type ParsedEvent = { ok: true; event: UsageEvent } | { ok: false; problem: EventProblem };

export const MAX_ID_LENGTH = 256;
export const MAX_NAME_LENGTH = 256;
export const MAX_TAGS = 32;
const AHEAD_MS = 24 * 3_600_000;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Control characters, and halves of surrogate pairs, which are not text in UTF-8. */
const NOT_TEXT = /[\p{Cc}\p{Cs}]/u;

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps the first problem met, so that the fields can be read one after the other without exceptions. */
class Reader {
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

  tokenCount(value: unknown, pointer: string): number {
    if (typeof value !== 'number') {
      this.fail('wrong_type', pointer, 'A token count must be a number.');
      return 0;
    }
    if (value < 0) this.fail('negative_tokens', pointer, 'A token count cannot be below zero.');
    else if (value > MAX_TOKENS)
      this.fail('too_many_tokens', pointer, `One event holds at most ${MAX_TOKENS} tokens of a class.`);
    else if (!Number.isInteger(value))
      this.fail('fractional_tokens', pointer, 'A token count must be a whole number.');
    return value;
  }
}

const SERVICE_TIERS: readonly ServiceTier[] = ['standard', 'batch', 'priority', 'flex'];
const STATUSES = ['ok', 'error'] as const;

function readTokens(reader: Reader, raw: unknown): TokenCounts {
  const counts: Record<TokenClass, number> = {
    input: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
  };
  if (!isRecord(raw)) {
    reader.fail('required', '/tokens', 'Give the token counts as an object, at least one class.');
    return counts;
  }
  let seen = 0;
  for (const key in raw) {
    const value = raw[key];
    if (value === null || value === undefined) continue;
    if (!Object.hasOwn(TOKEN_CLASS_BY_WIRE_NAME, key)) {
      reader.fail(
        'unknown_token_class',
        '/tokens',
        `"${key.slice(0, 40)}" is not a token class; the classes are ${WIRE_TOKEN_CLASSES.join(', ')}.`,
      );
      return counts;
    }
    const tokenClass = TOKEN_CLASS_BY_WIRE_NAME[key as WireTokenClass];
    counts[tokenClass] = reader.tokenCount(value, `/tokens/${key}`);
    seen += 1;
  }
  if (seen === 0) reader.fail('no_tokens', '/tokens', 'Give at least one token class.');
  return counts;
}

function readTags(reader: Reader, raw: unknown): TagSet {
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
  if (seen > MAX_TAGS) reader.fail('too_many_tags', '/tags', `An event carries at most ${MAX_TAGS} tags.`);
  return reader.problem ? tagSetOf([]) : tagSetOf(named);
}

function readTag(reader: Reader, value: unknown, key: string): string | null {
  const pointer = key.includes('/') ? key.replaceAll('/', '~1') : key;
  return reader.text(value, `/tags/${pointer}`);
}

function readTime(reader: Reader, raw: unknown, now: number): number {
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

const NO_CONTEXT = {};

/**
 * Checks one event against the rules of API.md. Never throws, whatever it is given.
 * Unknown fields are ignored, unknown token classes are refused: a token is never dropped in silence.
 * Whether a team is named is the caller's to check: it may come from the key.
 * @param now milliseconds since 1970
 */
export function parseUsageEvent(raw: unknown, now: number): ParsedEvent {
  const reader = new Reader();
  if (!isRecord(raw)) {
    return { ok: false, problem: { code: 'wrong_type', pointer: '', detail: 'An event must be an object.' } };
  }
  const id = reader.required(raw.id, '/id', MAX_ID_LENGTH);
  const at = readTime(reader, raw.time, now);
  const model = reader.required(raw.model, '/model');
  const tokens = readTokens(reader, raw.tokens);
  const tags = readTags(reader, raw.tags);
  if (raw.context !== undefined && raw.context !== null && !isRecord(raw.context))
    reader.fail('wrong_type', '/context', 'Context must be an object of token counts.');
  const context: Raw = isRecord(raw.context) ? raw.context : NO_CONTEXT;
  const event: UsageEvent = {
    id,
    source: reader.text(raw.source, '/source'),
    at,
    provider: reader.text(raw.provider, '/provider'),
    model,
    requestedModel: reader.text(raw.requested_model, '/requested_model'),
    serviceTier: reader.oneOf(raw.service_tier, SERVICE_TIERS, 'standard', '/service_tier'),
    tokens,
    requests: reader.whole(raw.requests, '/requests', 1, MAX_REQUESTS) ?? 1,
    status: reader.oneOf(raw.status, STATUSES, 'ok', '/status'),
    attempt: reader.whole(raw.attempt, '/attempt', 1, 1000) ?? 1,
    tags,
    user: reader.text(raw.user, '/user'),
    taskClass: reader.text(raw.task_class, '/task_class') ?? '',
    traceId: reader.text(raw.trace_id, '/trace_id'),
    taskId: reader.text(raw.task_id, '/task_id'),
    systemPromptTokens: reader.whole(context.system_prompt, '/context/system_prompt', 0, MAX_CONTEXT_TOKENS),
    historyTokens: reader.whole(context.history, '/context/history', 0, MAX_CONTEXT_TOKENS),
    retrievedTokens: reader.whole(context.retrieved, '/context/retrieved', 0, MAX_CONTEXT_TOKENS),
    requestHash: reader.text(raw.request_hash, '/request_hash'),
    reservation: reader.text(raw.reservation, '/reservation'),
    partial: reader.flag(raw.partial, '/partial'),
  };
  return reader.problem ? { ok: false, problem: reader.problem } : { ok: true, event };
}
