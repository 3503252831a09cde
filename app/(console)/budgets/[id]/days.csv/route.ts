import { findCtx } from '@/app/session';
import type { BudgetDays } from '@/lib/budgets/budget-dto';
import { budgetDays } from '@/lib/budgets/server/budget-days';
import { type ErrorCode, TollgateError } from '@/lib/errors';
import { addDays } from '@/lib/time/days';
import { readDay } from '../../read-day';

const STATUS: Partial<Record<ErrorCode, number>> = { forbidden: 403, not_found: 404, invalid: 400 };
/** Excel reads UTF-8 only where the file says so. */
const BOM = '\uFEFF';

/** The days of a budget's period as CSV: exact, nothing rounded; a day to come has no figures. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  const day = readDay(new URL(request.url).searchParams.get('day') ?? undefined);
  try {
    const days = await budgetDays(ctx, { budgetId: (await params).id, ...(day && { day }) });
    return new Response(BOM + csvOf(days), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(days)}"`,
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

function csvOf({ days, unit, currency, limit }: BudgetDays): string {
  const suffix = unit === 'tokens' ? 'tokens' : (currency ?? '').toLowerCase();
  const names = ['spent', 'cumulative', 'even_pace', 'forecast', 'limit'].map((name) => `${name}_${suffix}`);
  const lines = days.map((one) => [
    one.day,
    one.spent ?? '',
    one.cumulative ?? '',
    one.ideal,
    one.forecast ?? '',
    limit,
  ]);
  return [['day', ...names], ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

const fileName = ({ budgetId, period, unit, currency }: BudgetDays): string =>
  `tollgate-budget-${budgetId}_${period.from}_${addDays(period.to, -1)}_${unit === 'tokens' ? 'tokens' : currency}.csv`;
