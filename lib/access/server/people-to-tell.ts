import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { users, userTeams } from '@/db/schema';
import type { Role } from '../permissions';
import type { Queryable } from './context';

export interface Person {
  id: string;
  email: string;
  locale: string;
}

/** Everyone with an account that is not disabled who is named, has one of the roles, or leads the team. */
export async function peopleToTell(
  db: Queryable,
  { ids, roles, leadsOf }: { ids: readonly string[]; roles: readonly Role[]; leadsOf: bigint | null },
): Promise<Person[]> {
  const leads = sql`(${users.role} = 'team_lead' and exists (
    select 1 from ${userTeams} where ${userTeams.userId} = ${users.id} and ${userTeams.teamId} = ${leadsOf}))`;
  return db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(
      and(
        isNull(users.disabledAt),
        or(
          ids.length > 0 ? inArray(users.id, [...ids]) : undefined,
          roles.length > 0 ? inArray(users.role, [...roles]) : undefined,
          leadsOf === null ? undefined : leads,
          sql`false`,
        ),
      ),
    )
    .orderBy(asc(users.id));
}

/** A person who still has an account in use; null: gone or disabled. */
export async function activePerson(db: Queryable, id: string): Promise<Person | null> {
  const [row] = await db
    .select({ id: users.id, email: users.email, locale: users.locale })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)));
  return row ?? null;
}
