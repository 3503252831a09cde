'use client';

import type { PlanDto } from '@/lib/forecasting/plan';
import { convert } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { type Money, parseMoney } from '@/lib/money/money';

/** US dollars of the plan as the reader reads them, at today's rate. */
export function usePlanMoney({ currency, rate }: Pick<PlanDto, 'currency' | 'rate'>) {
  return (amount: Money | string): string =>
    formatMoney(convert(typeof amount === 'string' ? parseMoney(amount) : amount, rate), currency);
}
