import type { ReactNode } from 'react';
import type { Currency } from '@/lib/money/currency';
import { formatCount, formatMoney, formatShare } from '@/lib/money/format';
import { cn } from './cn';

/**
 * An exact amount (decimal string, in `currency`). Null is unknown, and says so with `unknown`: it is never zero.
 */
export function MoneyText({
  amount,
  currency,
  decimals,
  unknown,
  className,
}: {
  amount: string | null;
  currency: Currency;
  decimals?: number;
  unknown?: ReactNode;
  className?: string;
}) {
  if (amount === null) return <span className={cn('text-ink2', className)}>{unknown ?? '–'}</span>;
  return (
    <span className={cn('whitespace-nowrap', className)} title={`${currency} ${amount}`}>
      {formatMoney(amount, currency, decimals)}
    </span>
  );
}

/** A count (tokens, requests) with thousands separators; decimal string or number. */
export function CountText({ count, className }: { count: string | number | null; className?: string }) {
  return (
    <span className={cn('whitespace-nowrap', className)}>{count === null ? '–' : formatCount(count)}</span>
  );
}

/** A share of two whole numbers or two amounts of the same scale, as decimal strings without a point. */
export function ShareText({ part, whole, className }: { part: string; whole: string; className?: string }) {
  return (
    <span className={cn('whitespace-nowrap', className)}>{formatShare(BigInt(part), BigInt(whole))}</span>
  );
}
