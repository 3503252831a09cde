import { z } from 'zod';
import { displayName, idText, reasonText } from '../access/fields';
import { CURRENCIES } from '../money/currency';
import { parseMoney } from '../money/money';
import {
  BUDGET_PERIODS,
  BUDGET_UNITS,
  type BudgetScope,
  DEFAULT_THRESHOLDS,
  DOWNGRADE_TIERS,
  type Threshold,
} from './budget';

/** What people may write about budgets. Ids and amounts are strings on the wire; the output has bigint. */
const organisation = z.object({ kind: z.literal('organisation') });
const department = z.object({ kind: z.literal('department'), departmentId: idText });
const team = z.object({ kind: z.literal('team'), teamId: idText });

const workflowText = z.string().trim().min(1, 'Choose a workflow.').max(200);
const workflow = z.object({ kind: z.literal('workflow'), teamId: idText, workflow: workflowText });
const apiKey = z.object({ kind: z.literal('api_key'), keyId: z.uuid('Choose a key.') });

export const budgetScopeInput = z.discriminatedUnion('kind', [
  organisation,
  department,
  team,
  workflow,
  z.object({
    kind: z.literal('user'),
    of: z.discriminatedUnion('kind', [organisation, department, team]),
  }),
  apiKey,
]) satisfies z.ZodType<BudgetScope>;

/** Above zero, at most 12 decimals; in the budget's currency, or a number of tokens. */
export const limitText = z
  .string()
  .trim()
  .regex(/^\d{1,20}(\.\d{1,12})?$/, 'Write an amount with digits only, like 12000 or 12000.50.')
  .transform((text) => parseMoney(text))
  .refine((amount) => amount > 0n, 'Write an amount above zero.');

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notify') }),
  z.object({ kind: z.literal('warn') }),
  z.object({
    kind: z.literal('throttle'),
    requestsPerMinute: z.int().min(1, 'Allow at least one request a minute.').max(1_000_000),
  }),
  z.object({ kind: z.literal('downgrade'), tier: z.enum(DOWNGRADE_TIERS) }),
  z.object({ kind: z.literal('block') }),
  z.object({ kind: z.literal('executive_review') }),
]);

const MAX_THRESHOLDS = 8;

export const thresholdsInput = z
  .array(
    z.object({
      percent: z
        .int()
        .min(1, 'Use whole percents from 1 to 200.')
        .max(200, 'Use whole percents from 1 to 200.'),
      action,
    }),
  )
  .min(1, 'Keep at least one threshold.')
  .max(MAX_THRESHOLDS, `Use at most ${MAX_THRESHOLDS} thresholds.`)
  .refine(
    (thresholds) =>
      thresholds.every((one, index) => index === 0 || one.percent > (thresholds[index - 1]?.percent ?? 0)),
    'Put the thresholds in ascending order, each percent once.',
  ) satisfies z.ZodType<Threshold[]>;

/** When the work itself should stop, in words. */
const stopCondition = z.string().trim().max(500, 'Use at most 500 characters.');
const ownerId = z.uuid('Choose a person.');
export const dayText = z.iso
  .date('Write a day as YYYY-MM-DD.')
  .refine((day) => day >= '1970-01-01' && day < '3000-01-01', 'Choose a day from 1970 to 2999.');

/** What can be set when a budget is made and changed afterwards. */
const terms = {
  name: displayName,
  limit: limitText,
  thresholds: thresholdsInput,
  stopCondition: stopCondition.nullable(),
  ownerId: ownerId.nullable(),
  whenUnavailable: z.enum(['open', 'closed']),
  whenUnpriced: z.enum(['deny', 'allow']),
  reviewOn: dayText,
};

/** A currency is named exactly where the unit is currency. `reviewOn` left out: a quarter ahead. */
export const createBudgetInput = z
  .object({
    ...terms,
    scope: budgetScopeInput,
    unit: z.enum(BUDGET_UNITS).default('currency'),
    currency: z.enum(CURRENCIES).nullable().default(null),
    period: z.enum(BUDGET_PERIODS).default('month'),
    thresholds: thresholdsInput.default(() => [...DEFAULT_THRESHOLDS]),
    stopCondition: terms.stopCondition.default(null),
    ownerId: terms.ownerId.default(null),
    whenUnavailable: terms.whenUnavailable.default('open'),
    whenUnpriced: terms.whenUnpriced.default('deny'),
    reviewOn: dayText.optional(),
  })
  .refine((input) => (input.unit === 'currency') === (input.currency !== null), {
    path: ['currency'],
    message: 'Choose a currency for a budget of money, and none for one of tokens.',
  })
  .refine(isWholeTokens, { path: ['limit'], message: 'Write a whole number of tokens.' });

/** Scope, unit, currency and period are what a budget is: archive it and make another to change them. */
export const editBudgetInput = z.object({
  budgetId: idText,
  changes: z
    .object(terms)
    .partial()
    .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'Change something.'),
  reason: reasonText.optional(),
});

function isWholeTokens(input: { unit: 'currency' | 'tokens'; limit: bigint }): boolean {
  return input.unit === 'currency' || input.limit % 10n ** 12n === 0n;
}

export const budgetIdInput = z.object({ budgetId: idText });
export const archiveBudgetInput = z.object({ budgetId: idText, reason: reasonText });

/** The three ready-made levels; a level left out is not made. Amounts in `currency`, per month. */
export const defaultBudgetsInput = z
  .object({
    currency: z.enum(CURRENCIES),
    /** For every user of the organisation. */
    perUser: limitText.optional(),
    perTeam: z
      .array(z.object({ teamId: idText, limit: limitText }))
      .max(500)
      .default([]),
    /** Hard: it stops calls and calls the executives. */
    organisation: limitText.optional(),
    /** In the language of whoever makes them; a team's budget has the team's name. */
    names: z
      .object({ organisation: displayName, perUser: displayName })
      .default({ organisation: 'Organisation ceiling', perUser: 'Every user' }),
  })
  .refine(
    (input) => input.perUser !== undefined || input.organisation !== undefined || input.perTeam.length > 0,
    'Give at least one amount.',
  );

/** The limit wanted instead, in the budget's own unit, through the day `until`. */
export const raiseRequestInput = z.object({
  budgetId: idText,
  limit: limitText,
  until: dayText,
  reason: reasonText,
});

/** As asked, or amended by `limit` and `until`. */
export const approveRaiseInput = z.object({
  requestId: idText,
  limit: limitText.optional(),
  until: dayText.optional(),
  note: z.string().trim().max(500).optional(),
});

export const declineRaiseInput = z.object({ requestId: idText, note: reasonText });
export const endRaiseInput = z.object({ requestId: idText, note: reasonText });
export const withdrawRaiseInput = z.object({ requestId: idText });

export const closeReviewInput = z.object({
  reviewId: idText,
  outcome: z.enum(['stop', 'continue']),
  note: reasonText,
});

export const MAX_KILL_DAYS = 30;

/** `endsAt`: ISO date-time with an offset, at most 30 days ahead. */
export const killSwitchInput = z.object({
  scope: z.discriminatedUnion('kind', [team, workflow, apiKey]),
  reason: reasonText,
  endsAt: z.iso.datetime({ offset: true, message: 'Say when it ends.' }).transform((text) => new Date(text)),
});
export const liftKillSwitchInput = z.object({ killSwitchId: idText, reason: reasonText });

/** A budget as drafted, against the usage of a past period; the last whole one where `periodStart` is left out. */
export const previewBudgetInput = z
  .object({
    scope: budgetScopeInput,
    unit: z.enum(BUDGET_UNITS).default('currency'),
    currency: z.enum(CURRENCIES).nullable().default(null),
    period: z.enum(BUDGET_PERIODS),
    limit: limitText,
    thresholds: thresholdsInput,
    whenUnpriced: terms.whenUnpriced.default('deny'),
    /** Any day of the period to replay. */
    day: dayText.optional(),
  })
  .refine((input) => (input.unit === 'currency') === (input.currency !== null), {
    path: ['currency'],
    message: 'Choose a currency for a budget of money, and none for one of tokens.',
  })
  .refine(isWholeTokens, { path: ['limit'], message: 'Write a whole number of tokens.' });

/** What a form sends. */
export type CreateBudgetInput = z.input<typeof createBudgetInput>;
export type EditBudgetInput = z.input<typeof editBudgetInput>;
export type DefaultBudgetsInput = z.input<typeof defaultBudgetsInput>;
export type RaiseRequestInput = z.input<typeof raiseRequestInput>;
export type ApproveRaiseInput = z.input<typeof approveRaiseInput>;
export type KillSwitchInput = z.input<typeof killSwitchInput>;
export type PreviewBudgetInput = z.input<typeof previewBudgetInput>;
