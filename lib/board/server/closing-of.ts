import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { closedMonths } from '@/db/schema';
import type { Board } from '../board';
import { wholeMonth } from '../board-months';
import { firstDayOf } from '../month';

/** Whether a month runs, is over or is closed, and by whom. */
export async function closingOf(
  db: Queryable,
  month: string,
  today: string,
): Promise<Pick<Board, 'state' | 'closedAt' | 'closedBy'>> {
  const [closed] = await db
    .select()
    .from(closedMonths)
    .where(and(eq(closedMonths.month, firstDayOf(month)), isNull(closedMonths.reopenedAt)));
  if (closed) return { state: 'closed', closedAt: closed.closedAt.toISOString(), closedBy: closed.closedBy };
  return { state: wholeMonth(month).to <= today ? 'over' : 'running', closedAt: null, closedBy: null };
}
