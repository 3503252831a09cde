import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { recountMoved } from '../../budgets/server/recount-moved';
import { idText } from '../fields';
import { assertOpenDepartment, findTeam } from './team-rows';
import { verb } from './verb';

/** Puts a team under a department (null: none). Splits and budgets by department follow at once, for all time. */
export const setTeamDepartment = verb({
  name: 'setTeamDepartment',
  permission: 'teams.edit',
  input: z.object({ teamId: idText, departmentId: idText.nullable() }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, ctx, input, audit }) => {
    await assertOpenDepartment(tx, input.departmentId);
    const team = await findTeam(tx, input.teamId);
    await tx.update(teams).set({ departmentId: input.departmentId }).where(eq(teams.id, team.id));
    if (team.departmentId !== input.departmentId)
      await recountMoved(tx, ctx.now, { departmentIds: [team.departmentId, input.departmentId] });
    await audit({
      action: 'team.set_department',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { departmentId: team.departmentId },
      after: { departmentId: input.departmentId },
    });
  },
});
