'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import type { DimensionValues } from '@/lib/attribution/dto';
import type { Dimension, Filter } from '@/lib/attribution/query';
import { FilterForm } from './filter-form';
import { useFilterText } from './filter-text';
import type { Labels } from './labels';

interface FilterBarProps {
  filters: readonly Filter[];
  labels: Labels;
  /** Labels of keys already seen, as `dimension=key`. */
  names: Readonly<Record<string, string>>;
  /** The values of the dimension being chosen from, once they are read. */
  values: DimensionValues | undefined;
  onDimension: (dimension: Dimension | null) => void;
  dimension: Dimension | null;
  onFilter: (filter: Filter) => void;
  onRemove: (filter: Filter) => void;
  onClear: () => void;
}

/** What is counted and what is left out, each removable; and a menu to add to it. */
export function FilterBar(props: FilterBarProps) {
  const { filters, labels, names, onRemove, onClear, onDimension } = props;
  const t = useTranslations('explore.filters');
  const add = useTranslations('explore.controls')('addFilter');
  const text = useFilterText(labels, names);
  const [open, setOpen] = useState(false);
  const close = (next: boolean) => {
    setOpen(next);
    if (!next) onDimension(null);
  };
  return (
    <div className="flex flex-wrap items-center gap-2" data-print="hide">
      {filters.map((filter) => (
        <span
          key={`${filter.exclude}${filter.dimension}`}
          className="inline-flex min-h-[26px] max-w-full items-center gap-1 rounded-md bg-accent-soft pl-2 text-xs"
        >
          <span className="truncate">{text(filter)}</span>
          <button
            type="button"
            aria-label={t('remove', { filter: text(filter) })}
            onClick={() => onRemove(filter)}
            className="grid size-6 place-items-center text-ink2 hover:text-ink"
          >
            <X className="size-3" aria-hidden />
          </button>
        </span>
      ))}
      <Popover
        open={open}
        onOpenChange={close}
        label={add}
        trigger={
          <Button size="sm" variant="quiet">
            <Plus aria-hidden />
            {add}
          </Button>
        }
      >
        <FilterForm
          {...props}
          onFilter={(filter) => {
            close(false);
            props.onFilter(filter);
          }}
        />
      </Popover>
      {filters.length > 1 && (
        <Button size="sm" variant="quiet" onClick={onClear}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}
