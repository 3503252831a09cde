import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, teams } from '@/db/schema';
import { idText, reasonText, refusal } from '../fields';
import { findTeam } from './team-rows';
import { verb } from './verb';

/** Puts a team away: its keys stop working, its past usage stays in every split. */
export const archiveTeam = verb({
  name: 'archiveTeam',
  permission: 'teams.edit',
  input: z.object({ teamId: idText, reason: reasonText }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const team = await findTeam(tx, input.teamId);
    if (team.archivedAt)
      throw refusal('conflict', 'teamId', 'already_archived', 'This team is archived already.');
    await tx.update(teams).set({ archivedAt: ctx.now }).where(eq(teams.id, team.id));
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKeys.teamId, team.id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    await audit({
      action: 'team.archive',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { archived: false },
      after: { archived: true, revokedKeys: revoked.map((key) => key.id) },
      reason: input.reason,
    });
    return { revokedKeys: revoked.length };
  },
});
