'use client';

import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, lazy, type PointerEvent, type ReactNode, Suspense } from 'react';
import { cn } from './cn';
import type { SelectOption } from './select-option';
import { useOpener } from './use-opener';

const SelectPanel = lazy(() => import('./select-panel'));

export type { SelectOption } from './select-option';

interface SelectProps<V extends string> {
  value: V | undefined;
  onValueChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  /** Needed unless a <Field> or <label> names it. */
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  id?: string;
  disabled?: boolean;
  className?: string;
  /** Text before the value inside the trigger, such as "by". */
  prefix?: ReactNode;
}

const OPENING_KEYS = ['Enter', ' ', 'ArrowDown', 'ArrowUp'];

/** One choice from a short list. An option value must not be the empty string. The list is loaded when wanted. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  className,
  prefix,
  ...trigger
}: SelectProps<V>) {
  const opener = useOpener({});
  const chosen = options.find((option) => option.value === value);
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.pointerType === 'touch') return;
    opener.setOpen(true);
    // The list takes the focus when it opens; the press must not take it back.
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (OPENING_KEYS.includes(event.key)) {
      opener.setOpen(true);
      event.preventDefault();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = optionFrom(options, value, event.key);
      if (next !== undefined) onValueChange(next);
    }
  };
  return (
    <>
      <button
        type="button"
        role="combobox"
        aria-autocomplete="none"
        {...trigger}
        {...opener.trigger}
        id={trigger.id ?? opener.trigger.id}
        aria-expanded={opener.open}
        data-placeholder={chosen ? undefined : ''}
        data-disabled={trigger.disabled ? '' : undefined}
        onPointerDown={onPointerDown}
        onClick={() => opener.setOpen(true)}
        onKeyDown={onKeyDown}
        className={cn(
          'inline-flex min-h-[31px] items-center justify-between gap-1.5 rounded-md border border-line bg-raise px-2.5 py-1 text-left text-ink hover:border-line-strong disabled:opacity-60 data-placeholder:text-ink3 aria-invalid:border-bad',
          className,
        )}
      >
        <span className="truncate">
          {prefix && <span className="text-ink2">{prefix} </span>}
          {chosen?.label ?? placeholder}
        </span>
        <ChevronDown className="size-3.5 shrink-0 text-ink2" aria-hidden />
      </button>
      {opener.wanted && (
        <Suspense>
          <SelectPanel
            {...opener.panel}
            value={value}
            onValueChange={(next) => onValueChange(next as V)}
            options={options}
          />
        </Suspense>
      )}
    </>
  );
}

/** The next option after the chosen one whose label begins with a letter typed on the closed list. */
function optionFrom<V extends string>(
  options: readonly SelectOption<V>[],
  value: V | undefined,
  letter: string,
): V | undefined {
  const at = options.findIndex((option) => option.value === value);
  const following = [...options.slice(at + 1), ...options.slice(0, Math.max(at, 0))];
  const begins = ({ label, disabled }: SelectOption<V>) =>
    !disabled && typeof label === 'string' && label.toLowerCase().startsWith(letter.toLowerCase());
  return following.find(begins)?.value;
}
