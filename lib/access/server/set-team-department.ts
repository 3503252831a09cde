import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { idText } from '../fields';
import { assertOpenDepartment, findTeam } from './team-rows';
import { verb } from './verb';

/** Puts a team under a department (null: none). Splits by department follow at once, for all time. */
export const setTeamDepartment = verb({
  name: 'setTeamDepartment',
  permission: 'teams.edit',
  input: z.object({ teamId: idText, departmentId: idText.nullable() }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, input, audit }) => {
    await assertOpenDepartment(tx, input.departmentId);
    const team = await findTeam(tx, input.teamId);
    await tx.update(teams).set({ departmentId: input.departmentId }).where(eq(teams.id, team.id));
    await audit({
      action: 'team.set_department',
      subject: { kind: 'team', id: team.id.toString() },
      teamId: team.id,
      before: { departmentId: team.departmentId },
      after: { departmentId: input.departmentId },
    });
  },
});
