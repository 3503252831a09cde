/** Excel reads UTF-8 only where the file says so. */
const BOM = '\uFEFF';

/** Spreadsheets run text that starts like a formula. An apostrophe makes it text again; a plain number stays one. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

export type CsvCell = string | number | null;

function field(cell: CsvCell): string {
  const text = cell === null ? '' : String(cell);
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV, the first row its headings; amounts are given as exact decimal strings. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  BOM + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
