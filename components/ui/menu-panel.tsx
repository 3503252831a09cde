'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { StandIn } from './stand-in';
import type { PanelState } from './use-opener';

const itemStyles =
  'relative flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 outline-none select-none data-disabled:text-ink3 data-highlighted:bg-accent-soft [&_svg]:size-3.5 no-underline text-ink';

/** The menu itself, named by the button that opened it. */
export function MenuPanel({
  id,
  open,
  onOpenChange,
  opener,
  align,
  className,
  children,
}: PanelState & { align: 'start' | 'center' | 'end'; className?: string | undefined; children: ReactNode }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <StandIn of={opener} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-labelledby={opener.current?.id}
          className={cn('z-50 min-w-44 rounded-md border bg-raise p-1 shadow-float', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  className,
  danger,
  ...props
}: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return <Radix.Item className={cn(itemStyles, danger && 'text-bad', className)} {...props} />;
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn('px-2 pt-1.5 pb-1 text-xs text-ink3', className)} {...props} />;
}

export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;

export interface MenuRadioGroupProps<V extends string> {
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; hint?: ReactNode; lang?: string }[];
}

export function MenuRadioGroup<V extends string>({ value, onValueChange, options }: MenuRadioGroupProps<V>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as V)}>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          lang={option.lang}
          className={cn(itemStyles, 'pl-7')}
        >
          <Radix.ItemIndicator className="absolute left-2">
            <Check aria-hidden />
          </Radix.ItemIndicator>
          {option.label}
          {option.hint && <span className="ml-auto pl-4 text-xs text-ink2">{option.hint}</span>}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
