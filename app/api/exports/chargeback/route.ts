import { getReadingCurrency } from '@/app/reading-currency';
import { findCtx } from '@/app/session';
import { statementCsv } from '@/lib/chargeback/csv';
import { chargebackStatement } from '@/lib/chargeback/server/chargeback-statement';
import { type ErrorCode, TollgateError } from '@/lib/errors';

export const dynamic = 'force-dynamic';

const STATUS: Partial<Record<ErrorCode, number>> = { unauthenticated: 401, forbidden: 403, invalid: 400 };

/** The statement of `?month=2026-10` as CSV, in `?currency=` or the reader's own. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  const params = new URL(request.url).searchParams;
  try {
    const currency = await getReadingCurrency(params.get('currency'));
    const statement = await chargebackStatement(ctx, { month: params.get('month'), currency });
    return new Response(statementCsv(statement), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="tollgate-chargeback_${statement.month}_${currency}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (error instanceof TollgateError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    throw error;
  }
}
