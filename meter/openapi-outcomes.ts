import { CURRENCIES } from '@/lib/money/currency';
import { MAX_OUTCOMES_OF_ONE } from '@/lib/outcomes/parse-outcomes';
import { MAX_ID_LENGTH, MAX_TAGS } from '@/lib/usage/field-reader';
import { json, name, problem, whole } from './openapi-parts';
import { MAX_BODY_BYTES, MAX_EVENTS } from './read-body';

const outcome = {
  type: 'object',
  required: ['id', 'time', 'workflow', 'outcome'],
  properties: {
    id: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_ID_LENGTH,
      description: 'With team and source, the identity of the outcome: it counts once.',
    },
    time: {
      type: 'string',
      format: 'date-time',
      description: 'When it was delivered, with an offset. From 1970 to 24 h ahead of now.',
    },
    source: name('What sends it; the request’s source unless given here.'),
    workflow: name('The workflow that delivered it, as in the tags of its usage.'),
    outcome: name('What was delivered, as the definition of the workflow names it.'),
    count: {
      ...whole(-MAX_OUTCOMES_OF_ONE, MAX_OUTCOMES_OF_ONE, 'How many; below zero takes back. Never 0.'),
      default: 1,
    },
    value: {
      type: 'object',
      description: 'What one of them is worth, instead of the value of the definition.',
      required: ['amount', 'currency'],
      properties: {
        amount: { type: 'string', pattern: '^\\d{1,14}(\\.\\d{1,12})?$' },
        currency: { type: 'string', enum: [...CURRENCIES] },
      },
    },
    tags: {
      type: 'object',
      maxProperties: MAX_TAGS,
      description: 'As those of usage; `team` is needed where the key writes for any team.',
      additionalProperties: name('A tag value.'),
    },
  },
};

const outcomesRequest = {
  type: 'object',
  required: ['outcomes'],
  properties: {
    source: name('Default source of the outcomes.'),
    outcomes: { type: 'array', maxItems: MAX_EVENTS, items: { $ref: '#/components/schemas/Outcome' } },
  },
};

const outcomesResult = {
  type: 'object',
  required: ['accepted', 'duplicates', 'rejected'],
  properties: {
    accepted: { type: 'integer' },
    duplicates: { type: 'integer' },
    rejected: { $ref: '#/components/schemas/UsageResult/properties/rejected' },
  },
};

const postOutcomes = {
  operationId: 'recordOutcomes',
  summary: 'Record outcomes',
  description: `At most ${MAX_EVENTS} outcomes or ${MAX_BODY_BYTES} bytes after decompression; gzip allowed. Good ones are stored, bad ones are named. The same request again is safe. To correct, send the difference with a new id.`,
  security: [{ key: ['outcomes:write'] }],
  parameters: [
    { name: 'Content-Encoding', in: 'header', schema: { type: 'string', enum: ['gzip', 'identity'] } },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/OutcomesRequest' } },
      'application/x-ndjson': { schema: { $ref: '#/components/schemas/Outcome' } },
    },
  },
  responses: {
    200: json('What became of each outcome; stored and durable.', {
      $ref: '#/components/schemas/OutcomesResult',
    }),
    400: problem('Malformed: not JSON, not UTF-8, not gzip, empty.'),
    401: problem('No valid key.'),
    403: problem('The key lacks the scope, or belongs to another team than the outcomes name.'),
    413: problem('Too many outcomes or bytes; nothing was stored.'),
    415: problem('Neither JSON nor NDJSON, or an unknown encoding.'),
    422: problem('Valid JSON that breaks a rule of the envelope.'),
    429: problem('Too many requests open with this key.', true),
    500: problem('Something failed here; nothing in the request counts as stored.'),
    503: problem('Overloaded, stopping, or the database is away: send it again.', true),
  },
};

export const outcomePaths = { '/v1/outcomes': { post: postOutcomes } };
export const outcomeSchemas = {
  Outcome: outcome,
  OutcomesRequest: outcomesRequest,
  OutcomesResult: outcomesResult,
};
