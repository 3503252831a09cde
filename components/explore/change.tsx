import { cn } from '@/components/ui/cn';
import type { Change } from '@/lib/attribution/dto';
import { formatFigure, formatShareOf } from '@/lib/attribution/figure';
import { isMoneyMeasure, type Measure } from '@/lib/attribution/query';
import type { Currency } from '@/lib/money/currency';

/** Cost that rises is a warning and cost that falls is good; a count that moves is neither. */
function toneOf(measure: Measure, difference: string | null): string {
  if (difference === null || !/[1-9]/.test(difference)) return 'text-ink2';
  if (!isMoneyMeasure(measure)) return 'text-ink2';
  return difference.startsWith('-') ? 'text-good' : 'text-warn';
}

/** A signed amount; zero has no sign. */
export function signed(value: string | null, measure: Measure, currency: Currency): string {
  const text = formatFigure(value, measure, currency);
  return value === null || value.startsWith('-') || !/[1-9]/.test(value) ? text : `+${text}`;
}

export function ChangeAmount({
  change,
  measure,
  currency,
}: {
  change: Change | undefined;
  measure: Measure;
  currency: Currency;
}) {
  const value = change?.difference.value ?? null;
  return (
    <span className={cn('whitespace-nowrap', toneOf(measure, value))}>
      {signed(value, measure, currency)}
    </span>
  );
}

/** The relative change; where there was nothing before, the word for it instead of an infinite per cent. */
export function ChangePercent({
  change,
  measure,
  isNew,
  newLabel,
}: {
  change: Change | undefined;
  measure: Measure;
  isNew: boolean;
  newLabel: string;
}) {
  const difference = change?.difference.value ?? null;
  if (isNew) return <span className="text-ink2">{newLabel}</span>;
  return (
    <span className={cn('whitespace-nowrap', toneOf(measure, difference))}>
      {formatShareOf(change?.ratio.value ?? null, 1, true)}
    </span>
  );
}
