import { FX_SCALE, parseFxRate } from '../money/currency';
import type { BudgetUnit } from './budget';

/** Tokens are counted at the scale of money, so that one column and one rule serve both units. */
export const TOKEN_UNIT = 10n ** 12n;
const FX_UNIT = 10n ** BigInt(FX_SCALE);

/**
 * A limit as set, in the unit it is counted in: amount ÷ plan rate for currency, rounded down to 10⁻¹² US dollars,
 * so that a budget never allows more than its owner wrote; tokens as they are.
 */
export function limitUnits(amount: bigint, unit: BudgetUnit, planRate: string | null): bigint {
  if (unit === 'tokens') return amount;
  if (planRate === null) throw new RangeError('A currency budget needs its plan rate.');
  return (amount * FX_UNIT) / parseFxRate(planRate);
}
