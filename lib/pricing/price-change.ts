import { z } from 'zod';
import { idText, reasonText } from '../access/fields';
import { PERCENT, remainderOf } from './discounted-rates';
import { ratesInput } from './rates-input';

const instantText = z.iso
  .datetime({ offset: true, error: 'Choose a day, or write an instant with its zone.' })
  .transform((text) => new Date(text));
const endAfterStart = { message: 'The end must come after the start.', path: ['validTo'] };

/** A price of your own: `contract` changes what is effective, `manual` is a list price. */
export const priceInput = z
  .object({
    modelId: idText,
    list: z.enum(['contract', 'manual']),
    validFrom: instantText.nullable(),
    validTo: instantText.nullable().default(null),
    rates: ratesInput,
    /** Why, or where it is from: shown in the price's history and on the audit log. */
    note: reasonText.nullable().default(null),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom < validTo, endAfterStart);

export const discountInput = z
  .object({
    providerId: idText,
    /** Null: every model of the provider. */
    modelId: idText.nullable().default(null),
    percent: z
      .string()
      .trim()
      .refine(isDiscount, 'Write per cent off the list price: above 0, at most 100, four decimals at most.'),
    validFrom: instantText,
    validTo: instantText.nullable().default(null),
    contract: z
      .string()
      .trim()
      .min(3, 'Name the contract it is from.')
      .max(300, 'Use at most 300 characters.'),
  })
  .refine(({ validFrom, validTo }) => !validTo || validFrom < validTo, endAfterStart);

export const discountEndInput = z.object({
  discountId: idText,
  /** From this instant on it holds no more; at or before its start it never held. */
  endsAt: instantText,
  reason: reasonText,
});

export const listChoiceInput = z.object({
  listKey: z.string().min(1).max(80),
  isCharging: z.boolean(),
  reason: reasonText,
});

/** A change of prices, not yet made: what a preview is asked about, and what the verbs then do. */
export const priceChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price'), input: priceInput }),
  z.object({ kind: z.literal('discount'), input: discountInput }),
  z.object({ kind: z.literal('discountEnd'), input: discountEndInput }),
  z.object({ kind: z.literal('listChoice'), input: listChoiceInput }),
]);
export type PriceChange = z.output<typeof priceChange>;
export type PriceChangeInput = z.input<typeof priceChange>;

/** What a preview showed. Re-pricing refuses where it would do anything else. */
export const expectedEffect = z.object({
  events: z.string().regex(/^\d{1,18}$/),
  change: z.string().regex(/^-?\d{1,26}\.\d{12}$/),
});

/** Charge past usage again together with a change of prices. */
export const repriceChoice = z
  .object({ reason: reasonText, expected: expectedEffect.nullable().default(null) })
  .nullable()
  .default(null);

function isDiscount(text: string): boolean {
  if (!PERCENT.test(text)) return false;
  try {
    return remainderOf(text) >= 0n;
  } catch {
    return false;
  }
}
