'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Pagination } from '@/components/ui/pagination';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { baselineOf, optimisedOf } from '@/lib/calculator/compare-models';
import { formatCount } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { MODEL_TIERS, type ModelTier } from '@/lib/pricing/rates';
import { useBook } from '../calculator-context';
import { CsvButton } from '../kit/csv-button';
import { ModelsChart } from './models-chart';
import { ModelsTable } from './models-table';
import { useComparison } from './reckoning-context';

const PAGE = 20;

interface Filter {
  search: string;
  tier: ModelTier | 'all';
  fitting: boolean;
  page: number;
}
const EVERY: Filter = { search: '', tier: 'all', fitting: false, page: 0 };

/** The same workload on every model of the book: cheapest first, with what holds it and where the price is from. */
export function ModelsSection() {
  const t = useTranslations('calculator.models');
  const comparison = useComparison();
  const { entries } = useBook();
  const [filter, setFilter] = useState(EVERY);
  const set = (part: Partial<Filter>) => setFilter((now) => ({ ...now, page: 0, ...part }));
  const rows = useMemo(() => {
    const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
    return comparison.rows.filter(
      ({ model, fits }) =>
        (filter.tier === 'all' || model.tier === filter.tier) &&
        !(filter.fitting && fits === false) &&
        words.every((word) => `${model.model} ${model.name}`.toLowerCase().includes(word)),
    );
  }, [comparison, filter.search, filter.tier, filter.fitting]);
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  const page = Math.min(filter.page, last);
  const unpriced = comparison.rows.filter((row) => row.unpriced).length;
  return (
    <Section
      title={t('title')}
      note={t('note', {
        priced: formatCount(comparison.rows.length - unpriced),
        unpriced: formatCount(unpriced),
        none: unpriced === 0 ? 'yes' : 'no',
      })}
      actions={
        <CsvButton
          file="tollgate-calculator-models"
          rows={() => [
            [
              ...['model', 'provider', 'tier', 'context_window', 'fits', 'cheapest_of_tier', 'baseline_usd'],
              ...['optimised_usd', 'unpriced', 'price_list', 'price_from', 'price_version'],
            ],
            ...comparison.rows.map((row) => {
              const entry = entries.get(row.model.model);
              const [before, after] = [baselineOf(comparison, row), optimisedOf(comparison, row)];
              return [
                ...[row.model.model, entry?.provider ?? '', row.model.tier, row.model.contextWindow],
                ...[row.fits === null ? null : String(row.fits), String(row.cheapestInTier)],
                ...[before && moneyToString(before), after && moneyToString(after), row.unpriced],
                ...[row.model.source.list, row.model.source.from, entry?.version?.id ?? null],
              ];
            }),
          ]}
        />
      }
    >
      <ModelsChart />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-4 pb-2">
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={filter.search}
          onChange={({ target }) => set({ search: target.value })}
          className="w-56"
        />
        <Select
          aria-label={t('tier')}
          value={filter.tier}
          onValueChange={(tier) => set({ tier })}
          options={[
            { value: 'all' as const, label: t('everyTier') },
            ...MODEL_TIERS.map((value) => ({ value, label: t(`tiers.${value}`) })),
          ]}
        />
        <Checkbox
          checked={filter.fitting}
          onCheckedChange={(on) => set({ fitting: on === true })}
          label={t('fitting')}
        />
      </div>
      {rows.length > 0 ? (
        <>
          <ModelsTable rows={rows.slice(page * PAGE, (page + 1) * PAGE)} />
          <Pagination
            summary={t('summary', {
              from: formatCount(page * PAGE + 1),
              to: formatCount(Math.min(rows.length, (page + 1) * PAGE)),
              total: formatCount(rows.length),
            })}
            onPrevious={page > 0 ? () => setFilter({ ...filter, page: page - 1 }) : undefined}
            onNext={page < last ? () => setFilter({ ...filter, page: page + 1 }) : undefined}
          />
        </>
      ) : (
        <EmptyState
          title={t('noneFound')}
          action={<Button onClick={() => setFilter(EVERY)}>{t('clear')}</Button>}
        >
          {t('noneFoundHint')}
        </EmptyState>
      )}
    </Section>
  );
}
