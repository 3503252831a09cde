import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { closedMonths } from '@/db/schema';
import { question } from '../../access/server/verb';
import { type ClosedMonthDto, monthOfDay } from '../month';

/** Every closing of a month, newest month first; reopened ones say by whom and why. */
export const listClosedMonths = question({
  name: 'listClosedMonths',
  permission: 'months.read',
  input: z.object({}),
  run: async ({ db }): Promise<ClosedMonthDto[]> => {
    const rows = await db
      .select()
      .from(closedMonths)
      .orderBy(desc(closedMonths.month), desc(closedMonths.closedAt));
    return rows.map((row) => ({
      month: monthOfDay(row.month),
      closedAt: row.closedAt.toISOString(),
      closedBy: row.closedBy,
      reopenedAt: row.reopenedAt?.toISOString() ?? null,
      reopenedBy: row.reopenedBy,
      reopenReason: row.reopenReason,
    }));
  },
});
