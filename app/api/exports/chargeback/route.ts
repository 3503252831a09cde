import { getReadingCurrency } from '@/app/reading-currency';
import { findCtx } from '@/app/session';
import { localeName } from '@/lib/access/fields';
import { statementCsv } from '@/lib/chargeback/csv';
import { chargebackStatement } from '@/lib/chargeback/server/chargeback-statement';
import { type ErrorCode, TollgateError } from '@/lib/errors';
import { renderStatementPdf } from '@/lib/reports/server/render-statement-pdf';

export const dynamic = 'force-dynamic';

const STATUS: Partial<Record<ErrorCode, number>> = { unauthenticated: 401, forbidden: 403, invalid: 400 };

/** The statement of `?month=2026-10`, in `?currency=` or the reader's own: `format=csv|pdf`, `language=en|zh-HK` of a PDF. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  const params = new URL(request.url).searchParams;
  const format = params.get('format') ?? 'csv';
  const locale = localeName.safeParse(params.get('language') ?? 'en');
  if ((format !== 'csv' && format !== 'pdf') || !locale.success)
    return new Response('There is no such file.', { status: 404 });
  try {
    const currency = await getReadingCurrency(params.get('currency'));
    const statement = await chargebackStatement(ctx, { month: params.get('month'), currency });
    const name = `tollgate-chargeback_${statement.month}_${currency}`;
    if (format === 'csv') return answer(statementCsv(statement), 'text/csv; charset=utf-8', `${name}.csv`);
    const pdf = await renderStatementPdf(statement, locale.data);
    return answer(new Blob([pdf as BlobPart]), 'application/pdf', `${name}_${locale.data}.pdf`);
  } catch (error) {
    if (error instanceof TollgateError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    throw error;
  }
}

const answer = (body: BodyInit, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
