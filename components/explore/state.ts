import type { PeriodPreset } from '@/lib/attribution/period-presets';
import type { Cell, Dimension, Filter, Key, Measure, UsageQuery } from '@/lib/attribution/query';
import type { Currency } from '@/lib/money/currency';

/** What is open beside the page: the working of a figure, or the events beneath it. */
export type Panel = { kind: 'explain'; measure: Measure; cell: Cell } | { kind: 'events'; cell: Cell };

export type SortColumn = 'name' | 'share' | 'previous' | 'change' | 'percent' | Measure;
export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Everything the Explore page shows, as its address says it. */
export interface ExploreState {
  query: UsageQuery;
  /** The name of the period where it has one; the query holds its days. */
  preset: PeriodPreset | null;
  /** The top rows, or every one. */
  allRows: boolean;
  display: 'chart' | 'table';
  /** Null: the server's order, largest first. */
  sort: Sort | null;
  panel: Panel | null;
}

/** What the address leaves out: the organisation's own settings. */
export interface ExploreDefaults {
  /** The organisation's day. */
  today: string;
  fiscalYearStartMonth: number;
  currency: Currency;
}

export const TOP_ROWS = 15;
export const ALL_ROWS = 500;

/** Replaces what was filtered on the same dimension in the same sense; no values removes it. */
export function withFilter(query: UsageQuery, filter: Filter): UsageQuery {
  const others = query.filters.filter(
    (other) => other.dimension !== filter.dimension || other.exclude !== filter.exclude,
  );
  return { ...query, filters: filter.values.length > 0 ? [...others, filter] : others };
}

/** What one would ask next, having chosen one value of a dimension. */
const NEXT: Partial<Record<Dimension, Dimension>> = {
  department: 'team',
  team: 'workflow',
  feature: 'workflow',
  workflow: 'model',
  business_process: 'workflow',
  customer_segment: 'workflow',
  provider: 'model',
  tier: 'model',
  model: 'team',
};

/** Shows only one row: filters to its key and splits by the next question. */
export function drillInto(query: UsageQuery, key: Key): UsageQuery {
  let next = query;
  for (const [index, value] of key.entries()) {
    const dimension = query.dimensions[index];
    if (dimension) next = withFilter(next, { dimension, values: [value], exclude: false });
  }
  const first = query.dimensions[0];
  const rest = query.dimensions.slice(key.length);
  const fixed = new Set(
    next.filters.filter((f) => !f.exclude && f.values.length === 1).map((f) => f.dimension),
  );
  const asked = first ? NEXT[first] : undefined;
  const dimensions = rest.length > 0 ? rest : asked && !fixed.has(asked) ? [asked] : query.dimensions;
  return { ...next, dimensions };
}

/** Leaves one value of the first dimension out, beside what is already left out. */
export function leaveOut(query: UsageQuery, value: string | null): UsageQuery {
  const dimension = query.dimensions[0];
  if (!dimension) return query;
  const before = query.filters.find((f) => f.dimension === dimension && f.exclude)?.values ?? [];
  return withFilter(query, { dimension, values: [...new Set([...before, value])], exclude: true });
}
