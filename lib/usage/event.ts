import type { ServiceTier, TokenClass } from '../pricing/rates';
import {
  type EventProblem,
  FieldReader,
  isRecord,
  MAX_ID_LENGTH,
  type Raw,
  readTags,
  readTime,
} from './field-reader';
import type { TagSet } from './tag-set';
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

export type ParsedEvent = { ok: true; event: UsageEvent } | { ok: false; problem: EventProblem };

/** Wrong counts of tokens have codes of their own. */
function tokenCount(reader: FieldReader, value: unknown, pointer: string): number {
  if (typeof value !== 'number') {
    reader.fail('wrong_type', pointer, 'A token count must be a number.');
    return 0;
  }
  if (value < 0) reader.fail('negative_tokens', pointer, 'A token count cannot be below zero.');
  else if (value > MAX_TOKENS)
    reader.fail('too_many_tokens', pointer, `One event holds at most ${MAX_TOKENS} tokens of a class.`);
  else if (!Number.isInteger(value))
    reader.fail('fractional_tokens', pointer, 'A token count must be a whole number.');
  return value;
}

const SERVICE_TIERS: readonly ServiceTier[] = ['standard', 'batch', 'priority', 'flex'];
const STATUSES = ['ok', 'error'] as const;

function readTokens(reader: FieldReader, raw: unknown): TokenCounts {
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
    counts[tokenClass] = tokenCount(reader, value, `/tokens/${key}`);
    seen += 1;
  }
  if (seen === 0) reader.fail('no_tokens', '/tokens', 'Give at least one token class.');
  return counts;
}

const NO_CONTEXT = {};

/**
 * Checks one event against the rules of API.md. Never throws, whatever it is given.
 * Unknown fields are ignored, unknown token classes are refused: a token is never dropped in silence.
 * Whether a team is named is the caller's to check: it may come from the key.
 * @param now milliseconds since 1970
 */
export function parseUsageEvent(raw: unknown, now: number): ParsedEvent {
  const reader = new FieldReader();
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
