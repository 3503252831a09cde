import { z } from 'zod';
import { compileRates } from './compile-rates';
import { type Rates, SERVICE_TIERS, TOKEN_CLASSES } from './rates';

/** USD per million tokens: digits with at most six decimals, so that tokens × price is exact. */
export const priceText = z
  .string()
  .trim()
  .regex(
    /^\d{1,7}(\.\d{1,6})?$/,
    'Write US dollars per million tokens with at most six decimals, like 2.50.',
  );

const factorText = z
  .string()
  .trim()
  .regex(/^\d{1,4}(\.\d{1,12})?$/, 'Write a factor on the standard price, like 0.5.');

const WHOLE_TOKENS = { error: 'Write a whole number of tokens above zero, like 200000.' };
const tokenThreshold = z.number(WHOLE_TOKENS).int(WHOLE_TOKENS).positive(WHOLE_TOKENS);

const prices = z.partialRecord(z.enum(TOKEN_CLASSES), priceText);

/** Rates a person may enter. An input or an output price is needed; the other classes may fall back to them. */
export const ratesInput = z
  .object({
    prices,
    contextTiers: z
      .array(z.object({ aboveInputTokens: tokenThreshold, prices }))
      .max(5)
      .optional(),
    serviceTiers: z.partialRecord(z.enum(SERVICE_TIERS), factorText).optional(),
    perRequest: z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,12})?$/, 'Write US dollars per request, like 0.005.')
      .optional(),
  })
  .refine((rates) => rates.prices.input !== undefined || rates.prices.output !== undefined, {
    message: 'Give at least an input or an output price.',
    path: ['prices', 'input'],
  })
  .transform((rates): Rates => {
    compileRates(rates as Rates);
    return rates as Rates;
  });
