import { and, asc, inArray, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { question } from '../../access/server/verb';

/** The teams a scenario of the asker may be for. */
export const listScenarioTeams = question({
  name: 'listScenarioTeams',
  permission: 'scenarios.read',
  input: z.object({}),
  run: async ({ db, scope }): Promise<{ id: string; name: string }[]> => {
    const rows = await db
      .select({ id: teams.id, name: teams.name })
      .from(teams)
      .where(
        and(
          isNull(teams.archivedAt),
          isNotNull(teams.adoptedAt),
          scope === 'all' ? undefined : inArray(teams.id, [...scope]),
        ),
      )
      .orderBy(asc(teams.name), asc(teams.id));
    return rows.map(({ id, name }) => ({ id: id.toString(), name }));
  },
});
