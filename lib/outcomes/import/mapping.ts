import { z } from 'zod';
import { parseMappingOf, timeMapping, valueMapping } from '../../usage/import/mapping';
import { TAG_KEY } from '../../usage/taxonomy';

/** How the columns of a file become outcomes: the fields of POST /v1/outcomes from those of a row. */
export const outcomeMappingSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(80),
  description: z.string().max(1000).default(''),
  format: z.enum(['csv', 'jsonl', 'json']).optional(),
  delimiter: z.string().length(1).default(','),
  source: z.string().min(1).max(200),
  /** A template, or "content": a hash of the row with its row number. */
  id: z.union([z.literal('content'), z.strictObject({ template: z.string().min(1) })]),
  time: timeMapping,
  workflow: valueMapping,
  outcome: valueMapping,
  /** One where it is left out; a row of 0 is skipped and counted. */
  count: valueMapping.optional(),
  /** Of one outcome; a row with a blank amount has none of its own. */
  value: z.strictObject({ amount: valueMapping, currency: valueMapping }).optional(),
  tags: z.record(z.string().regex(TAG_KEY), valueMapping).default({}),
});
export type OutcomeMapping = z.output<typeof outcomeMappingSchema>;

/** Parses a mapping; the error names the field ("time.zone: …"). */
export const parseOutcomeMapping = (input: unknown): OutcomeMapping =>
  parseMappingOf(outcomeMappingSchema, input);
