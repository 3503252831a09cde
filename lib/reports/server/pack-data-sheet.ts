import type ExcelJS from 'exceljs';
import type { Voice } from '../../board/narrative/narrate';
import { cellNumber, type DataCells } from '../data-cells';

const HEADS = ['section', 'item', 'measure', 'unit', 'value', 'exact'] as const;

/** Every figure of a pack, one a row: as a number for formulas, and exactly, as text. */
export function writeDataSheet(sheet: ExcelJS.Worksheet, { data }: DataCells, { words }: Voice): void {
  sheet.columns = [16, 44, 30, 10, 22, 40].map((width) => ({ width }));
  sheet.addRow(HEADS.map((key) => words(`packFiles.heads.${key}`))).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const { section, item, measure, unit, value } of data) {
    const isNumber = unit !== 'text' && value !== null;
    sheet.addRow([section, item, measure, unit, isNumber ? cellNumber(value) : null, value ?? '–']);
  }
}
