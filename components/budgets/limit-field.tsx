'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { BudgetPeriodKind } from '@/lib/budgets/budget';
import { type InUnit, unitSymbol } from './amounts';
import { useBudgetText } from './use-budget-text';

/** An amount in a budget's unit, with what it is per period said in the label. */
export function LimitField({
  value,
  onChange,
  of,
  period,
  label,
  hint,
  error,
  autoFocus,
}: {
  value: string;
  onChange: (value: string) => void;
  of: InUnit;
  period: BudgetPeriodKind;
  label?: string;
  hint?: ReactNode;
  error?: ReactNode;
  autoFocus?: boolean;
}) {
  const { t } = useBudgetText();
  const symbol = unitSymbol(of) || t('tokensShort');
  return (
    <Field
      label={
        <>
          {label ?? t('edit.limit')}{' '}
          <span className="font-normal text-ink2">
            {symbol} {t(`each.${period}`)}
          </span>
        </>
      }
      hint={hint}
      error={error}
    >
      <Input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={autoFocus}
        className="text-right text-[15px]"
      />
    </Field>
  );
}
