import { findCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { TollgateError } from '@/lib/errors';

/** Excel reads UTF-8 only where the file says so. */
const BOM = '\uFEFF';

/** Rows as a CSV file: exact, nothing rounded. A field that a spreadsheet would run as a formula is held as text. */
export async function csvAnswer(
  read: (ctx: Ctx) => Promise<{ name: string; rows: readonly (readonly (string | null)[])[] }>,
): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  try {
    const { name, rows } = await read(ctx);
    return new Response(BOM + rows.map((row) => `${row.map(field).join(',')}\r\n`).join(''), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}

function field(value: string | null): string {
  if (value === null) return '';
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
