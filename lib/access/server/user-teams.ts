import { eq, inArray } from 'drizzle-orm';
import { teams, userTeams } from '@/db/schema';
import { refusal } from '../fields';
import type { Queryable } from './context';

export async function teamsOfUser(db: Queryable, userId: string): Promise<bigint[]> {
  const rows = await db
    .select({ teamId: userTeams.teamId })
    .from(userTeams)
    .where(eq(userTeams.userId, userId));
  return rows.map((row) => row.teamId).sort((a, b) => (a < b ? -1 : 1));
}

/** Sets exactly these teams; throws `invalid` when one does not exist. */
export async function replaceUserTeams(
  tx: Queryable,
  userId: string,
  teamIds: readonly bigint[],
): Promise<bigint[]> {
  const wanted = [...new Set(teamIds)].sort((a, b) => (a < b ? -1 : 1));
  const found = wanted.length
    ? await tx.select({ id: teams.id }).from(teams).where(inArray(teams.id, wanted))
    : [];
  if (found.length !== wanted.length)
    throw refusal('invalid', 'teamIds', 'unknown_team', 'One of these teams does not exist any more.');
  await tx.delete(userTeams).where(eq(userTeams.userId, userId));
  if (wanted.length > 0) await tx.insert(userTeams).values(wanted.map((teamId) => ({ userId, teamId })));
  return wanted;
}
