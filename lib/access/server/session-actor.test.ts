import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { users } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { changeRole } from './change-role';
import { systemCtx } from './context';
import { disableUser } from './disable-user';
import { endSessions } from './end-sessions';
import { sessionActor } from './session-actor';
import { setUserTeams } from './set-user-teams';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const ctx = systemCtx(db, 'test', NOW);
await seedUser(db, 'admin');

it('follows the database on every look: role, teams, ended and disabled sessions', async () => {
  const userId = await seedUser(db, 'team_lead', [teamId('support')]);
  const claim = { userId, epoch: 1 };
  expect(await sessionActor(db, claim)).toMatchObject({ role: 'team_lead', teamIds: [teamId('support')] });

  await changeRole(ctx, { userId, role: 'auditor', reason: 'moved to audit' });
  await setUserTeams(ctx, { userId, teamIds: [] });
  expect(await sessionActor(db, claim)).toMatchObject({ role: 'auditor', teamIds: [] });

  await endSessions(ctx, { userId });
  expect(await sessionActor(db, claim)).toBeNull();
  expect(await sessionActor(db, { userId, epoch: 2 })).not.toBeNull();

  await disableUser(ctx, { userId, reason: 'left the company' });
  expect(await sessionActor(db, { userId, epoch: 2 })).toBeNull();
  expect(await sessionActor(db, { userId, epoch: 3 })).toBeNull();
});

it('knows nobody who is not there, and no role that is not one', async () => {
  expect(await sessionActor(db, { userId: '00000000-0000-4000-8000-000000000000', epoch: 1 })).toBeNull();
  const userId = await seedUser(db, 'engineer');
  await db.update(users).set({ role: 'superuser' }).where(eq(users.id, userId));
  expect(await sessionActor(db, { userId, epoch: 1 })).toBeNull();
});
