import { z } from 'zod';
import { idText } from '../fields';
import { findUser } from './find-user';
import { replaceUserTeams, teamsOfUser } from './user-teams';
import { verb } from './verb';

/** Sets which teams a person belongs to: what `own` reaches for team leads and engineers. */
export const setUserTeams = verb({
  name: 'setUserTeams',
  permission: 'people.edit',
  input: z.object({ userId: z.uuid(), teamIds: z.array(idText).max(200) }),
  run: async ({ tx, input, audit }) => {
    const user = await findUser(tx, input.userId);
    const before = await teamsOfUser(tx, user.id);
    const after = await replaceUserTeams(tx, user.id, input.teamIds);
    await audit({
      action: 'user.set_teams',
      subject: { kind: 'user', id: user.id },
      before: { teamIds: before },
      after: { teamIds: after },
    });
  },
});
