import { and, desc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { savingsInitiatives, teams, users } from '@/db/schema';
import type { Actor, TeamScope } from '../../access/actor';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { moneyToString, subtractMoney } from '../../money/money';
import type { InitiativeDto, InitiativeState, InitiativeWorking } from '../initiative';

const MOST = 500;

/** Savings initiatives of the asker's teams and their own, the newest first; of one scenario where it is named. */
export const listInitiatives = question({
  name: 'listInitiatives',
  permission: 'scenarios.read',
  input: z.object({ scenarioId: idText.nullable().default(null) }),
  run: async ({ db, ctx, input, scope }): Promise<InitiativeDto[]> => {
    const rows = await db
      .select({ row: savingsInitiatives, ownerName: users.name, teamName: teams.name })
      .from(savingsInitiatives)
      .leftJoin(users, eq(users.id, savingsInitiatives.ownerId))
      .leftJoin(teams, eq(teams.id, savingsInitiatives.teamId))
      .where(
        and(
          visible(ctx.actor, scope),
          input.scenarioId === null ? undefined : eq(savingsInitiatives.scenarioId, input.scenarioId),
        ),
      )
      .orderBy(desc(savingsInitiatives.updatedAt), desc(savingsInitiatives.id))
      .limit(MOST);
    return rows.map(({ row, ownerName, teamName }) => ({
      id: row.id.toString(),
      name: row.name,
      scenarioId: row.scenarioId?.toString() ?? null,
      ownerName: ownerName ?? '',
      team: row.teamId === null ? null : { id: row.teamId.toString(), name: teamName ?? '' },
      workflow: row.workflow,
      state: row.state as InitiativeState,
      baselineMonthly: moneyToString(row.baselineMonthly),
      plannedMonthly: moneyToString(row.plannedMonthly),
      savingMonthly: moneyToString(subtractMoney(row.baselineMonthly, row.plannedMonthly)),
      working: row.working as InitiativeWorking,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }));
  },
});

function visible(actor: Actor, scope: TeamScope): SQL | undefined {
  if (scope === 'all') return undefined;
  const owner = actor.kind === 'user' ? actor.id : '';
  const own = eq(savingsInitiatives.ownerId, owner);
  return scope.length > 0 ? or(own, inArray(savingsInitiatives.teamId, [...scope])) : own;
}
