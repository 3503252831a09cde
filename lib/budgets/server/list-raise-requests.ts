import { desc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { budgetRequests, budgets } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { RaiseRequestDto } from '../budget-dto';
import { sees } from './budget-tree';
import { teamOfScope } from './places';
import { raiseDtos } from './raise-dto';
import { budgetOf, loadReading } from './reading';

const MOST = 200;

/** Requests for raises, those that wait first, then the newest. `state` open: those that wait. */
export const listRaiseRequests = question({
  name: 'listRaiseRequests',
  permission: 'budgets.read',
  input: z.object({ state: z.enum(['open', 'all']).default('all') }),
  run: async ({ db, ctx, input, scope }): Promise<RaiseRequestDto[]> => {
    const reading = await loadReading(db, ctx.now);
    const rows = new Map(
      (await db.select().from(budgets))
        .filter((row) => sees(scope, teamOfScope(budgetOf(reading, row).scope, reading.places)))
        .map((row) => [row.id, row]),
    );
    if (rows.size === 0) return [];
    const requests = (
      await db
        .select()
        .from(budgetRequests)
        .where(inArray(budgetRequests.budgetId, [...rows.keys()]))
        .orderBy(desc(budgetRequests.id))
    ).filter(({ state }) => input.state === 'all' || state === 'pending');
    const waiting = requests.filter(({ state }) => state === 'pending');
    const others = requests.filter(({ state }) => state !== 'pending');
    const shown = [...waiting, ...others].slice(0, MOST);
    const about = new Map([...rows].filter(([id]) => shown.some(({ budgetId }) => budgetId === id)));
    return raiseDtos(db, reading, ctx.actor, about, shown);
  },
});
