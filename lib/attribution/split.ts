import { allocate } from '../money/allocate';
import type { Currency } from '../money/currency';
import { moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import type { Decimal, KeyLabel, SplitRow } from './dto';
import { fromUnits } from './figure';
import { type Key, MEASURES, type Measure, WHOLE } from './query';
import { addSums, cellFigures, changes, emptySums, figureOf, SHARE_PLACES, type Sums, unitsOf } from './sums';

const WHOLE_SHARE = moneyOf(10n ** BigInt(SHARE_PLACES));

/** One key with its sums over the period, each bucket of it, and the previous period. */
export interface KeyedSums {
  key: Key;
  sums: Sums;
  previous: Sums | null;
  series: Sums[] | null;
}

interface Read {
  key: Key;
  bucket: number;
  sums: Sums;
}

export interface Merged {
  groups: KeyedSums[];
  total: Sums;
  previous: Sums | null;
  totalSeries: Sums[] | null;
}

const emptySeries = (buckets: number): Sums[] | null =>
  buckets === 0 ? null : Array.from({ length: buckets }, emptySums);

/** Puts the current period's groups (one per key and bucket) and the previous period's together by key. */
export function mergeGroups(
  current: readonly Read[],
  previous: readonly Read[] | null,
  buckets: number,
): Merged {
  const byKey = new Map<string, KeyedSums>();
  const at = (key: Key): KeyedSums => {
    const id = JSON.stringify(key);
    const found = byKey.get(id);
    if (found) return found;
    const fresh = { key, sums: emptySums(), previous: previous && emptySums(), series: emptySeries(buckets) };
    byKey.set(id, fresh);
    return fresh;
  };
  for (const { key, bucket, sums } of current) {
    const group = at(key);
    addSums(group.sums, sums);
    const slot = group.series?.[bucket];
    if (slot) addSums(slot, sums);
  }
  for (const { key, sums } of previous ?? []) {
    const before = at(key).previous;
    if (before) addSums(before, sums);
  }
  const groups = [...byKey.values()].filter(hasUsage);
  const { sums, ...rest } = addUp(groups, previous !== null, buckets);
  return { groups, total: sums, previous: rest.previous, totalSeries: rest.series };
}

/** The usage without a user can come out as nothing at all: then there is no such row. */
const hasUsage = (group: KeyedSums): boolean =>
  [group.sums, group.previous].some((sums) => sums !== null && (sums.events !== 0n || sums.requests !== 0n));

/** Several groups as one, exactly. */
function addUp(groups: readonly KeyedSums[], withPrevious: boolean, buckets: number): Omit<KeyedSums, 'key'> {
  const sums = emptySums();
  const previous = withPrevious ? emptySums() : null;
  const series = emptySeries(buckets);
  for (const group of groups) {
    addSums(sums, group.sums);
    if (previous && group.previous) addSums(previous, group.previous);
    series?.forEach((slot, index) => {
      const more = group.series?.[index];
      if (more) addSums(slot, more);
    });
  }
  return { sums, previous, series };
}

/** Biggest (or smallest) first by a measure; what has no value last; ties by key, so that order never flickers. */
export function orderGroups(
  groups: readonly KeyedSums[],
  sort: { measure: Measure; direction: 'asc' | 'desc' },
  currency: Currency,
): KeyedSums[] {
  const ranked = groups.map((group) => {
    const { value } = figureOf(sort.measure, group.sums, currency);
    return { group, units: value === null ? null : unitsOf(value), tie: JSON.stringify(group.key) };
  });
  const sign = sort.direction === 'desc' ? -1 : 1;
  ranked.sort((a, b) => {
    if (a.units === b.units) return a.tie < b.tie ? -1 : 1;
    if (a.units === null) return 1;
    if (b.units === null) return -1;
    return a.units < b.units ? -sign : sign;
  });
  return ranked.map(({ group }) => group);
}

export function seriesOf(
  measures: readonly Measure[],
  series: readonly Sums[] | null,
  currency: Currency,
): Partial<Record<Measure, (Decimal | null)[]>> | null {
  if (!series) return null;
  const result: Partial<Record<Measure, (Decimal | null)[]>> = {};
  for (const measure of measures)
    result[measure] = series.map((sums) => figureOf(measure, sums, currency).value);
  return result;
}

interface Shown {
  limit: number;
  labels: readonly KeyLabel[][];
  measures: readonly Measure[];
  currency: Currency;
}

/** The rows to show: the first `limit`, and one exact row for everything else. */
export function splitRows(ordered: readonly KeyedSums[], shown: Shown): SplitRow[] {
  const { limit, labels, measures, currency } = shown;
  const head = ordered.slice(0, limit);
  const tail = ordered.slice(limit);
  const row = (
    group: Omit<KeyedSums, 'key'>,
    rest: Pick<SplitRow, 'kind' | 'key' | 'labels' | 'restOf' | 'cell'>,
  ) => {
    const now = cellFigures(measures, group.sums, currency);
    const before = group.previous && cellFigures(measures, group.previous, currency);
    return {
      ...rest,
      ...now,
      previous: before,
      change: changes(measures, now, before, currency),
      share: null,
      series: seriesOf(measures, group.series, currency),
    };
  };
  const rows: SplitRow[] = head.map((group, index) =>
    row(group, {
      kind: 'group',
      key: group.key,
      labels: labels[index] ?? [],
      restOf: 0,
      cell: { ...WHOLE, keys: [group.key] },
    }),
  );
  if (tail.length > 0) {
    const first = tail[0];
    const sum = addUp(tail, first?.previous !== null, first?.series?.length ?? 0);
    const cell = { ...WHOLE, keys: head.map((group) => group.key), exclude: true };
    rows.push(row(sum, { kind: 'rest', key: [], labels: [], restOf: tail.length, cell }));
  }
  return withShares(rows, measures[0]);
}

/** Shares of the first measure at 6 decimals; the rounding remainder is allocated, so they sum to exactly 1. */
function withShares(rows: SplitRow[], measure: Measure | undefined): SplitRow[] {
  if (!measure || MEASURES[measure].kind === 'ratio') return rows;
  const values = rows.map((row) => row.figures[measure]?.value ?? null);
  const weights = values.map((value) => (value === null ? 0n : unitsOf(value)));
  if (weights.some((weight) => weight < 0n) || weights.every((weight) => weight === 0n)) return rows;
  const shares = allocate(WHOLE_SHARE, weights);
  return rows.map((row, index) => ({
    ...row,
    share: values[index] === null ? null : fromUnits(shares[index] ?? 0n, SHARE_PLACES),
  }));
}

/** `part / whole` at 6 decimals, half to even; null over nothing. */
export const shareOf = (part: bigint, whole: bigint): Decimal | null =>
  whole <= 0n ? null : fromUnits(divideHalfEven(part * 10n ** BigInt(SHARE_PLACES), whole), SHARE_PLACES);
