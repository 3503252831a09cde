import { cn } from '@/components/ui/cn';
import type { Change } from '@/lib/attribution/dto';
import { isMoneyMeasure, type Measure } from '@/lib/attribution/query';
import type { Currency } from '@/lib/money/currency';
import { columnFigure, columnShare } from './column-format';

/** Cost that rises is a warning and cost that falls is good; a count that moves is neither. */
function toneOf(measure: Measure, difference: string | null): string {
  if (difference === null || !/[1-9]/.test(difference)) return 'text-ink2';
  if (!isMoneyMeasure(measure)) return 'text-ink2';
  return difference.startsWith('-') ? 'text-good' : 'text-warn';
}

/** A signed amount; zero has no sign. */
export function signed(
  value: string | null,
  measure: Measure,
  currency: Currency,
  decimals?: number,
): string {
  const text = columnFigure(value, measure, currency, decimals);
  return value === null || value.startsWith('-') || !/[1-9]/.test(value) ? text : `+${text}`;
}

export function ChangeAmount({
  change,
  measure,
  currency,
  decimals,
}: {
  change: Change | undefined;
  measure: Measure;
  currency: Currency;
  decimals?: number | undefined;
}) {
  const value = change?.difference.value ?? null;
  return (
    <span className={cn('whitespace-nowrap', toneOf(measure, value))}>
      {signed(value, measure, currency, decimals)}
    </span>
  );
}

/** Two shares differ by points, not by per cent of a per cent. */
const points = (difference: string | null, label: string): string =>
  `${columnShare(difference, true).replace(' %', '')} ${label}`;

/** The relative change; where there was nothing before, the word for it instead of an infinite per cent. */
export function ChangePercent({
  change,
  measure,
  isNew,
  newLabel,
  pointsLabel = '',
}: {
  change: Change | undefined;
  measure: Measure;
  isNew: boolean;
  newLabel: string;
  /** Word after a difference between two shares. */
  pointsLabel?: string;
}) {
  const difference = change?.difference.value ?? null;
  if (isNew) return <span className="text-ink2">{newLabel}</span>;
  return (
    <span className={cn('whitespace-nowrap', toneOf(measure, difference))}>
      {measure === 'cache_hit_share'
        ? points(difference, pointsLabel)
        : columnShare(change?.ratio.value ?? null, true)}
    </span>
  );
}
