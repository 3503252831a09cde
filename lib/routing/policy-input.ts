import { z } from 'zod';
import { CONDITION_LISTS, FALLBACK_REASONS, type PolicyBody, STICKY_KEYS } from './policy';

const NOT_TEXT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/u;
const isText = (value: string) => !NOT_TEXT.test(value);

const nameText = z
  .string()
  .trim()
  .min(1, 'This must not be empty.')
  .max(200, 'This must be at most 200 characters.')
  .refine(isText, 'This holds control characters or broken Unicode.');

const names = z.array(nameText).max(200, 'At most 200 names.');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 08:30.');
const tokens = z.number().int().min(0).max(1_000_000_000);

const modelRefInput = z.strictObject({ provider: nameText.nullable(), model: nameText });

const conditionLists = Object.fromEntries(CONDITION_LISTS.map((list) => [list, names.optional()])) as Record<
  (typeof CONDITION_LISTS)[number],
  z.ZodOptional<typeof names>
>;

const condition = z.strictObject({
  ...conditionLists,
  inputTokens: z.strictObject({ from: tokens.optional(), below: tokens.optional() }).optional(),
  hours: z
    .strictObject({
      from: clock,
      until: clock,
      days: z.array(z.number().int().min(1).max(7)).max(7).optional(),
    })
    .optional(),
});

const RULE_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

const rule = z.strictObject({
  id: z.string().regex(RULE_ID, 'Use small letters, digits, - and _, 64 at most.'),
  when: condition,
  primary: modelRefInput,
  fallback: z
    .array(modelRefInput.extend({ on: z.array(z.enum(FALLBACK_REASONS)).min(1).max(3) }))
    .max(10, 'At most 10 fallbacks.'),
  maximumCost: z
    .string()
    .regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,12})?$/, 'Write an amount above 0 in US dollars, such as 0.05.')
    .optional(),
  qualityBar: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'Write a share from 0 to 1, such as 0.95.')
    .optional(),
  share: z.number().int().min(1).max(100).optional(),
  stickyBy: z.enum(STICKY_KEYS).optional(),
});

const constraints = z.strictObject({
  approvedModels: z
    .array(z.strictObject({ team: nameText, models: z.array(modelRefInput).max(200) }))
    .max(500),
  noReasoningOnSimple: z.boolean(),
  noProductionTierInDevelopment: z.boolean(),
  evidenceMaxAgeDays: z.number().int().min(1).max(3_650),
  modelSupport: z
    .array(
      z.strictObject({
        model: modelRefInput,
        tools: z.boolean().optional(),
        regions: z.array(nameText).max(100).optional(),
      }),
    )
    .max(500)
    .optional(),
});

const MAX_RULES = 500;

/** A policy as anyone may send it: its shape. Whether it makes sense is for `checkPolicy`. */
export const policyBody: z.ZodType<PolicyBody> = z.strictObject({
  rules: z.array(rule).max(MAX_RULES, `At most ${MAX_RULES} rules.`),
  constraints,
});
