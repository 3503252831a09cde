import ExcelJS from 'exceljs';
import { PACK_SECTIONS, type Pack } from '../../board/pack';
import { packVoice } from '../../board/server/pack-words';
import type { Locale } from '../../money/format';
import { dataCells } from '../data-cells';
import { paperPack } from '../pack-document';
import { packViews } from '../pack-views';
import type { ViewCell } from '../views/cells';
import { writeDataSheet } from './pack-data-sheet';

/**
 * A pack as a workbook: its words, a sheet for each of its tables, and the data they are formulas over, so that a
 * spreadsheet can trace each total to what it is made of. Cells are doubles; the exact figures stand in the data.
 */
export async function renderPackXlsx(pack: Pack, locale: Locale): Promise<Uint8Array> {
  const voice = packVoice(locale);
  const workbook = new ExcelJS.Workbook();
  workbook.creator = pack.board.organisation.name;
  workbook.created = new Date(pack.meta.madeAt);
  workbook.modified = workbook.created;
  addWords(workbook, pack, locale);
  const data = dataCells(pack);
  const dataName = voice.words('packFiles.data');
  for (const view of packViews(pack, voice))
    addView(workbook, view.title, view.head, view.rows(data), dataName);
  writeDataSheet(workbook.addWorksheet(sheetName(dataName)), data, voice);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** What a sheet may not be called; 31 characters at most. */
const sheetName = (title: string): string => title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31);

function addWords(workbook: ExcelJS.Workbook, pack: Pack, locale: Locale): void {
  const { words } = packVoice(locale);
  const paper = paperPack(pack, packVoice(locale));
  const sheet = workbook.addWorksheet(sheetName(words('packs.paper')));
  sheet.columns = [{ width: 28 }, { width: 110 }];
  sheet.addRow([paper.title]).font = { bold: true, size: 14 };
  sheet.addRow([paper.facts]);
  sheet.addRow([`SHA-256 ${paper.digest}`]);
  sheet.addRow([]);
  for (const key of PACK_SECTIONS)
    for (const [index, sentence] of pack.prose[locale][key].entries()) {
      const row = sheet.addRow([index === 0 ? words(`packs.sections.${key}`) : null, sentence]);
      row.getCell(1).font = { bold: true };
      row.getCell(2).alignment = { wrapText: true, vertical: 'top' };
    }
}

function addView(
  workbook: ExcelJS.Workbook,
  title: string,
  head: string[],
  rows: ViewCell[][],
  dataName: string,
): void {
  const sheet = workbook.addWorksheet(sheetName(title));
  sheet.columns = head.map((_, index) => ({ width: index === 0 ? 42 : 20 }));
  const top = sheet.addRow(head);
  top.font = { bold: true };
  top.border = { bottom: { style: 'thin' } };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  for (const cells of rows) {
    const row = sheet.addRow([]);
    cells.forEach((cell, index) => {
      const target = row.getCell(index + 1);
      target.value = cellValue(cell, `'${sheetName(dataName)}'`);
      if (cell.kind !== 'text') target.numFmt = NUMBER_FORMATS[cell.kind];
      if (cell.kind !== 'text' || index > 0) target.alignment = { horizontal: 'right' };
      if (cell.strong) target.font = { bold: true };
    });
  }
}

const NUMBER_FORMATS = { money: '#,##0.00####', share: '0.00%', count: '#,##0' } as const;

function cellValue(cell: ViewCell, dataSheet: string): ExcelJS.CellValue {
  if (cell.kind === 'text') return cell.text;
  if (cell.formula === null) return '–';
  return { formula: cell.formula.replaceAll('DATA!', `${dataSheet}!`), result: cell.result };
}
