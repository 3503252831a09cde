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

/** Decimals for every amount of a budget, so that its figures can be compared: none from a limit of 1,000 up. */
const decimalsFor = (limit: string): number => ((limit.split('.')[0] ?? '').length > 3 ? 0 : 2);

/**
 * An amount without the word for tokens: for columns whose heading or row says what they are. With the `limit` it is
 * measured against, as precise as that asks for.
 */
export function shortAmount(amount: string, of: InUnit, limit?: string): string {
  if (of.unit === 'tokens') return wholeTokens(amount);
  if (isZero(amount)) return formatMoney(amount, currencyOf(of), 0);
  return formatMoney(amount, currencyOf(of), limit === undefined ? undefined : decimalsFor(limit));
}

/** "53407325" → "53.4 M", in Chinese 「5,340.7 萬」: for a note where the last digit does not matter. */
export function compactCount(count: string, locale: string): string {
  const whole = BigInt(count.split('.')[0] ?? '0');
  const steps: [bigint, string][] =
    locale === 'zh-HK'
      ? [
          [100_000_000n, '億'],
          [10_000n, '萬'],
        ]
      : [
          [1_000_000_000n, 'bn'],
          [1_000_000n, 'M'],
          [10_000n, 'k'],
        ];
  const step = steps.find(([size], index) => whole >= (steps[index]?.[1] === 'k' ? 10_000n : size));
  if (!step) return formatCount(whole);
  const size = step[1] === 'k' ? 1000n : step[0];
  const tenths = (whole * 10n) / size;
  return `${formatCount(tenths / 10n)}${tenths % 10n === 0n ? '' : `.${tenths % 10n}`} ${step[1]}`;
}

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
