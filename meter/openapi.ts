import { KEY_SCOPES } from '@/lib/access/actor';
import { MAX_ID_LENGTH, MAX_TAGS } from '@/lib/usage/field-reader';
import { MAX_CONTEXT_TOKENS, MAX_REQUESTS, MAX_TOKENS, WIRE_TOKEN_CLASSES } from '@/lib/usage/tokens';
import { gatePaths, gateSchemas } from './openapi-gate';
import { outcomePaths, outcomeSchemas } from './openapi-outcomes';
import { json, name, problem, whole } from './openapi-parts';
import { portkeyPaths } from './openapi-portkey';
import { MAX_BODY_BYTES, MAX_EVENTS } from './read-body';

const usageEvent = {
  type: 'object',
  required: ['id', 'time', 'model', 'tokens'],
  properties: {
    id: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_ID_LENGTH,
      description: 'With team and source, the identity of the event: it counts once.',
    },
    time: {
      type: 'string',
      format: 'date-time',
      description: 'When it happened, with an offset. From 1970 to 24 h ahead of now.',
    },
    source: name('What sends it; the request’s source unless given here.'),
    provider: name('Who sold the tokens, e.g. anthropic, openai, azure.'),
    model: name('The model that served.'),
    requested_model: name('The model asked for, where another one served.'),
    service_tier: { type: 'string', enum: ['standard', 'batch', 'priority', 'flex'], default: 'standard' },
    tokens: {
      type: 'object',
      description:
        'Disjoint token classes, at least one. `input` leaves out cached tokens, `output` leaves out reasoning.',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(
        WIRE_TOKEN_CLASSES.map((key) => [key, whole(0, MAX_TOKENS, `Tokens of class ${key}.`)]),
      ),
    },
    requests: { ...whole(1, MAX_REQUESTS, 'How many calls this event stands for.'), default: 1 },
    status: { type: 'string', enum: ['ok', 'error'], default: 'ok' },
    attempt: { ...whole(1, 1000, '2 and above is a retry.'), default: 1 },
    tags: {
      type: 'object',
      maxProperties: MAX_TAGS,
      additionalProperties: name('A tag value.'),
      properties: Object.fromEntries(
        ['team', 'feature', 'workflow', 'customer_segment', 'business_process', 'environment', 'region'].map(
          (key) => [key, name(`The ${key.replace('_', ' ')}.`)],
        ),
      ),
    },
    user: name('Stored only as a keyed hash.'),
    task_class: name('What kind of task it was.'),
    trace_id: name('The trace it belongs to.'),
    task_id: name('The task it belongs to.'),
    context: {
      type: 'object',
      properties: {
        system_prompt: whole(0, MAX_CONTEXT_TOKENS, 'Tokens of the system prompt.'),
        history: whole(0, MAX_CONTEXT_TOKENS, 'Tokens of the conversation so far.'),
        retrieved: whole(0, MAX_CONTEXT_TOKENS, 'Tokens of retrieved text.'),
      },
    },
    request_hash: name('A hash of the request, to find repeats.'),
    reservation: name('The reservation this usage settles.'),
    partial: {
      type: 'boolean',
      description: 'More usage of the reservation is to come: it stays open and holds what is left.',
    },
  },
};

const usageRequest = {
  type: 'object',
  required: ['events'],
  properties: {
    source: name('Default source of the events.'),
    events: { type: 'array', maxItems: MAX_EVENTS, items: { $ref: '#/components/schemas/UsageEvent' } },
  },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/Problem/$defs/fault' } },
  },
  $defs: {
    fault: {
      type: 'object',
      required: ['pointer', 'code', 'detail'],
      properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
    },
  },
};

const usageResult = {
  type: 'object',
  required: ['accepted', 'duplicates', 'unpriced', 'rejected'],
  properties: {
    accepted: { type: 'integer' },
    duplicates: { type: 'integer' },
    unpriced: { type: 'integer', description: 'Of those accepted, how many have no price.' },
    rejected: {
      type: 'array',
      items: {
        type: 'object',
        required: ['index', 'code', 'pointer', 'detail'],
        properties: {
          index: { type: 'integer' },
          id: { type: 'string' },
          code: { type: 'string' },
          pointer: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    effectiveCost: { type: 'string', description: 'Dry run only: USD, decimal.' },
  },
};

const postUsage = {
  operationId: 'recordUsage',
  summary: 'Record usage events',
  description: `At most ${MAX_EVENTS} events or ${MAX_BODY_BYTES} bytes after decompression; gzip allowed. Good events are stored, bad ones are named. The same request again is safe.`,
  security: [{ key: ['usage:write'] }],
  parameters: [
    {
      name: 'dry_run',
      in: 'query',
      description: 'Price without storing.',
      schema: { type: 'boolean', default: false },
    },
    { name: 'Content-Encoding', in: 'header', schema: { type: 'string', enum: ['gzip', 'identity'] } },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/UsageRequest' } },
      'application/x-ndjson': { schema: { $ref: '#/components/schemas/UsageEvent' } },
    },
  },
  responses: {
    200: json('What became of each event; stored and durable.', { $ref: '#/components/schemas/UsageResult' }),
    400: problem('Malformed: not JSON, not UTF-8, not gzip, empty.'),
    401: problem('No valid key.'),
    403: problem('The key lacks the scope, or belongs to another team than the events name.'),
    413: problem('Too many events or bytes; nothing was stored.'),
    415: problem('Neither JSON nor NDJSON, or an unknown encoding.'),
    422: problem('Valid JSON that breaks a rule of the envelope.'),
    429: problem('Too many requests open with this key.', true),
    500: problem('Something failed here; nothing in the request counts as stored.'),
    503: problem('Overloaded, stopping, or the database is away: send it again.', true),
  },
};

/** OpenAPI 3.1 of the meter, from the same limits that the code checks. */
export function openApi(version: string) {
  const status = { type: 'object', properties: { status: { type: 'string' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Tollgate meter', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths: {
      '/v1/usage': { post: postUsage },
      ...outcomePaths,
      ...gatePaths,
      ...portkeyPaths,
      '/healthz': {
        get: { operationId: 'health', responses: { 200: json('The process answers.', status) } },
      },
      '/readyz': {
        get: {
          operationId: 'ready',
          responses: {
            200: json('It can store usage.', status),
            503: problem('The database is away or migrations have not run.', true),
          },
        },
      },
      '/metrics': {
        get: {
          operationId: 'metrics',
          responses: {
            200: {
              description: 'Prometheus text.',
              content: { 'text/plain': { schema: { type: 'string' } } },
            },
          },
        },
      },
      '/openapi.json': {
        get: { operationId: 'openapi', responses: { 200: json('This document.', { type: 'object' }) } },
      },
    },
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: `An API key, tg_…; scopes: ${KEY_SCOPES.join(', ')}.`,
        },
      },
      schemas: {
        UsageEvent: usageEvent,
        UsageRequest: usageRequest,
        UsageResult: usageResult,
        ...outcomeSchemas,
        ...gateSchemas,
        Problem: problemSchema,
      },
    },
  };
}
