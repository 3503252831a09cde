import { eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { scenarioComments, scenarios, teams, users } from '@/db/schema';
import type { Actor } from '../../access/actor';
import type { ScenarioDto } from '../scenario-dto';
import { scenarioState } from '../state';

/** Scenarios with their owner's and their team's name, the newest change first. */
export async function scenarioDtos(
  db: Queryable,
  actor: Actor,
  where: SQL,
  limit: number,
): Promise<ScenarioDto[]> {
  const rows = await db
    .select({
      row: scenarios,
      ownerName: users.name,
      teamName: teams.name,
      comments: sql<number>`(select count(*)::int from ${scenarioComments}
        where ${scenarioComments.scenarioId} = ${scenarios.id} and ${scenarioComments.withdrawnAt} is null)`,
    })
    .from(scenarios)
    .leftJoin(users, eq(users.id, scenarios.ownerId))
    .leftJoin(teams, eq(teams.id, scenarios.teamId))
    .where(where)
    .orderBy(sql`${scenarios.updatedAt} desc, ${scenarios.id} desc`)
    .limit(limit);
  return rows.map(({ row, ownerName, teamName, comments }) => ({
    id: row.id.toString(),
    name: row.name,
    ownerName: ownerName ?? '',
    own: actor.kind === 'user' && actor.id === row.ownerId,
    team: row.teamId === null ? null : { id: row.teamId.toString(), name: teamName ?? '' },
    state: scenarioState.parse(row.state),
    workflow: row.workflow,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    commentCount: comments,
  }));
}
