import { asc, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { question } from '../../access/server/verb';

/** The teams that a rule can name as serving everyone: those that are adopted. */
export const chargebackTeams = question({
  name: 'chargebackTeams',
  permission: 'chargeback.edit',
  input: z.object({}),
  run: async ({ db }): Promise<{ id: string; name: string }[]> => {
    const rows = await db
      .select({ id: teams.id, name: teams.name })
      .from(teams)
      .where(isNotNull(teams.adoptedAt))
      .orderBy(asc(teams.name));
    return rows.map(({ id, name }) => ({ id: id.toString(), name }));
  },
});
