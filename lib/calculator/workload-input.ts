import { z } from 'zod';
import { isWritable } from './tokens-ratio';
import type { Workload } from './workload';
import { isTooLarge } from './workload-size';

const SCALE = 1_000_000;

/** A number that six decimals write exactly, so that the engine reads what the person wrote. */
const decimal = (min: number, max: number) =>
  z.number().min(min).max(max).refine(isWritable, 'Write at most six decimals.');
const share = decimal(0, 1);
const whole = (max: number) => z.number().int().min(0).max(max);
const tokenCount = decimal(0, 10_000_000);
const modelName = z.string().trim().min(1).max(200);

const volume = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('users'),
    activeUsers: whole(100_000_000),
    sessionsPerUserPerDay: decimal(0, 10_000),
  }),
  z.strictObject({
    kind: z.literal('tasks'),
    tasks: decimal(0, 1_000_000_000_000),
    per: z.enum(['day', 'month']),
    activeUsers: whole(100_000_000).nullable(),
  }),
]);

const call = z
  .strictObject({
    systemPromptTokens: tokenCount,
    historyTokensPerTurn: tokenCount,
    retrievedTokens: tokenCount,
    userMessageTokens: tokenCount,
    visibleOutputTokens: tokenCount,
    reasoningMultiple: decimal(0, 1000),
  })
  .refine(
    (tokens) =>
      tokens.systemPromptTokens +
        tokens.retrievedTokens +
        tokens.userMessageTokens +
        tokens.visibleOutputTokens >
      0,
    { message: 'A call has at least one token.', path: ['userMessageTokens'] },
  );

const agent = z.strictObject({
  callsPerTask: decimal(1, 100_000),
  tokensPerTask: decimal(0, 10_000_000_000).nullable(),
  retryShare: decimal(0, 100_000),
  runawayShare: share,
  runawayCalls: decimal(1, 1_000_000),
  loopCap: decimal(1, 1_000_000).nullable(),
});

const mix = z
  .array(z.strictObject({ model: modelName, share }))
  .min(1)
  .max(12)
  .refine((legs) => legs.reduce((sum, leg) => sum + Math.round(leg.share * SCALE), 0) === SCALE, {
    message: 'The shares of a mix sum to 1.',
  });

const model = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), model: modelName }),
  z.strictObject({ kind: z.literal('mix'), legs: mix }),
]);

/** A workload from a link, a form or a file; what the engine may take without looking again. */
export const workloadInput: z.ZodType<Workload> = z
  .strictObject({
    volume,
    daysPerMonth: decimal(1, 31),
    turnsPerSession: decimal(1, 1000),
    call,
    agent,
    cacheHitShare: share,
    batchShare: share,
    model,
  })
  .refine((workload) => !isTooLarge(workload), {
    message: 'That is more than 10^20 tokens a month: make it smaller.',
    path: ['volume'],
  });
