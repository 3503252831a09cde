/** A column of a table on paper. `weight` is its share of the width among the weights of all columns. */
export interface PaperColumn {
  title: string;
  align: 'left' | 'right';
  weight: number;
  /** A column of drawings has no text: where nothing can be drawn it is left out. */
  drawing?: 'trend' | 'spend' | 'used';
}

/** Text as it is printed, a cell for each column. */
export interface PaperTable {
  columns: PaperColumn[];
  rows: string[][];
  /** How each row is set, where rows differ. */
  tones?: RowTone[];
}

/** strong: what those beneath are part of. total: of all above. */
export type RowTone = 'strong' | 'beneath' | 'total';

export const words = (title: string, weight = 2): PaperColumn => ({ title, align: 'left', weight });
export const figures = (title: string, weight = 1): PaperColumn => ({ title, align: 'right', weight });
export const drawings = (title: string, drawing: PaperColumn['drawing'], weight = 1): PaperColumn => ({
  ...{ title, align: 'left', weight, drawing },
});

/** The same table for a page that cannot draw in cells. */
export function withoutDrawings({ columns, rows }: PaperTable): PaperTable {
  const kept = columns.flatMap(({ drawing }, index) => (drawing ? [] : [index]));
  const only = <T>(all: readonly T[]): T[] => all.filter((_, index) => kept.includes(index));
  return { columns: only(columns), rows: rows.map(only) };
}
