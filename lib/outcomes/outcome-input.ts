import { z } from 'zod';
import { type Filter, filterSchema, periodSchema } from '../attribution/query';
import { CURRENCIES } from '../money/currency';

/** What usage is told apart by and outcomes are not: a model delivers nothing by itself. */
const NOT_OF_OUTCOMES: readonly Filter['dimension'][] = [
  'provider',
  'model',
  'tier',
  'service_tier',
  'task_class',
  'user',
];

export const outcomeFilters = z
  .array(filterSchema)
  .max(20)
  .default([])
  .refine((filters) => filters.every(({ dimension }) => !NOT_OF_OUTCOMES.includes(dimension)), {
    message: 'Outcomes cannot be told apart by model or user: filter by team or another tag.',
  });

export const workflowText = z
  .string()
  .trim()
  .min(1, 'Name the workflow.')
  .max(256, 'Use at most 256 characters.');

export const readingCurrency = z.enum(CURRENCIES);

export const resultsInput = z.object({
  /** Half-open days in the organisation's zone. */
  period: periodSchema,
  currency: readingCurrency,
  filters: outcomeFilters,
});
