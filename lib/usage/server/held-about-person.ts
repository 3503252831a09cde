import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { teams, usageUserDaily, usageUsers } from '@/db/schema';
import { type Money, moneyToString, parseMoney } from '../../money/money';

/** What the ledger holds about one pseudonym. Amounts are USD decimal strings; unpriced usage is counted apart. */
export interface HeldAboutPerson {
  events: string;
  requests: string;
  unpricedEvents: string;
  effectiveCost: string;
  firstDay: string;
  lastDay: string;
  teams: string[];
}

/** The summary for a data-subject request, or null when the pseudonym was never seen. */
export async function heldAboutPerson(db: Queryable, pseudonym: string): Promise<HeldAboutPerson | null> {
  const rows = await db
    .select({
      team: teams.name,
      events: sql<string>`sum(${usageUserDaily.events})::text`,
      requests: sql<string>`sum(${usageUserDaily.requests})::text`,
      unpriced: sql<string>`coalesce(sum(${usageUserDaily.events}) filter (where ${usageUserDaily.priceVersionId} = 0), 0)::text`,
      effectiveCost: sql<string>`sum(${usageUserDaily.effectiveCost})::text`,
      firstDay: sql<string>`min(${usageUserDaily.day})::text`,
      lastDay: sql<string>`max(${usageUserDaily.day})::text`,
    })
    .from(usageUserDaily)
    .innerJoin(usageUsers, eq(usageUsers.id, usageUserDaily.userId))
    .innerJoin(teams, eq(teams.id, usageUserDaily.teamId))
    .where(eq(usageUsers.pseudonym, pseudonym))
    .groupBy(teams.name)
    .orderBy(teams.name);
  if (rows.length === 0) return null;
  const total = (pick: (row: (typeof rows)[number]) => string) =>
    rows.reduce((sum, row) => sum + BigInt(pick(row)), 0n).toString();
  const days = rows.flatMap((row) => [row.firstDay, row.lastDay]).sort();
  return {
    events: total((row) => row.events),
    requests: total((row) => row.requests),
    unpricedEvents: total((row) => row.unpriced),
    effectiveCost: moneyToString(rows.reduce((sum, row) => sum + parseMoney(row.effectiveCost), 0n) as Money),
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    teams: rows.map((row) => row.team),
  };
}
