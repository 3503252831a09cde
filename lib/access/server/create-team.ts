import { z } from 'zod';
import { teams } from '@/db/schema';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { displayName, idText, keyText, refusal } from '../fields';
import { assertOpenDepartment } from './team-rows';
import { verb } from './verb';

/** Adds a team under the key that callers send as `tags.team`; throws `conflict` when the key is taken. */
export const createTeam = verb({
  name: 'createTeam',
  permission: 'teams.edit',
  input: z.object({ key: keyText, name: displayName, departmentId: idText.nullable().default(null) }),
  run: async ({ tx, ctx, input, audit }) => {
    await assertOpenDepartment(tx, input.departmentId);
    const [team] = await tx
      .insert(teams)
      .values({ ...input, firstSeenAt: ctx.now, adoptedAt: ctx.now })
      .onConflictDoNothing()
      .returning();
    if (!team) throw refusal('conflict', 'key', 'key_taken', 'Another team has this key already.');
    // It has no usage yet to be counted again.
    if (team.departmentId !== null) await bumpBudgets(tx);
    await audit({
      action: 'team.create',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      after: input,
    });
    return { teamId: team.id.toString() };
  },
});
