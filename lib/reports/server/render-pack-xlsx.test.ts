import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { renderPackXlsx } from './render-pack-xlsx';
import { samplePack } from './testing/sample-pack';

const pack = samplePack();

async function opened(locale: 'en' | 'zh-HK'): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await renderPackXlsx(pack, locale);
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook;
}

/** The few formulas of the workbook, worked out from the cells they name. Text counts as nothing in a sum. */
function evaluate(workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, address: string): number {
  const { value } = sheet.getCell(address);
  if (typeof value === 'number') return value;
  if (value === null || typeof value !== 'object' || !('formula' in value)) return 0;
  const { formula } = value as ExcelJS.CellFormulaValue;
  return compute(workbook, sheet, formula);
}

function compute(workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet, formula: string): number {
  const sum = /^SUM\(([A-Z])(\d+):\1(\d+)\)$/.exec(formula);
  if (sum) {
    let total = 0;
    for (let row = Number(sum[2]); row <= Number(sum[3]); row += 1)
      total += evaluate(workbook, sheet, `${sum[1]}${row}`);
    return total;
  }
  const rounded = /^ROUND\((.+),6\)$/.exec(formula);
  if (rounded?.[1]) return Math.round(compute(workbook, sheet, rounded[1]) * 1e6) / 1e6;
  const operation = /^([^-+/]+(?:'!?[^-+/]*)?)([-+/])(.+)$/.exec(formula);
  if (operation) {
    const [, left = '', operator, right = ''] = operation;
    const [a, b] = [compute(workbook, sheet, left), compute(workbook, sheet, right)];
    if (operator === '/') {
      const less = /^(.+)-1$/.exec(right);
      return less?.[1] ? a / compute(workbook, sheet, less[1]) - 1 : a / b;
    }
    return operator === '+' ? a + b : a - b;
  }
  if (/^\d+$/.test(formula)) return Number(formula);
  const there = /^'(.+)'!(.+)$/.exec(formula);
  const on = there ? workbook.getWorksheet(there[1] ?? '') : sheet;
  if (!on) throw new Error(`There is no sheet for ${formula}.`);
  return evaluate(workbook, on, (there?.[2] ?? formula).replaceAll('$', ''));
}

const formulasOf = (workbook: ExcelJS.Workbook) =>
  workbook.worksheets.flatMap((sheet) => {
    const found: { sheet: ExcelJS.Worksheet; address: string; formula: string; result: number }[] = [];
    sheet.eachRow((row) =>
      row.eachCell(({ value, address }) => {
        if (value === null || typeof value !== 'object' || !('formula' in value)) return;
        const { formula, result } = value as ExcelJS.CellFormulaValue;
        // A result of 0 is not written down.
        found.push({ sheet, address, formula, result: (result as number | undefined) ?? 0 });
      }),
    );
    return found;
  });

describe('the workbook of a pack', () => {
  it.each(['en', 'zh-HK'] as const)('has live formulas that come to what it says, in %s', async (locale) => {
    const workbook = await opened(locale);
    const formulas = formulasOf(workbook);
    expect(formulas.length).toBeGreaterThan(40);
    for (const { sheet, address, formula, result } of formulas)
      expect(evaluate(workbook, sheet, address), `${sheet.name} ${address} =${formula}`).toBeCloseTo(
        result,
        6,
      );
  });

  it('adds departments up to the spend, and the bridge to the later month, with nothing left', async () => {
    const workbook = await opened('en');
    for (const name of ['Departments', 'Why spend changed']) {
      const sheet = workbook.getWorksheet(name);
      const last = sheet?.getCell(`B${sheet.rowCount}`).value as ExcelJS.CellFormulaValue;
      expect([name, last.formula, last.result ?? 0]).toEqual([name, expect.stringMatching(/^ROUND\(/), 0]);
    }
    const departments = workbook.getWorksheet('Departments');
    // 400,000 + 194,165.99 + 2,156.99
    expect((departments?.getCell('B5').value as ExcelJS.CellFormulaValue | undefined)?.result).toBeCloseTo(
      596_322.98,
      6,
    );
  });

  it('says what cannot be stated, never 0, and keeps the exact figures', async () => {
    const workbook = await opened('en');
    const workflows = workbook.getWorksheet('Workflows');
    expect(workflows?.getCell('D4').value).toBe('–');
    const data = workbook.getWorksheet('Data');
    const exact: unknown[] = [];
    data?.eachRow((row) => exact.push(row.getCell(6).value));
    expect(exact).toContain('596322.9800000000000000000000');
  });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

describe.skipIf(!office)(`LibreOffice${office ? '' : ' (skipped: it is not installed)'}`, () => {
  it('recalculates every formula to the same', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tollgate-pack-'));
    const file = path.join(folder, 'pack.xlsx');
    const workbook = await opened('zh-HK');
    for (const { sheet, address } of formulasOf(workbook)) {
      const cell = sheet.getCell(address);
      cell.value = { formula: (cell.value as ExcelJS.CellFormulaValue).formula } as ExcelJS.CellFormulaValue;
    }
    await workbook.xlsx.writeFile(file);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const to = ['--convert-to', 'ods', '--outdir', folder];
    execFileSync(office ?? '', [profile, '--headless', ...to, file], { stdio: 'ignore' });
    const back = ['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', path.join(folder, 'out')];
    execFileSync(office ?? '', [profile, '--headless', ...back, path.join(folder, 'pack.ods')], {
      stdio: 'ignore',
    });
    const recalculated = new ExcelJS.Workbook();
    const bytes = readFileSync(path.join(folder, 'out', 'pack.xlsx'));
    await recalculated.xlsx.load(bytes.buffer.slice(bytes.byteOffset) as ArrayBuffer);
    for (const { sheet, address, result } of formulasOf(await opened('zh-HK'))) {
      const { value } = recalculated.getWorksheet(sheet.name)?.getCell(address) ?? {};
      const there = (value as ExcelJS.CellFormulaValue).result ?? 0;
      expect(there, `${sheet.name} ${address}`).toBeCloseTo(result, 6);
    }
  }, 120_000);
});
