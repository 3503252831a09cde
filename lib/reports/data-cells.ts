import type { Pack } from '../board/pack';
import { type PackDatum, packData } from './pack-data';

/** Row 1 of the data sheet is its heading. */
const FIRST_ROW = 2;
/** The column of the data sheet that holds the values as numbers. */
const VALUE_COLUMN = 'E';

/** Where each figure stands in the data sheet. */
export interface DataCells {
  data: readonly PackDatum[];
  /** `DATA!E12` and its number; null where the figure cannot be stated or is not there. */
  cell(section: string, item: string, measure: string): { reference: string; result: number } | null;
}

/** A cell is a double: the last step of writing an exact figure down. The exact one stands beside it. */
export const cellNumber = (value: string): number => Number(value);

export function dataCells(pack: Pack): DataCells {
  const data = packData(pack);
  const rows = new Map<string, number>();
  data.forEach(({ section, item, measure }, index) => {
    const key = JSON.stringify([section, item, measure]);
    if (!rows.has(key)) rows.set(key, index);
  });
  return {
    data,
    cell(section, item, measure) {
      const index = rows.get(JSON.stringify([section, item, measure]));
      const value = index === undefined ? null : (data[index]?.value ?? null);
      if (index === undefined || value === null) return null;
      return { reference: `DATA!${VALUE_COLUMN}${index + FIRST_ROW}`, result: cellNumber(value) };
    },
  };
}
