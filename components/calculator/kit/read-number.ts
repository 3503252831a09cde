import { isWritable } from '@/lib/calculator/tokens-ratio';
import { type Money, parseMoney } from '@/lib/money/money';

export interface Bounds {
  min: number;
  max: number;
  whole?: boolean;
}

const DECIMAL = /^\d{1,15}(\.\d{1,6})?$/;
const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/;

/** What someone typed without the spaces and thousands separators. */
const tidy = (text: string): string => text.trim().replaceAll(/[,\s]/g, '');

/** A number with at most six decimals inside its bounds; null: not one. */
export function readNumber(text: string, { min, max, whole }: Bounds): number | null {
  const written = tidy(text);
  if (!DECIMAL.test(written)) return null;
  const value = Number(written);
  if (value < min || value > max || !isWritable(value) || (whole && !Number.isInteger(value))) return null;
  return value;
}

/** An amount with at most six decimals; null: not one. */
export function readAmount(text: string): Money | null {
  const written = tidy(text);
  return AMOUNT.test(written) ? parseMoney(written) : null;
}
