'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatCount } from '@/lib/money/format';
import { ratioText } from '../kit/ratio-text';
import { type Bounds, readNumber } from '../kit/read-number';
import { readShare, shareTextOf } from '../kit/share-text';
import { TextField } from '../kit/text-field';

interface NumberFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  value: number | null;
  bounds: Bounds;
  /** `percent`: a share between 0 and 1, typed in per cent. */
  unit?: 'plain' | 'percent';
  /** Empty stands for null. */
  optional?: boolean;
  /** Called with every value that can be reckoned with; may refuse it with a reason. */
  onChange: (value: number | null) => string | undefined;
}

/**
 * A number as it is typed. What cannot be read stays in the field with the reason beside it, while the figures go on
 * with the last value that could; a value that changes elsewhere replaces what was typed.
 */
export function NumberField({
  label,
  hint,
  value,
  bounds,
  unit = 'plain',
  optional = false,
  onChange,
}: NumberFieldProps) {
  const t = useTranslations('calculator.field');
  const [draft, setDraft] = useState<{ value: number | null; text: string; error?: string | undefined }>({
    value,
    text: textOf(value, unit),
  });
  if (draft.value !== value) setDraft({ value, text: textOf(value, unit) });

  function type(text: string) {
    const read = optional && text.trim() === '' ? null : readIn(text, bounds, unit);
    if (read === undefined) return setDraft({ value, text, error: rangeError() });
    const refused = onChange(read);
    setDraft({ value: refused ? value : read, text, error: refused });
  }

  function rangeError(): string {
    const [min, max] = [bounds.min, bounds.max].map((limit) => textOf(limit, unit));
    const range = t(bounds.whole ? 'whole' : unit === 'percent' ? 'percent' : 'between', {
      min: min ?? '',
      max: max ?? '',
    });
    return `${range} ${value === null ? t('keepsNone') : t('keeps', { value: textOf(value, unit) })}`;
  }

  return <TextField label={label} hint={hint} value={draft.text} error={draft.error} onChange={type} />;
}

function textOf(value: number | null, unit: 'plain' | 'percent'): string {
  if (value === null) return '';
  if (unit === 'percent') return shareTextOf(value);
  return Number.isSafeInteger(value) ? formatCount(value) : ratioText(ratioOf(value), 6);
}

/** Undefined: not a number inside the bounds. */
const readIn = (text: string, bounds: Bounds, unit: 'plain' | 'percent'): number | undefined =>
  (unit === 'percent' ? readShare(text, bounds) : readNumber(text, bounds)) ?? undefined;
