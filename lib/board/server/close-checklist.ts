import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { monthFreezes } from '@/db/schema';
import { question } from '../../access/server/verb';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { CloseChecklist } from '../close';
import { monthText } from '../month';
import { checkMonth } from './check-month';
import { closingOf } from './closing-of';
import { readFrozenMonths } from './frozen-months';

/** What stands between a month and its close; of a closed month, how that was answered. */
export const closeChecklist = question({
  name: 'closeChecklist',
  permission: 'board.read',
  input: z.object({ month: monthText }),
  run: async ({ db, ctx, input: { month } }): Promise<CloseChecklist> => {
    const closing = await closingOf(db, month, dayOf(ctx.now, await zoneOf(db)));
    const kept = closing.state === 'closed' ? await keptChecklist(db, month) : null;
    const answers = kept ?? { checks: await checkMonth(db, month), acknowledged: [], note: null };
    return { month, ...closing, ...answers };
  },
});

type Answers = Pick<CloseChecklist, 'checks' | 'acknowledged' | 'note'>;

async function keptChecklist(db: Queryable, month: string): Promise<Answers | null> {
  const frozen = (await readFrozenMonths(db)).find((one) => one.month === month);
  if (!frozen) return null;
  const [row] = await db
    .select({ checklist: monthFreezes.checklist })
    .from(monthFreezes)
    .where(eq(monthFreezes.closingId, frozen.closingId));
  return (row?.checklist as Answers | undefined) ?? null;
}
