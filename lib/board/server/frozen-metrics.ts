import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { Currency } from '../../money/currency';
import type { Board } from '../board';
import type { Metric } from '../metric';
import { firstDayOf } from '../month';

/** The metrics of the months that are closed now as they were closed, by month; in that currency, where it had a rate. */
export async function readFrozenMetrics(db: Queryable, currency: Currency): Promise<Map<string, Metric[]>> {
  const rows = await db.execute<{ month: string; metrics: Metric[] }>(sql`
    select to_char(c.month, 'YYYY-MM') as month, b.board -> 'metrics' as metrics
    from frozen_boards b join closed_months c on c.id = b.closing_id and c.reopened_at is null
    where b.currency = ${currency}`);
  return new Map(rows.map(({ month, metrics }) => [month, metrics]));
}

/** The board of a closed month as it was closed; null where the month is open, or had no such board then. */
export async function readFrozenBoard(
  db: Queryable,
  month: string,
  currency: Currency,
): Promise<Board | null> {
  const [row] = await db.execute<{ board: Board; at: Date | string; by: string }>(sql`
    select b.board, c.closed_at as at, c.closed_by as by
    from frozen_boards b join closed_months c on c.id = b.closing_id and c.reopened_at is null
    where c.month = ${firstDayOf(month)}::date and b.currency = ${currency}`);
  if (!row) return null;
  const closedAt = new Date(row.at).toISOString();
  // It was frozen a moment before it was closed: what it asked for then is done.
  const decisions = row.board.decisions.filter(({ key }) => key !== 'close_month');
  return { ...row.board, decisions, state: 'closed', closedAt, closedBy: row.by };
}
