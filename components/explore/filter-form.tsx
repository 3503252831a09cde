'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { TableSkeleton } from '@/components/ui/skeleton';
import type { DimensionValues } from '@/lib/attribution/dto';
import type { Dimension, Filter } from '@/lib/attribution/query';
import { formatCount } from '@/lib/money/format';
import type { Labels } from './labels';

interface FilterFormProps {
  labels: Labels;
  filters: readonly Filter[];
  values: DimensionValues | undefined;
  dimension: Dimension | null;
  onDimension: (dimension: Dimension | null) => void;
  onFilter: (filter: Filter) => void;
}

const MOST = 200;

/** First the dimension, then its values, largest first. */
export function FilterForm({ labels, dimension, onDimension, ...rest }: FilterFormProps) {
  if (dimension) {
    return (
      <Values key={dimension} labels={labels} dimension={dimension} onDimension={onDimension} {...rest} />
    );
  }
  return (
    <ul className="-mx-1 grid">
      {labels.all.map((key) => (
        <li key={key}>
          <button
            type="button"
            className="w-full rounded-sm px-2 py-1 text-left hover:bg-accent-soft"
            onClick={() => onDimension(key)}
          >
            {labels.dimension(key)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Values({
  labels,
  filters,
  values,
  dimension,
  onDimension,
  onFilter,
}: Omit<FilterFormProps, 'dimension'> & { dimension: Dimension }) {
  const t = useTranslations('explore.filters');
  const before = filters.find((filter) => filter.dimension === dimension);
  const [chosen, setChosen] = useState<(string | null)[]>(before?.values ?? []);
  const [search, setSearch] = useState('');
  const listed = (values?.dimension === dimension ? values.values : []).map((one) => ({
    ...one,
    name: labels.value({ dimension, value: one.value, label: one.label }),
  }));
  const found = listed.filter((one) => one.name.toLowerCase().includes(search.toLowerCase())).slice(0, MOST);
  const toggle = (value: string | null, on: boolean) =>
    setChosen(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <Button size="sm" variant="quiet" onClick={() => onDimension(null)}>
          ← {t('back')}
        </Button>
        <span className="font-medium">{labels.dimension(dimension)}</span>
      </div>
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {values?.dimension !== dimension ? (
        <TableSkeleton rows={4} label={t('loading')} />
      ) : (
        <ul className="grid max-h-56 gap-1.5 overflow-y-auto py-1">
          {found.map((one) => (
            <li key={one.value ?? ' untagged'} className="flex items-baseline justify-between gap-3">
              <Checkbox
                checked={chosen.includes(one.value)}
                onCheckedChange={(on) => toggle(one.value, on === true)}
                label={<span className="wrap-anywhere">{one.name}</span>}
              />
              <span className="text-xs text-ink2">{formatCount(one.requests)}</span>
            </li>
          ))}
          {found.length === 0 && <li className="text-ink2">{t('empty')}</li>}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={chosen.length === 0}
          onClick={() => onFilter({ dimension, values: chosen, exclude: false })}
        >
          {t('only')}
        </Button>
        <Button
          disabled={chosen.length === 0}
          onClick={() => onFilter({ dimension, values: chosen, exclude: true })}
        >
          {t('exclude')}
        </Button>
      </div>
    </div>
  );
}
