import { ASSUMED_MAX_OUTPUT } from '@/lib/budgets/estimate';
import { DEFAULT_TTL_SECONDS, MAX_TTL_SECONDS } from '@/lib/budgets/gate-request';
import { MAX_ID_LENGTH, MAX_TAGS } from '@/lib/usage/field-reader';
import { MAX_TOKENS } from '@/lib/usage/tokens';
import { json, name, problem, whole } from './openapi-parts';
import { MAX_GATE_BODY_BYTES } from './read-body';

const gateRequest = {
  type: 'object',
  required: ['id', 'model', 'tokens'],
  properties: {
    id: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_ID_LENGTH,
      description:
        'With the team, the identity of the call: asked again, the same answer, and nothing held twice.',
    },
    provider: name('Who sells the tokens, e.g. anthropic, openai, azure.'),
    model: name('The model to be called.'),
    service_tier: { type: 'string', enum: ['standard', 'batch', 'priority', 'flex'], default: 'standard' },
    tokens: {
      type: 'object',
      required: ['input'],
      additionalProperties: false,
      properties: {
        input: whole(0, MAX_TOKENS, 'Input tokens that are not cached.'),
        cache_read: whole(0, MAX_TOKENS, 'Input tokens read from a cache.'),
        cache_write_5m: whole(0, MAX_TOKENS, 'Input tokens written to a cache for five minutes.'),
        cache_write_1h: whole(0, MAX_TOKENS, 'Input tokens written to a cache for an hour.'),
        max_output: whole(
          0,
          MAX_TOKENS,
          `The most it may write, reasoning included; ${ASSUMED_MAX_OUTPUT} are assumed without it.`,
        ),
      },
    },
    tags: {
      type: 'object',
      maxProperties: MAX_TAGS,
      additionalProperties: name('A tag value.'),
      description:
        'As usage will carry them; `team` is needed where the key is not of one team. `prompt_template` and `output_format` help to tell the kind of task.',
    },
    user: name('Stored only as a keyed hash.'),
    task_class: name(
      'What kind of task it is. Without it one may be assigned; then `reasons` holds `task_class_assigned`.',
    ),
    needs_tools: { type: 'boolean', default: false, description: 'The model must be able to use tools.' },
    ttl_seconds: {
      ...whole(1, MAX_TTL_SECONDS, 'How long the reservation holds without usage.'),
      default: DEFAULT_TTL_SECONDS,
    },
  },
};

const text = (description: string) => ({ type: 'string', description });
const textOrNull = (description: string) => ({ type: ['string', 'null'], description });

const gateAnswer = {
  type: 'object',
  required: [
    'decision',
    'provider',
    'model',
    'fallback',
    'reservation',
    'budgets',
    'policy',
    'reasons',
    'degraded',
  ],
  properties: {
    decision: {
      type: 'string',
      enum: ['allow', 'warn', 'deny'],
      description: 'warn: allowed, a threshold is passed.',
    },
    provider: textOrNull('Whom to call.'),
    model: text('The model to call; it may be a cheaper one than was asked for.'),
    fallback: {
      type: 'array',
      description: 'To try in turn when the model fails or is too slow.',
      items: { type: 'object', properties: { provider: textOrNull('Provider.'), model: text('Model.') } },
    },
    reservation: {
      type: ['object', 'null'],
      description: 'What is held until usage names it; null: nothing is.',
      properties: {
        id: text('Send it with the usage event, as `reservation`.'),
        amount: textOrNull('Decimal; null: the model has no price, and only tokens are held.'),
        currency: { const: 'USD' },
        expires_at: { type: 'string', format: 'date-time' },
      },
    },
    budgets: {
      type: 'array',
      description: 'Those that apply, the strictest first.',
      items: {
        type: 'object',
        properties: {
          id: text('Budget.'),
          name: text('Its name.'),
          scope: {
            type: 'string',
            enum: ['organisation', 'department', 'team', 'workflow', 'user', 'api_key'],
          },
          percent: textOrNull('Spent and reserved, of the limit; one decimal, rounded down.'),
          state: {
            type: 'string',
            enum: ['ok', 'warn', 'throttle', 'downgrade', 'block', 'executive_review', 'unknown'],
          },
          remaining: textOrNull('Decimal USD, or whole tokens; below zero where more was spent.'),
          unit: { type: 'string', enum: ['currency', 'tokens'] },
          currency: { enum: ['USD', null] },
        },
      },
    },
    policy: {
      type: ['object', 'null'],
      description: 'The routing policy that decided the model; null: none did.',
      properties: {
        id: text('Policy.'),
        version: { type: 'integer', description: 'Of the policy.' },
        rule: text('The rule that matched.'),
      },
    },
    reasons: {
      type: 'array',
      description: 'Of a denial, the first is the one that decided.',
      items: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          code: text('Stable.'),
          detail: text('For people.'),
          budget_id: text('The budget meant.'),
        },
      },
    },
    degraded: { type: 'boolean', description: 'Decided while the database was away: nothing is held.' },
  },
};

const denial = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        message: text('Why.'),
        type: text('The code of the first reason.'),
        param: { type: 'null' },
        code: text('The same.'),
      },
    },
  },
};

const postGate = {
  operationId: 'checkCall',
  summary: 'Ask whether a call may be made, and reserve what it may take',
  description: `At most ${MAX_GATE_BODY_BYTES} bytes; gzip allowed. Durable when answered, unless \`degraded\`.`,
  security: [{ key: ['gate:check'] }],
  parameters: [
    {
      name: 'enforce',
      in: 'query',
      description: 'status: a denial is 429 with an error that clients of OpenAI read.',
      schema: { type: 'string', enum: ['status'] },
    },
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/GateRequest' } } },
  },
  responses: {
    200: json('The decision.', { $ref: '#/components/schemas/GateAnswer' }),
    400: problem('Malformed: not JSON, not UTF-8, not gzip, empty.'),
    401: problem('No valid key.'),
    403: problem('The key lacks the scope, or belongs to another team than the call names.'),
    409: problem('The id was used before, for another call.'),
    413: problem('Too many bytes.'),
    415: problem('Not JSON, or an unknown encoding.'),
    422: problem('Valid JSON that breaks a rule.'),
    429: {
      description: 'A denial, with `enforce=status`. `x-should-retry: false`; throttled: `Retry-After`.',
      content: { 'application/json': { schema: denial } },
    },
    503: problem('Overloaded or stopping, or the database was away before the first call.', true),
  },
};

const releaseReservation = {
  operationId: 'releaseReservation',
  summary: 'Give back what a call held that is not made',
  security: [{ key: ['gate:check'] }],
  parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    200: json('It holds nothing any more; the same again.', {
      type: 'object',
      properties: { id: text('Reservation.'), state: { type: 'string', enum: ['released', 'expired'] } },
    }),
    401: problem('No valid key.'),
    403: problem('The key lacks the scope, or the reservation belongs to another team.'),
    404: problem('There is no such reservation.'),
    409: problem('Usage settled it.'),
    503: problem('The database is away.', true),
  },
};

export const gatePaths = {
  '/v1/gate': { post: postGate },
  '/v1/gate/reservations/{id}': { delete: releaseReservation },
};

export const gateSchemas = { GateRequest: gateRequest, GateAnswer: gateAnswer };
