import { invalid } from '../errors';

/**
 * An exact amount: a bigint of 10⁻¹² of one currency unit. On the ledger that unit is the US dollar.
 * `numeric(38,12)` in Postgres, a decimal string on the wire.
 */
export type Money = bigint & { readonly __money: unique symbol };

export const MONEY_SCALE = 12;
const UNIT = 10n ** 12n;
/** numeric(38,12) holds 26 digits before the point. */
const LIMIT = 10n ** 38n;

const DECIMAL = /^([+-]?)(\d{1,26})(?:\.(\d{1,12}))?$/;

export const ZERO = 0n as Money;

/** The amount of `picos` × 10⁻¹²; throws beyond what `numeric(38,12)` can hold. */
export function moneyOf(picos: bigint): Money {
  if (picos >= LIMIT || picos <= -LIMIT) throw invalid('The amount is larger than the ledger can hold.');
  return picos as Money;
}

/** Parses a plain decimal string such as `-12.50`: at most 12 decimals, no exponent, no separators. */
export function parseMoney(text: string): Money {
  const match = DECIMAL.exec(text);
  if (!match)
    throw invalid(
      `"${text.slice(0, 60)}" is not an amount: write digits with at most 12 decimals, like 12.50.`,
    );
  const [, sign, whole = '0', fraction = ''] = match;
  const picos = BigInt(whole) * UNIT + BigInt(fraction.padEnd(MONEY_SCALE, '0'));
  return moneyOf(sign === '-' ? -picos : picos);
}

/** The canonical wire form: always 12 decimals, so that equal amounts are equal strings. */
export function moneyToString(amount: Money): string {
  const negative = amount < 0n;
  const picos = negative ? -amount : amount;
  const fraction = (picos % UNIT).toString().padStart(MONEY_SCALE, '0');
  return `${negative ? '-' : ''}${picos / UNIT}.${fraction}`;
}

export const addMoney = (a: Money, b: Money): Money => moneyOf(a + b);
export const subtractMoney = (a: Money, b: Money): Money => moneyOf(a - b);
export const sumMoney = (amounts: Iterable<Money>): Money => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return moneyOf(total);
};
