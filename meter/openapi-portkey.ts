import { json, problem } from './openapi-parts';

const answer = {
  type: 'object',
  required: ['verdict'],
  properties: {
    verdict: { type: 'boolean', description: 'False: the call is refused, and Portkey answers 446.' },
    data: { type: 'object', description: 'Why, or the model to call; shown in hook_results.' },
    transformedData: { type: 'object', description: 'The request with the model to call.' },
  },
};

const hook = (operationId: string, summary: string, scope: string) => ({
  operationId,
  summary,
  description: 'The body is what `default.webhook` of Portkey 1.15 sends. Conversations are not kept.',
  security: [{ key: [scope] }],
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  responses: {
    200: json('What Portkey does next.', answer),
    400: problem('Not JSON, or empty.'),
    401: problem('No valid key.'),
    403: problem('The key lacks the scope, or belongs to another team than the metadata names.'),
    413: problem('Too many bytes.'),
    422: problem('Not what the webhook sends, or it breaks a rule.'),
    503: problem('Overloaded or stopping, or the database was away before the first call.', true),
  },
});

export const portkeyPaths = {
  '/v1/gateways/portkey/gate': {
    post: hook('portkeyGate', "Before a call of Portkey's gateway: ask the gate", 'gate:check'),
  },
  '/v1/gateways/portkey/usage': {
    post: hook('portkeyUsage', "After a call of Portkey's gateway: report its usage", 'usage:write'),
  },
};
