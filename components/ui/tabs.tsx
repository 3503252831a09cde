'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { tabStyles } from './link-tabs';

/** Tabs inside one page, without an address of their own. For sub-pages use LinkTabs. */
export function Tabs<V extends string>({
  value,
  onValueChange,
  tabs,
  label,
  className,
}: {
  value: V;
  onValueChange: (value: V) => void;
  label: string;
  tabs: readonly { value: V; label: ReactNode; content: ReactNode }[];
  className?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as V)} className={className}>
      <Radix.List aria-label={label} className="flex gap-5 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={cn(tabStyles, 'btn')}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
