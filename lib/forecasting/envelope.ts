import type { Decimal } from '../attribution/dto';
import type { Currency } from '../money/currency';
import { type Money, moneyOf, moneyToString, parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';

/** What the CFO gives: the budget of the organisation, or for a reader of some teams those of the teams. */
export interface Envelope {
  /** Names of the budgets it is made of. */
  budgets: string[];
  currency: Currency;
  /** Of a month, in `currency`, and in US dollars at the rate each budget was set at. */
  monthly: Decimal;
  monthlyUsd: Decimal;
}

const MONTHS = { month: 1n, quarter: 3n, year: 12n } as const;

/** The envelope of a month, quarter or year, in its own currency. */
export const envelopeOf = ({ monthly }: Envelope, horizon: keyof typeof MONTHS): Decimal =>
  moneyToString(moneyOf(parseMoney(monthly) * MONTHS[horizon]));

/** An amount of the budget's currency in US dollars, at `rate` units a dollar; half to even at 10⁻¹². */
export const inDollars = (amount: Money, rate: Decimal): Money =>
  moneyOf(divideHalfEven(amount * 10n ** 12n, parseMoney(rate)));
