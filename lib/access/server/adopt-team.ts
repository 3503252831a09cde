import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { recountMoved } from '../../budgets/server/recount-moved';
import { displayName, idText, refusal } from '../fields';
import { assertOpenDepartment, findTeam } from './team-rows';
import { verb } from './verb';

/** Confirms a team first seen in traffic: gives it a name and a department. */
export const adoptTeam = verb({
  name: 'adoptTeam',
  permission: 'teams.edit',
  input: z.object({ teamId: idText, name: displayName, departmentId: idText.nullable().default(null) }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, ctx, input, audit }) => {
    await assertOpenDepartment(tx, input.departmentId);
    const team = await findTeam(tx, input.teamId);
    if (team.adoptedAt)
      throw refusal('conflict', 'teamId', 'already_adopted', 'This team is adopted already.');
    await tx
      .update(teams)
      .set({ name: input.name, departmentId: input.departmentId, adoptedAt: ctx.now })
      .where(eq(teams.id, team.id));
    if (team.departmentId !== input.departmentId)
      await recountMoved(tx, ctx.now, { departmentIds: [team.departmentId, input.departmentId] });
    await audit({
      action: 'team.adopt',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { name: team.name, departmentId: team.departmentId },
      after: { name: input.name, departmentId: input.departmentId },
    });
  },
});
