import { convert } from '../money/currency';
import { moneyOf, moneyToString } from '../money/money';
import type { Budget } from './budget';

/** What a budget's amounts are said in. */
export type OwnUnit = Pick<Budget, 'unit' | 'planRate'>;

/** Ledger units in the budget's own: its currency at the plan rate, rounded half to even at 10⁻¹², or tokens. */
export function inOwnUnit(units: bigint, { unit, planRate }: OwnUnit): bigint {
  if (unit === 'tokens') return units;
  if (planRate === null) throw new RangeError('A currency budget needs its plan rate.');
  return convert(moneyOf(units), planRate);
}

/** The same as a decimal string. */
export const ownText = (units: bigint, own: OwnUnit): string => amountText(inOwnUnit(units, own));

/** An amount of the budget's own unit as a decimal string. */
export const amountText = (amount: bigint): string => moneyToString(moneyOf(amount));
