'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export interface SelectOption<V extends string = string> {
  value: V;
  label: ReactNode;
  /** Said smaller, after the label. */
  hint?: ReactNode;
  disabled?: boolean;
  /** Options that share a group are listed under its heading. */
  group?: string;
}

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
  name?: string;
  disabled?: boolean;
  className?: string;
  /** Text before the value inside the trigger, such as "by". */
  prefix?: ReactNode;
}

/** One choice from a short list. An option value must not be the empty string. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  className,
  prefix,
  name,
  disabled,
  ...trigger
}: SelectProps<V>) {
  const groups = [...new Set(options.map((option) => option.group))];
  return (
    <Radix.Root
      value={value ?? ''}
      onValueChange={(next) => onValueChange(next as V)}
      name={name}
      disabled={disabled}
    >
      <Radix.Trigger
        {...trigger}
        className={cn(
          'inline-flex min-h-[31px] items-center justify-between gap-1.5 rounded-md border border-line bg-raise px-2.5 py-1 text-left text-ink hover:border-line-strong disabled:opacity-60 data-placeholder:text-ink3 aria-invalid:border-bad',
          className,
        )}
      >
        <span className="truncate">
          {prefix && <span className="text-ink2">{prefix} </span>}
          {/* Said here too, because the list that names it is not in the server's markup. */}
          <Radix.Value placeholder={placeholder}>
            {options.find((option) => option.value === value)?.label}
          </Radix.Value>
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-3.5 shrink-0 text-ink2" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border bg-raise shadow-float"
        >
          <Radix.Viewport className="p-1">
            {groups.map((group) => (
              <Radix.Group key={group ?? ''}>
                {group && <Radix.Label className="px-2 pt-2 pb-1 text-xs text-ink3">{group}</Radix.Label>}
                {options
                  .filter((option) => option.group === group)
                  .map((option) => (
                    <Radix.Item
                      key={option.value}
                      value={option.value}
                      disabled={option.disabled}
                      className="flex cursor-default items-center gap-2 rounded-sm py-1 pr-2.5 pl-6 outline-none data-disabled:text-ink3 data-highlighted:bg-accent-soft relative"
                    >
                      <Radix.ItemIndicator className="absolute left-1.5">
                        <Check className="size-3.5" aria-hidden />
                      </Radix.ItemIndicator>
                      <Radix.ItemText>{option.label}</Radix.ItemText>
                      {option.hint && <span className="ml-auto pl-3 text-xs text-ink2">{option.hint}</span>}
                    </Radix.Item>
                  ))}
              </Radix.Group>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
