import { randomUUID } from 'node:crypto';
import type { Db } from '../client';
import { departments, organisation, teams, users, userTeams } from '../schema';

/** The clock of the tests: Sunday 22 November 2026, 12:00 in Hong Kong. */
export const NOW = new Date('2026-11-22T04:00:00Z');

/** An organisation with departments `ops` and `it`, and teams support, claims (ops) and platform (it). */
export async function seedOrganisation(db: Db) {
  await db.insert(organisation).values({ name: 'Test Group', createdAt: NOW });
  const departmentRows = await db
    .insert(departments)
    .values([
      { key: 'ops', name: 'Operations', createdAt: NOW },
      { key: 'it', name: 'Technology', createdAt: NOW },
    ])
    .returning();
  const departmentId = (key: string) => departmentRows.find((row) => row.key === key)?.id ?? null;
  const teamRows = await db
    .insert(teams)
    .values([
      {
        key: 'support',
        name: 'Customer Service',
        departmentId: departmentId('ops'),
        firstSeenAt: NOW,
        adoptedAt: NOW,
      },
      { key: 'claims', name: 'Claims', departmentId: departmentId('ops'), firstSeenAt: NOW, adoptedAt: NOW },
      {
        key: 'platform',
        name: 'Platform',
        departmentId: departmentId('it'),
        firstSeenAt: NOW,
        adoptedAt: NOW,
      },
    ])
    .returning();
  const teamId = (key: string): bigint => {
    const found = teamRows.find((row) => row.key === key);
    if (!found) throw new Error(`no test team ${key}`);
    return found.id;
  };
  return { teamId, departmentId };
}

/** A person with a role and teams, without a password. Returns the user id. */
export async function seedUser(db: Db, role: string, teamIds: readonly bigint[] = []): Promise<string> {
  const id = randomUUID();
  await db
    .insert(users)
    .values({ id, email: `${role}-${id}@example.test`, name: role, role, createdAt: NOW });
  if (teamIds.length > 0)
    await db.insert(userTeams).values(teamIds.map((teamId) => ({ userId: id, teamId })));
  return id;
}
