import type { ServiceTier } from '../pricing/rates';
import { MAX_ID_LENGTH, MAX_NAME_LENGTH, MAX_TAGS } from '../usage/field-reader';
import { isTagKey, type TagSet, tagSetOf } from '../usage/tag-set';
import { MAX_TOKENS } from '../usage/tokens';

/** A call that asks to be made (API.md, POST /v1/gate), checked. */
export interface GateRequest {
  /** The caller's own id: asked again, the same answer. */
  id: string;
  provider: string | null;
  model: string;
  serviceTier: ServiceTier;
  inputTokens: number;
  cacheReadTokens: number;
  cacheWrite5mTokens: number;
  cacheWrite1hTokens: number;
  /** Null: the caller sets no limit. */
  maxOutputTokens: number | null;
  tags: TagSet;
  user: string | null;
  taskClass: string;
  /** The call needs a model that can use tools. */
  needsTools: boolean;
  /** How long the reservation holds. */
  ttlSeconds: number;
}

export interface GateProblem {
  code: string;
  /** JSON pointer into the request. */
  pointer: string;
  detail: string;
}

export type ParsedGateRequest = { ok: true; request: GateRequest } | { ok: false; problem: GateProblem };

export const DEFAULT_TTL_SECONDS = 600;
export const MAX_TTL_SECONDS = 3_600;

const INPUT_CLASSES = ['input', 'cache_read', 'cache_write_5m', 'cache_write_1h'] as const;
export const GATE_TOKEN_FIELDS: readonly string[] = [...INPUT_CLASSES, 'max_output'];
const SERVICE_TIERS: readonly ServiceTier[] = ['standard', 'batch', 'priority', 'flex'];
const NOT_TEXT = /[\p{Cc}\p{Cs}]/u;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps the first problem met. */
class Fields {
  problem: GateProblem | null = null;

  fail(code: string, pointer: string, detail: string): null {
    this.problem ??= { code, pointer, detail };
    return null;
  }

  text(value: unknown, pointer: string, max = MAX_NAME_LENGTH): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') return this.fail('wrong_type', pointer, 'This must be a string.');
    if (value.length > max) return this.fail('too_long', pointer, `This must be at most ${max} characters.`);
    if (!PRINTABLE_ASCII.test(value) && NOT_TEXT.test(value))
      return this.fail('invalid_text', pointer, 'This holds control characters or broken Unicode.');
    return value.trim() || null;
  }

  required(value: unknown, pointer: string, max?: number): string {
    const text = this.text(value, pointer, max);
    if (text === null) this.fail('required', pointer, 'This is required and must not be empty.');
    return text ?? '';
  }

  whole(value: unknown, pointer: string, min: number, max: number): number | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    return this.fail('out_of_range', pointer, `This must be a whole number from ${min} to ${max}.`);
  }
}

function readTags(fields: Fields, raw: unknown): TagSet {
  const named: string[] = [];
  if (raw === undefined || raw === null) return tagSetOf(named);
  if (!isRecord(raw)) {
    fields.fail('wrong_type', '/tags', 'Tags must be an object of strings.');
    return tagSetOf(named);
  }
  // Sorted: the same tags in another order are the same request.
  const keys = Object.keys(raw).sort();
  if (keys.length > MAX_TAGS)
    fields.fail('too_many_tags', '/tags', `A call carries at most ${MAX_TAGS} tags.`);
  for (const key of keys.slice(0, MAX_TAGS)) {
    if (!isTagKey(key)) {
      fields.fail(
        'invalid_tag_key',
        '/tags',
        'A tag key is a letter, then letters, digits or _ . : / - (64 at most).',
      );
      break;
    }
    const value = fields.text(raw[key], `/tags/${key.replaceAll('/', '~1')}`);
    if (value !== null) named.push(key, value);
  }
  return fields.problem ? tagSetOf([]) : tagSetOf(named);
}

function readTokens(fields: Fields, raw: unknown) {
  const none = { input: 0, cache_read: 0, cache_write_5m: 0, cache_write_1h: 0, maxOutput: null };
  if (!isRecord(raw)) {
    fields.fail('required', '/tokens', 'Say how large the call is: {"input": 1200, "max_output": 800}.');
    return none;
  }
  for (const key of Object.keys(raw)) {
    if (GATE_TOKEN_FIELDS.includes(key)) continue;
    const known = GATE_TOKEN_FIELDS.join(', ');
    fields.fail(
      'unknown_token_class',
      '/tokens',
      key === 'output'
        ? 'A call that has not been made has no output yet: send "max_output", the most it may write.'
        : `"${key.slice(0, 40)}" is not known here; the gate reads ${known}.`,
    );
    return none;
  }
  if (raw.input === undefined || raw.input === null)
    fields.fail(
      'required',
      '/tokens/input',
      'Send the number of input tokens of the call: without it the gate cannot say what it may cost.',
    );
  const [input, cacheRead, write5m, write1h] = INPUT_CLASSES.map(
    (key) => fields.whole(raw[key], `/tokens/${key}`, 0, MAX_TOKENS) ?? 0,
  ) as [number, number, number, number];
  return {
    input,
    cache_read: cacheRead,
    cache_write_5m: write5m,
    cache_write_1h: write1h,
    maxOutput: fields.whole(raw.max_output, '/tokens/max_output', 0, MAX_TOKENS),
  };
}

function readFlag(fields: Fields, raw: unknown): boolean {
  if (raw === undefined || raw === null || typeof raw === 'boolean') return raw ?? false;
  fields.fail('wrong_type', '/needs_tools', 'This must be true or false.');
  return false;
}

/** Checks a request of the gate. Never throws, whatever it is given. Unknown fields are ignored. */
export function parseGateRequest(raw: unknown): ParsedGateRequest {
  if (!isRecord(raw))
    return { ok: false, problem: { code: 'wrong_type', pointer: '', detail: 'The body must be an object.' } };
  const fields = new Fields();
  const id = fields.required(raw.id, '/id', MAX_ID_LENGTH);
  const model = fields.required(raw.model, '/model');
  const provider = fields.text(raw.provider, '/provider');
  const counts = readTokens(fields, raw.tokens);
  const tags = readTags(fields, raw.tags);
  const tier = raw.service_tier ?? 'standard';
  if (!SERVICE_TIERS.includes(tier as ServiceTier))
    fields.fail('not_allowed', '/service_tier', `This must be one of: ${SERVICE_TIERS.join(', ')}.`);
  const request: GateRequest = {
    id,
    provider,
    model,
    serviceTier: tier as ServiceTier,
    inputTokens: counts.input,
    cacheReadTokens: counts.cache_read,
    cacheWrite5mTokens: counts.cache_write_5m,
    cacheWrite1hTokens: counts.cache_write_1h,
    maxOutputTokens: counts.maxOutput,
    tags,
    user: fields.text(raw.user, '/user'),
    taskClass: fields.text(raw.task_class, '/task_class') ?? '',
    needsTools: readFlag(fields, raw.needs_tools),
    ttlSeconds: fields.whole(raw.ttl_seconds, '/ttl_seconds', 1, MAX_TTL_SECONDS) ?? DEFAULT_TTL_SECONDS,
  };
  return fields.problem ? { ok: false, problem: fields.problem } : { ok: true, request };
}

/** What tells this request from another with the same id. */
export const requestContent = (request: GateRequest): string =>
  JSON.stringify([
    request.provider,
    request.model,
    request.serviceTier,
    request.inputTokens,
    request.cacheReadTokens,
    request.cacheWrite5mTokens,
    request.cacheWrite1hTokens,
    request.maxOutputTokens,
    request.tags.key,
    request.user,
    request.taskClass,
    request.ttlSeconds,
    ...(request.needsTools ? ['needs_tools'] : []),
  ]);
