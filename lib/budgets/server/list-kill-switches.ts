import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { killSwitches } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { KillSwitchDto } from '../budget-dto';
import { sees } from './budget-tree';
import { killSwitchDto } from './kill-switch-dto';
import { stoppedScope } from './kill-switch-rows';
import { loadPlaces, teamOfScope } from './places';

const MOST = 500;

/** Kill switches, those in force first, then the newest. */
export const listKillSwitches = question({
  name: 'listKillSwitches',
  permission: 'budgets.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<KillSwitchDto[]> => {
    const places = await loadPlaces(db);
    const rows = await db.select().from(killSwitches).orderBy(desc(killSwitches.id)).limit(MOST);
    const seen = rows
      .filter((row) => sees(scope, teamOfScope(stoppedScope(row), places)))
      .map((row) => killSwitchDto(row, places, ctx.actor, ctx.now));
    return [...seen.filter(({ inForce }) => inForce), ...seen.filter(({ inForce }) => !inForce)];
  },
});
