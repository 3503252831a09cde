'use client';

import { Check } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { SelectOption } from './select-option';
import { StandIn } from './stand-in';
import type { PanelState } from './use-opener';

interface SelectPanelProps extends PanelState {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
}

/** The list of a select, under its button. */
export default function SelectPanel({
  id,
  open,
  onOpenChange,
  opener,
  value,
  onValueChange,
  options,
}: SelectPanelProps) {
  const groups = [...new Set(options.map((option) => option.group))];
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} value={value ?? ''} onValueChange={onValueChange}>
      <Radix.Trigger asChild>
        <StandIn of={opener} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
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
