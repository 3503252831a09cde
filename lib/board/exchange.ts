import { fromUnits, toUnits } from '../attribution/figure';
import { type Currency, LEDGER_CURRENCY, parseFxRate } from '../money/currency';
import { divideHalfEven } from '../money/rounding';

const PLACES = 12;

/**
 * An amount that is not of the ledger (a target, a benchmark) in another currency at the rates of one day, units per US
 * dollar; rounded once, half to even, at 12 decimals. Null where a rate is missing.
 */
export function convertBetween(
  amount: string,
  from: Currency,
  to: Currency,
  rates: ReadonlyMap<string, string>,
): string | null {
  if (from === to) return fromUnits(toUnits(amount, PLACES), PLACES);
  const rateOf = (currency: Currency) => (currency === LEDGER_CURRENCY ? '1' : rates.get(currency));
  const [sold, bought] = [rateOf(from), rateOf(to)];
  if (!sold || !bought) return null;
  return fromUnits(divideHalfEven(toUnits(amount, PLACES) * parseFxRate(bought), parseFxRate(sold)), PLACES);
}
