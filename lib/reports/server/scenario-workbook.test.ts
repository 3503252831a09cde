import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { PriceListEntry } from '../../calculator/price-list';
import { publishedModels } from '../../calculator/published-prices';
import { reportOf } from '../../calculator/report';
import { reportTable } from '../../calculator/report-table';
import { presetState } from '../../calculator/state';
import { compilePrices } from '../../calculator/usage-cost-prices';
import { moneyToString } from '../../money/money';
import { scenarioWorkbook } from './scenario-workbook';

const MODELS: PriceListEntry[] = publishedModels().map((model) => ({
  ...{ ...model, modelId: '1', provider: 'test', version: null },
}));
const RATE = {
  ...{ id: '1', quote: 'HKD' as const, validFrom: '2026-11-01', validTo: null },
  ...{ rate: '7.8000000000', source: 'test' },
};

it('writes every figure as a number and exactly as text, and a name as text, never as a formula', async () => {
  const report = reportOf(presetState('scenario:rag', 'HKD'), compilePrices(MODELS));
  if (!report.priced) throw new Error(report.reason);
  const file = { name: '=1+1', report, day: '2026-11-22', models: MODELS, rate: RATE };
  const bytes = await scenarioWorkbook(file, (key) => key);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['export.figures', 'export.inputs', 'export.prices'],
  ]);
  const [figures] = workbook.worksheets;
  const rows: unknown[][] = [];
  figures?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  expect(rows[0]).toEqual(['=1+1']);
  const month = report.costs.find(({ unit }) => unit === 'month')?.amounts.baseline;
  const exact = moneyToString(month ?? (0n as never));
  const line = rows.find(([name, , , unit]) => name === 'per.month' && unit === 'USD');
  expect(line?.slice(1, 6)).toEqual([Number(exact), Number(exact), 'USD', exact, exact]);
  const table = reportTable(report, RATE, (key) => key);
  expect(table.filter(([section]) => section !== 'input' && section !== 'model').length - 1).toBe(
    rows.length - 4,
  );
});
