'use client';

import { useTranslations } from 'next-intl';
import type { Filter } from '@/lib/attribution/query';
import type { Labels } from './labels';

const SHOWN = 3;

/** A filter in words. `names` gives the label of a key where it is known. */
export function useFilterText(labels: Labels, names: Readonly<Record<string, string>> = {}) {
  const t = useTranslations('explore.filters');
  return (filter: Filter): string => {
    const { dimension } = filter;
    const values = filter.values.map((value) =>
      labels.value({ dimension, value, label: names[`${dimension}=${value}`] ?? value }),
    );
    const more = values.length > SHOWN ? ` +${values.length - SHOWN}` : '';
    const joined = values.slice(0, SHOWN).join(filter.exclude ? t('nor') : t('or')) + more;
    return t(filter.exclude ? 'isNot' : 'is', { dimension: labels.dimension(dimension), values: joined });
  };
}
