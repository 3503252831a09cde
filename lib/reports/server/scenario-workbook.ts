import ExcelJS from 'exceljs';
import type { PriceListEntry } from '../../calculator/price-list';
import type { Report } from '../../calculator/report';
import { namedModels } from '../../calculator/report-inputs';
import { type ReportLine, reportLines, type SayKey } from '../../calculator/report-table';
import type { FxRate } from '../../money/currency';

export interface ScenarioFile {
  name: string;
  report: Report;
  /** The day of the prices, YYYY-MM-DD. */
  day: string;
  models: readonly PriceListEntry[];
  /** Null: US dollars only. */
  rate: FxRate | null;
}

/** A scenario as a workbook: figures, inputs, prices; each figure as a number and, exactly, as text. */
export async function scenarioWorkbook(file: ScenarioFile, say: SayKey): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Tollgate';
  const lines = reportLines(file.report, file.rate, say);
  addFigures(workbook, file, lines, say);
  addInputs(workbook, lines, say);
  addPrices(workbook, file, say);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const isInput = ({ section }: ReportLine): boolean => section === 'input' || section === 'model';

/** The last step of formatting: a spreadsheet cell is a double. The exact text is beside it. */
const cellNumber = (text: string): number | null => (text === '' ? null : Number(text));

const FORMATS: Record<string, string> = { share: '0.00%', tokens: '#,##0', calls: '#,##0' };
const MONEY_FORMAT = '#,##0.00####';

function addFigures(
  workbook: ExcelJS.Workbook,
  { name, day, rate }: ScenarioFile,
  lines: readonly ReportLine[],
  say: SayKey,
): void {
  const sheet = workbook.addWorksheet(say('export.figures'));
  sheet.columns = [{ width: 34 }, { width: 18 }, { width: 18 }, { width: 10 }, { width: 30 }, { width: 30 }];
  sheet.addRow([name]).font = { bold: true, size: 14 };
  sheet.addRow([`${say('export.pricesOn')} ${day}`]);
  sheet.addRow([rate ? `US$1 = ${rate.rate} ${rate.quote} (${rate.validFrom}, ${rate.source})` : 'USD']);
  sheet.addRow([]);
  heading(sheet, [
    ...[say('export.figure'), say('baseline'), say('optimised'), say('export.unit')],
    ...[`${say('baseline')} (${say('export.exact')})`, `${say('optimised')} (${say('export.exact')})`],
  ]);
  for (const line of lines.filter((one) => !isInput(one))) {
    const { baseline, optimised, unit } = line;
    const row = sheet.addRow([
      ...[line.name, cellNumber(baseline), cellNumber(optimised), unit],
      ...[baseline, optimised],
    ]);
    for (const column of [2, 3]) row.getCell(column).numFmt = FORMATS[unit] ?? MONEY_FORMAT;
  }
}

function addInputs(workbook: ExcelJS.Workbook, lines: readonly ReportLine[], say: SayKey): void {
  const sheet = workbook.addWorksheet(say('export.inputs'));
  sheet.columns = [{ width: 44 }, { width: 18 }];
  heading(sheet, [say('export.input'), say('export.value')]);
  for (const { name, baseline, unit } of lines.filter(isInput))
    sheet.addRow([name, cellNumber(baseline)]).getCell(2).numFmt = FORMATS[unit] ?? '#,##0.######';
}

function addPrices(workbook: ExcelJS.Workbook, { report, models }: ScenarioFile, say: SayKey): void {
  const sheet = workbook.addWorksheet(say('export.prices'));
  sheet.columns = [
    { width: 40 },
    ...[14, 14, 14, 14].map((width) => ({ width })),
    { width: 34 },
    { width: 14 },
  ];
  heading(sheet, [
    ...[say('input.model'), say('export.inputPrice'), say('export.cacheRead'), say('export.cacheWrite')],
    ...[say('export.outputPrice'), say('export.list'), say('export.from')],
  ]);
  const named = new Set(namedModels(report.state));
  for (const { model, rates, source } of models.filter((one) => named.has(one.model))) {
    const { input, cacheRead, cacheWrite5m, output } = rates?.prices ?? {};
    sheet.addRow([
      model,
      ...[input, cacheRead, cacheWrite5m, output].map((price) => cellNumber(price ?? '')),
      ...[source.list, source.from ?? ''],
    ]);
  }
}

function heading(sheet: ExcelJS.Worksheet, names: string[]): void {
  const row = sheet.addRow(names);
  row.font = { bold: true };
  row.border = { bottom: { style: 'thin' } };
  sheet.views = [{ state: 'frozen', ySplit: row.number }];
}
