'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** A number to type, with its unit in the label and its error below. */
export function TextField({
  label,
  value,
  onChange,
  error,
  hint,
  className,
}: {
  label: ReactNode;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  hint?: ReactNode;
  className?: string;
}) {
  return (
    <Field label={label} hint={hint} error={error} {...(className ? { className } : {})}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="text-right"
      />
    </Field>
  );
}
