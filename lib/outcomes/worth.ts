import type { Currency } from '../money/currency';
import { LEDGER_CURRENCY, parseFxRate } from '../money/currency';
import type { Money } from '../money/money';
import { divideHalfEven } from '../money/rounding';

/** Decimals of the worth of outcomes: an amount (12) times a share that was not done again (6), and room for rates. */
export const WORTH_PLACES = 22;
export const REWORK_PLACES = 6;
const REWORK_WHOLE = 10n ** BigInt(REWORK_PLACES);
const WORTH_SCALE = 10n ** BigInt(WORTH_PLACES - 12 - REWORK_PLACES);

/** What one outcome is worth, before rework, and the share that was done again (10⁻⁶). */
export interface Worth {
  amount: Money;
  currency: Currency;
  reworkShare: bigint;
}

/** A dated value of a definition. `validTo` null: until further notice. */
export interface DatedWorth extends Worth {
  id: bigint;
  validFrom: string;
  validTo: string | null;
}

/** The value that counts on a day: of those that cover it, the one recorded last. */
export function worthOn<V extends DatedWorth>(values: readonly V[], day: string): V | null {
  let found: V | null = null;
  for (const value of values) {
    const covers = value.validFrom <= day && (value.validTo === null || day < value.validTo);
    if (covers && (found === null || value.id > found.id)) found = value;
  }
  return found;
}

/** Units of a currency per US dollar on the day in question; null where no rate is recorded. */
type RateOf = (currency: Currency) => string | null;

/** Outcomes added up, with what they are worth in the reading currency at 10⁻²². */
export interface Tally {
  count: bigint;
  /** Outcomes × share done again, at 10⁻⁶. */
  reworked: bigint;
  worth: bigint;
  lacksValue: boolean;
  lacksRate: boolean;
}

export const emptyTally = (): Tally => ({
  count: 0n,
  reworked: 0n,
  worth: 0n,
  lacksValue: false,
  lacksRate: false,
});

/** Adds `count` outcomes of one worth on days of one rate. Another currency is rounded once here, half to even. */
export function addOutcomes(
  tally: Tally,
  count: bigint,
  worth: Worth | null,
  reading: { currency: Currency; rateOf: RateOf },
): void {
  if (count === 0n) return;
  tally.count += count;
  if (worth === null) {
    tally.lacksValue = true;
    return;
  }
  tally.reworked += count * worth.reworkShare;
  const own = count * worth.amount * (REWORK_WHOLE - worth.reworkShare) * WORTH_SCALE;
  const read = exchanged(own, worth.currency, reading);
  if (read === null) tally.lacksRate = true;
  else tally.worth += read;
}

function exchanged(
  amount: bigint,
  from: Currency,
  { currency, rateOf }: { currency: Currency; rateOf: RateOf },
): bigint | null {
  if (from === currency) return amount;
  const [sold, bought] = [rateOf(from), rateOf(currency)];
  if (sold === null || bought === null) return null;
  return divideHalfEven(amount * parseFxRate(bought), parseFxRate(sold));
}

/** Rates of one day: the ledger's own currency is always 1. */
export const ratesOf =
  (rates: ReadonlyMap<Currency, string>): RateOf =>
  (currency) =>
    currency === LEDGER_CURRENCY ? '1' : (rates.get(currency) ?? null);
