'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { Popover } from '@/components/ui/popover';
import type { PriceListEntry } from '@/lib/calculator/price-list';
import { useBook } from '../calculator-context';

const MOST = 40;

/** Every word in the name, the models that charge first. */
function found(models: readonly PriceListEntry[], search: string): PriceListEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return models
    .filter(({ version }) => version !== null)
    .filter(({ model, name }) => words.every((word) => `${model} ${name}`.toLowerCase().includes(word)))
    .slice(0, MOST);
}

/** One model out of the whole book, found by typing part of its name. */
export function ModelSelect({
  id,
  value,
  onChange,
  label,
  className,
}: {
  id?: string;
  value: string;
  onChange: (model: string) => void;
  /** Needed unless a <Field> names it. */
  label?: string;
  className?: string;
}) {
  const t = useTranslations('calculator.model');
  const { list, entries } = useBook();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const choices = useMemo(() => (open ? found(list.models, search) : []), [open, list, search]);
  const entry = entries.get(value);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('choose')}
      className="w-[340px] p-0"
      trigger={
        <button
          type="button"
          id={id}
          aria-label={label ? `${label}: ${entry?.name ?? value}` : undefined}
          className={cn(
            'btn inline-flex min-h-[31px] w-full min-w-0 items-center justify-between gap-1.5 rounded-md border border-line-strong bg-raise px-2.5 py-1 text-left hover:border-ink',
            className,
          )}
        >
          <span className="truncate">
            {entry?.name ?? value}
            {!entry && <span className="text-warn"> ○ {t('unknown')}</span>}
          </span>
          <ChevronDown className="size-3.5 shrink-0 text-ink2" aria-hidden />
        </button>
      }
    >
      <Command shouldFilter={false} label={t('choose')}>
        <CommandInput
          value={search}
          onValueChange={setSearch}
          placeholder={t('search')}
          className="px-3 py-2 text-base max-md:text-[16px]"
        />
        <CommandList className="max-h-[300px]">
          <CommandEmpty>{t('none')}</CommandEmpty>
          {choices.map(({ model, name, provider }) => (
            <CommandItem
              key={model}
              value={model}
              onSelect={() => {
                onChange(model);
                setOpen(false);
                setSearch('');
              }}
            >
              <span className="min-w-0 truncate">{name}</span>
              <span className="ml-auto shrink-0 pl-3 text-xs text-ink2">{provider}</span>
            </CommandItem>
          ))}
        </CommandList>
      </Command>
    </Popover>
  );
}
