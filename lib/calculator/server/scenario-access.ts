import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { scenarios, teams } from '@/db/schema';
import type { Actor, TeamScope } from '../../access/actor';
import { refusal } from '../../access/fields';
import { forbidden, notFound } from '../../errors';

export type ScenarioRow = typeof scenarios.$inferSelect;

/** The person a scenario belongs to: a key or a job has none. */
export function scenarioOwner(actor: Actor): string {
  if (actor.kind !== 'user') throw forbidden('Scenarios belong to people; sign in to the console.');
  return actor.id;
}

/** One's own; a lead's, those of their teams as well; those who see all teams, all. */
export function visibleTo(actor: Actor, scope: TeamScope): SQL {
  if (scope === 'all') return sql`true`;
  const own = eq(scenarios.ownerId, scenarioOwner(actor));
  const leads = actor.kind === 'user' && actor.role === 'team_lead' && scope.length > 0;
  return (leads ? or(own, inArray(scenarios.teamId, [...scope])) : own) ?? sql`false`;
}

/** A scenario the actor may see. What they may not see is not there. */
export async function visibleScenario(
  db: Queryable,
  actor: Actor,
  scope: TeamScope,
  id: bigint,
): Promise<ScenarioRow> {
  const [row] = await db
    .select()
    .from(scenarios)
    .where(and(eq(scenarios.id, id), visibleTo(actor, scope)));
  if (!row) throw notFound('There is no such scenario.');
  return row;
}

/** The actor's own scenario, locked for a change. */
export async function ownScenario(tx: Tx, actor: Actor, scope: TeamScope, id: bigint): Promise<ScenarioRow> {
  const owner = scenarioOwner(actor);
  const [row] = await tx
    .select()
    .from(scenarios)
    .where(and(eq(scenarios.id, id), visibleTo(actor, scope)))
    .for('update');
  if (!row) throw notFound('There is no such scenario.');
  if (row.ownerId !== owner)
    throw forbidden('Only the person who saved this scenario can change it. Duplicate it to make your own.');
  return row;
}

/** A scenario is for a team of its owner's, or for none. */
export async function assertTeam(db: Queryable, scope: TeamScope, teamId: bigint | null): Promise<void> {
  if (teamId === null) return;
  const [team] = await db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, teamId), isNull(teams.archivedAt)));
  if (!team || (scope !== 'all' && !scope.includes(teamId)))
    throw refusal('invalid', 'teamId', 'not_your_team', 'Choose one of your own teams, or none.');
}

/** Later than what it was, to the millisecond, so that two versions are never taken for one. */
export const nextVersion = (now: Date, before: Date): Date =>
  new Date(Math.max(now.getTime(), before.getTime() + 1));

/** What the audit log keeps of a scenario. */
export const scenarioFacts = ({ name, teamId, workflow, state }: Omit<ScenarioRow, 'id'>) => ({
  name,
  teamId: teamId?.toString() ?? null,
  workflow,
  state,
});
