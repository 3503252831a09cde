import type { DataCells } from '../data-cells';

/** A cell of a sheet: text, or a formula over the data with what it comes to. `formula` null: cannot be stated. */
export type ViewCell =
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'money' | 'share' | 'count'; formula: string | null; result: number; strong?: boolean };

export interface PackView {
  title: string;
  head: string[];
  /** Rows below the heading, which is row 1. */
  rows(data: DataCells): ViewCell[][];
}

/** The row below a sheet's heading. */
export const FIRST = 2;
export type Kind = 'money' | 'share' | 'count';

export const text = (words: string, strong = false): ViewCell => ({ kind: 'text', text: words, strong });
export const figure = (kind: Kind, formula: string, result: number, strong = false): ViewCell => ({
  ...{ kind, formula, result, strong },
});
export const unknown = (kind: Kind): ViewCell => ({ kind, formula: null, result: 0 });

/** A figure of the data as it stands there. */
export function taken(
  data: DataCells,
  kind: Kind,
  ...[section, item, measure]: [string, string, string]
): ViewCell {
  const found = data.cell(section, item, measure);
  return found ? figure(kind, found.reference, found.result) : unknown(kind);
}

export const resultOf = (cell: ViewCell | undefined): number =>
  cell && cell.kind !== 'text' && cell.formula !== null ? cell.result : 0;
export const isKnown = (cell: ViewCell | undefined): boolean =>
  cell?.kind !== 'text' && cell?.formula != null;

/** The sum of a column of these rows. */
export function total(rows: readonly ViewCell[][], column: number, kind: Kind): ViewCell {
  const letter = 'ABCDEFGH'[column];
  const last = FIRST + rows.length - 1;
  const result = rows.reduce((sum, row) => sum + resultOf(row[column]), 0);
  return !rows.some((row) => isKnown(row[column]))
    ? unknown(kind)
    : figure(kind, `SUM(${letter}${FIRST}:${letter}${last})`, result, true);
}

/** One cell over another, where both are known. */
export function over(
  top: ViewCell | undefined,
  below: ViewCell | undefined,
  kind: Kind,
  formula: string,
): ViewCell {
  if (!isKnown(top) || !isKnown(below) || resultOf(below) === 0) return unknown(kind);
  return figure(kind, formula, resultOf(top) / resultOf(below));
}

/** One amount less another, where both are known; noise of doubles below a millionth is nothing. */
export const less = (one: ViewCell, other: ViewCell, formula: string): ViewCell =>
  isKnown(one) && isKnown(other)
    ? figure('money', `ROUND(${formula},6)`, Math.round((resultOf(one) - resultOf(other)) * 1e6) / 1e6)
    : unknown('money');
