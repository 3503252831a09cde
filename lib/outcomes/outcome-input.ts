import { z } from 'zod';
import { idText, reasonText } from '../access/fields';
import { type Filter, filterSchema, periodSchema } from '../attribution/query';
import { CURRENCIES } from '../money/currency';
import { parseMoney } from '../money/money';
import { MAX_OUTCOMES_OF_ONE } from './parse-outcomes';

/** What usage is told apart by and outcomes are not: a model delivers nothing by itself. */
const NOT_OF_OUTCOMES: readonly Filter['dimension'][] = [
  'provider',
  'model',
  'tier',
  'service_tier',
  'task_class',
  'user',
];

const outcomeFilters = z
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

/** As senders name it. */
const outcomeKey = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9_.-]{0,62}$/,
    'Use lower-case letters, digits, dots and underscores, like ticket_resolved.',
  );
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, 'Use one line of plain text.');
const unit = line(80).min(1, 'Say what one of them is called, like "resolved ticket".');
const description = z
  .string()
  .trim()
  .min(3, 'Say when one counts.')
  .max(1_000, 'Use at most 1,000 characters.');
const vouchedBy = line(120).min(1, 'Say who stands for the counting.');
const day = z.iso.date('Write a day as YYYY-MM-DD.');

export const defineOutcomeInput = z.object({
  workflow: workflowText,
  outcome: outcomeKey,
  unit,
  description,
  vouchedBy,
});

const definitionId = idText;

export const changeDefinitionInput = z.object({
  definitionId,
  changes: z
    .object({ unit: unit.optional(), description: description.optional(), vouchedBy: vouchedBy.optional() })
    .refine((changes) => Object.values(changes).some((change) => change !== undefined), 'Change something.'),
  reason: reasonText,
});

export const archiveOutcomeInput = z.object({ definitionId, reason: reasonText });

export const setValueInput = z
  .object({
    definitionId,
    /** Of one outcome before rework; 0 where it is worth nothing. */
    amount: z
      .string()
      .trim()
      .regex(/^\d{1,14}(\.\d{1,12})?$/, 'Write an amount with digits only, like 12 or 12.50.')
      .transform((text) => parseMoney(text)),
    currency: readingCurrency,
    /** 0 to 1 at no more than 6 decimals. */
    reworkShare: z
      .string()
      .trim()
      .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'Write a share from 0 to 1, like 0.15.'),
    validFrom: day,
    validTo: day.nullable().default(null),
    /** Where the amount is from. */
    basis: line(300).min(3, 'Say where the amount is from.'),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, {
    message: 'The last day must come after the first.',
    path: ['validTo'],
  });

const count = z
  .int('Write a whole number.')
  .min(-MAX_OUTCOMES_OF_ONE, 'This is too many at once.')
  .max(MAX_OUTCOMES_OF_ONE, 'This is too many at once.');

export const enterOutcomesInput = z.object({
  workflow: workflowText,
  /** The team they are counted for. */
  teamId: idText,
  day,
  /** Below zero takes back. */
  count: count.refine((entered) => entered !== 0, 'Write how many; 0 says nothing.'),
  reason: reasonText,
  /** Given twice, it counts once. */
  entryId: z.uuid().optional(),
});

export const correctOutcomesInput = z.object({
  /** `seq` of the row to correct. */
  seq: idText,
  /** What the row should have said; 0 takes all of it back. */
  count,
  reason: reasonText,
});

export const listOutcomesInput = z.object({
  workflow: workflowText.optional(),
  period: periodSchema,
  /** `seq` of the last row seen. */
  cursor: idText.nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});
