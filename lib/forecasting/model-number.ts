import { type Money, moneyOf } from '../money/money';

/**
 * Amounts inside a statistical model. A forecast is an estimate, so the model may calculate with doubles; the ledger's
 * own figures never pass through here and back.
 */
export const toModelNumber = (amount: Money): number => Number(amount / 10n ** 3n) / 1e9;

/** A model's number as an amount, rounded to 10⁻⁶ of the currency unit: more would be invented precision. */
export function amountOfModel(value: number): Money {
  if (!Number.isFinite(value)) throw new RangeError('A model gave no number.');
  return moneyOf(BigInt(Math.round(value * 1e6)) * 10n ** 6n);
}
