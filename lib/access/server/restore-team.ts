import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { idText, refusal } from '../fields';
import { findTeam } from './team-rows';
import { verb } from './verb';

/** Brings an archived team back. Its revoked keys stay revoked. */
export const restoreTeam = verb({
  name: 'restoreTeam',
  permission: 'teams.edit',
  input: z.object({ teamId: idText }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, input, audit }) => {
    const team = await findTeam(tx, input.teamId);
    if (!team.archivedAt) throw refusal('conflict', 'teamId', 'not_archived', 'This team is not archived.');
    await tx.update(teams).set({ archivedAt: null }).where(eq(teams.id, team.id));
    await audit({
      action: 'team.restore',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { archived: true },
      after: { archived: false },
    });
  },
});
