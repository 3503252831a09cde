import { stringify } from 'csv-stringify/sync';
import { findCtx } from '@/app/session';
import { TollgateError } from '@/lib/errors';
import { rejectedRows } from '@/lib/usage/server/rejected-rows';

/** The rejected rows of an import as CSV: row number, reason, then the row as it was. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response(null, { status: 401 });
  try {
    const { fileName, rows } = await rejectedRows(ctx, { importId: (await params).id });
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row.row)))];
    const records = rows.map((r) => [
      r.number,
      r.code,
      r.field,
      r.detail,
      ...columns.map((c) => text(r.row[c])),
    ]);
    const csv = stringify([['_row', '_code', '_field', '_detail', ...columns], ...records], {
      bom: true,
      escape_formulas: true,
    });
    const name = encodeURIComponent(`${fileName}.rejected.csv`);
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 404 });
  }
}

const text = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
