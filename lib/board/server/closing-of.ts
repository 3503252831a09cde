import { and, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { closedMonths, monthFreezes } from '@/db/schema';
import type { Board } from '../board';
import { wholeMonth } from '../board-months';
import { firstDayOf } from '../month';

interface Closing extends Pick<Board, 'state' | 'closedAt' | 'closedBy'> {
  /** Whether its figures were kept. False of a closed month: it was closed before months were frozen. */
  frozen: boolean;
}

/** Whether a month runs, is over or is closed, by whom, and whether it was frozen then. */
export async function closingOf(db: Queryable, month: string, today: string): Promise<Closing> {
  const [closed] = await db
    .select({ at: closedMonths.closedAt, by: closedMonths.closedBy, freeze: monthFreezes.closingId })
    .from(closedMonths)
    .leftJoin(monthFreezes, eq(monthFreezes.closingId, closedMonths.id))
    .where(and(eq(closedMonths.month, firstDayOf(month)), isNull(closedMonths.reopenedAt)));
  if (!closed) {
    const state = wholeMonth(month).to <= today ? 'over' : 'running';
    return { state, closedAt: null, closedBy: null, frozen: false };
  }
  const { at, by, freeze } = closed;
  return { state: 'closed', closedAt: at.toISOString(), closedBy: by, frozen: freeze !== null };
}
