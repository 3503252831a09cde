'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FilterBar } from '@/components/explore/filter-bar';
import type { Labels } from '@/components/explore/labels';
import { type ExploreState, withFilter } from '@/components/explore/state';
import type { Dimension } from '@/lib/attribution/query';
import { readDimensionValues } from './actions';
import { unwrap } from './queries';

interface FiltersProps {
  state: ExploreState;
  setState: (state: ExploreState) => void;
  labels: Labels;
  /** Names of filtered keys, as `dimension=key`. */
  names: Record<string, string>;
}

/** The filter bar, with the values of a dimension read when its menu opens. */
export function Filters({ state, setState, labels, names }: FiltersProps) {
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const { query } = state;
  const { data: values } = useQuery({
    queryKey: ['dimension-values', dimension, query.period],
    queryFn: () => unwrap(readDimensionValues({ ...query, filters: [] }, dimension ?? 'team')),
    enabled: dimension !== null,
  });
  const setQuery = (next: ExploreState['query']) => setState({ ...state, query: next });
  return (
    <FilterBar
      filters={query.filters}
      labels={labels}
      names={names}
      values={values}
      dimension={dimension}
      onDimension={setDimension}
      onFilter={(filter) => setQuery(withFilter(query, filter))}
      onRemove={(filter) =>
        setQuery({ ...query, filters: query.filters.filter((other) => other !== filter) })
      }
      onClear={() => setQuery({ ...query, filters: [] })}
    />
  );
}
