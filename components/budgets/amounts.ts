import type { BudgetUnit } from '@/lib/budgets/budget';
import { type Currency, isCurrency, LEDGER_CURRENCY } from '@/lib/money/currency';
import { currencySymbol, formatCount, formatMoney, toChartNumber } from '@/lib/money/format';

/** What an amount of a budget is counted in. */
export interface InUnit {
  unit: BudgetUnit;
  /** Null for tokens. */
  currency: string | null;
}

const currencyOf = ({ currency }: InUnit): Currency =>
  currency !== null && isCurrency(currency) ? currency : LEDGER_CURRENCY;

/** "12000.000000000000" → "12,000": the whole tokens of a decimal string. */
export const wholeTokens = (amount: string): string => formatCount(amount.split('.')[0] ?? '0');

/** An amount without the word for tokens: for columns whose heading or row says what they are. */
export const shortAmount = (amount: string, of: InUnit): string =>
  of.unit === 'tokens' ? wholeTokens(amount) : formatMoney(amount, currencyOf(of));

/** Written before numbers on an axis or in a field. */
export const unitSymbol = (of: InUnit): string =>
  of.unit === 'tokens' ? '' : currencySymbol(currencyOf(of));

/** "54000.500000000000" → "54000.5": what a field starts with. */
export const editable = (amount: string): string =>
  amount.includes('.') ? amount.replace(/0+$/, '').replace(/\.$/, '') : amount;

/** "81.4" → "81.4 %", "80.0" → "80 %", with the minus people read. */
export const percentText = (percent: string): string => `${percent.replace(/\.0$/, '').replace(/^-/, '−')} %`;

/** Pixels only: a part of a limit in per cent, 0 where there is no limit. */
export function barPercent(part: string, limit: string): number {
  const whole = toChartNumber(limit);
  return whole > 0 ? (toChartNumber(part) / whole) * 100 : 0;
}

export const isNegative = (amount: string): boolean => amount.startsWith('-');
export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);
