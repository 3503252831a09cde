import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { displayName, idText } from '../fields';
import { findTeam } from './team-rows';
import { verb } from './verb';

/** Changes what people read; the key that callers send stays, so no usage moves. */
export const renameTeam = verb({
  name: 'renameTeam',
  permission: 'teams.edit',
  input: z.object({ teamId: idText, name: displayName }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, input, audit }) => {
    const team = await findTeam(tx, input.teamId);
    await tx.update(teams).set({ name: input.name }).where(eq(teams.id, team.id));
    await audit({
      action: 'team.rename',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { name: team.name },
      after: { name: input.name },
    });
  },
});
