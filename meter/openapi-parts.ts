import { MAX_NAME_LENGTH } from '@/lib/usage/field-reader';

export const name = (description: string) => ({ type: 'string', maxLength: MAX_NAME_LENGTH, description });

export const whole = (minimum: number, maximum: number, description: string) => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});

export const problem = (description: string, retry = false) => ({
  description,
  ...(retry
    ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
    : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

export const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});
