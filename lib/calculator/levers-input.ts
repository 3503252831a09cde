import { z } from 'zod';
import { LEVER_ORDER, LEVERS, type LeverKey, type LeverPlan } from './levers';
import { isWritable } from './tokens-ratio';

const SCALE = 1_000_000;
const share = z.number().min(0).max(1).refine(isWritable, 'Write at most six decimals.');

function setting(key: LeverKey) {
  const { min, max } = LEVERS[key];
  const strength = share.refine((value) => value === 0 || (value >= min && value <= max), {
    message: `Write 0, or a strength between ${min} and ${max}.`,
  });
  return z.strictObject({ strength, applies: share });
}

const levers = z.strictObject(
  Object.fromEntries(LEVER_ORDER.map((key) => [key, setting(key).optional()])),
) as unknown as z.ZodType<LeverPlan['levers']>;

const routingTargets = z
  .array(z.strictObject({ model: z.string().trim().min(1).max(200), share }))
  .max(6)
  .refine((targets) => targets.reduce((sum, one) => sum + Math.round(one.share * SCALE), 0) <= SCALE, {
    message: 'The shares of the targets sum to 1 at most; the rest stays where it is.',
  });

/** A plan from a link, a form or a file: each strength is 0 or inside the lever's published range. */
export const leverPlanInput: z.ZodType<LeverPlan> = z.strictObject({
  levers,
  routingTargets,
  fineTuning: z.strictObject({
    trainingTokens: z.number().int().min(0).max(1_000_000_000_000),
    trainingUsdPerMTok: z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,6})?$/, 'Write US dollars per million tokens with at most six decimals.'),
  }),
});
