import { colourOf, MAX_SERIES, REST_COLOUR } from '@/components/charts/series';
import type { Sort } from '@/components/explore/state';
import type { SplitRow, UsageSplit } from '@/lib/attribution/dto';
import { fromUnits, toUnits } from '@/lib/attribution/figure';
import type { Cell, Key, Measure } from '@/lib/attribution/query';

/** One line of the table. `rest` holds what is below the limit; `more` what a parent does not list. */
export interface TableRow {
  id: string;
  kind: 'group' | 'rest';
  depth: 0 | 1;
  key: Key;
  row: SplitRow;
  cell: Cell;
  colour: string | null;
  /** The id of the series this row is drawn as. */
  series: string | null;
  children: TableRow[];
}

export const REST_ID = 'rest';
export const rowId = (row: Pick<SplitRow, 'kind' | 'key'>): string =>
  row.kind === 'rest' ? REST_ID : JSON.stringify(row.key);

/** How many rows are drawn by themselves: all if they can be told apart, else the first five. */
export function drawnAlone(split: UsageSplit): number {
  return split.rows.length <= MAX_SERIES + 1 ? split.rows.length : MAX_SERIES;
}

/** The rows of a split, each with the colour it is drawn in and, for two dimensions, its parts. */
export function tableRows(split: UsageSplit, nested: UsageSplit | null): TableRow[] {
  const alone = drawnAlone(split);
  return split.rows.map((row, rank) => {
    const id = rowId(row);
    const together = row.kind === 'rest' || rank >= alone;
    return {
      id,
      kind: row.kind,
      depth: 0,
      key: row.key,
      row,
      cell: row.cell,
      colour: together ? REST_COLOUR : colourOf(rank),
      series: together ? REST_ID : id,
      children: row.kind === 'group' && nested ? childrenOf(row, nested, together ? REST_ID : id) : [],
    };
  });
}

function childrenOf(parent: SplitRow, nested: UsageSplit, series: string): TableRow[] {
  return nested.rows
    .filter((row) => row.kind === 'group' && row.key[0] === parent.key[0])
    .map((row) => ({
      id: rowId(row),
      kind: row.kind,
      depth: 1,
      key: row.key,
      row,
      cell: row.cell,
      colour: null,
      series,
      children: [],
    }));
}

/** Sorted as asked, with everything else last whatever the order; unknown figures after known ones. */
export function sortRows(
  rows: readonly TableRow[],
  sort: Sort | null,
  measure: Measure,
  name: (row: TableRow) => string,
): TableRow[] {
  if (!sort) return [...rows];
  const sign = sort.descending ? -1 : 1;
  const compare = (a: TableRow, b: TableRow): number => {
    if (a.kind !== b.kind) return a.kind === 'rest' ? 1 : -1;
    if (sort.column === 'name') return sign * name(a).localeCompare(name(b));
    const [left, right] = [sortValue(a.row, sort, measure), sortValue(b.row, sort, measure)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  };
  return [...rows]
    .sort(compare)
    .map((row) => ({ ...row, children: sortRows(row.children, sort, measure, name) }));
}

function sortValue(row: SplitRow, { column }: Sort, measure: Measure): bigint | null {
  const text =
    column === 'share'
      ? row.share
      : column === 'previous'
        ? row.previous?.figures[measure]?.value
        : column === 'change'
          ? row.change?.[measure]?.difference.value
          : column === 'percent'
            ? row.change?.[measure]?.ratio.value
            : column === 'name'
              ? null
              : row.figures[column]?.value;
  return text == null ? null : toUnits(text, 22);
}

/** The series of a chart over time: rows drawn alone, and one for all the others, summed exactly. */
export function sumSeries(rows: readonly SplitRow[], measure: Measure, buckets: number): (string | null)[] {
  return Array.from({ length: buckets }, (_, at) => {
    const values = rows.flatMap((row) => row.series?.[measure]?.[at] ?? []);
    if (values.length === 0) return null;
    const places = Math.max(...values.map((value) => value.split('.')[1]?.length ?? 0));
    const sum = values.reduce((total, value) => total + toUnits(value, places), 0n);

    return fromUnits(sum, places);
  });
}
