import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { forecastPlanLines, teams } from '@/db/schema';
import { authorise, type TeamScope } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import { conflict, notFound } from '../../errors';
import type { PlanLineTerms } from '../plan';

export type PlanRow = Omit<typeof forecastPlanLines.$inferSelect, 'terms'> & { terms: PlanLineTerms };

/** The lines of these teams, by workflow. */
export async function planRows(db: Queryable, scope: TeamScope) {
  const ofTeams = scope === 'all' ? undefined : inArray(forecastPlanLines.teamId, [...scope]);
  const rows = await db
    .select({ line: forecastPlanLines, teamKey: teams.key, teamName: teams.name })
    .from(forecastPlanLines)
    .innerJoin(teams, eq(teams.id, forecastPlanLines.teamId))
    .where(and(isNull(forecastPlanLines.archivedAt), ofTeams))
    .orderBy(asc(forecastPlanLines.workflow), asc(forecastPlanLines.id));
  return rows.map(({ line, ...team }) => ({
    ...team,
    line: { ...line, terms: line.terms as PlanLineTerms },
  }));
}

/** A line of a team the actor plans for, locked for a change. */
export async function lockLine(tx: Tx, ctx: Ctx, lineId: bigint): Promise<PlanRow> {
  const [row] = await tx
    .select()
    .from(forecastPlanLines)
    .where(and(eq(forecastPlanLines.id, lineId), isNull(forecastPlanLines.archivedAt)))
    .for('update');
  if (!row) throw notFound('There is no such line in the plan.');
  authorise(ctx.actor, 'forecast.plan', row.teamId);
  return { ...row, terms: row.terms as PlanLineTerms };
}

/** Keeps a new line; one workflow of a team has one. */
export async function insertLine(
  tx: Tx,
  ctx: Ctx,
  line: { teamId: bigint; workflow: string; startMonth: string; terms: PlanLineTerms },
): Promise<bigint> {
  const [stored] = await tx
    .insert(forecastPlanLines)
    .values({ ...line, updatedBy: authorOf(ctx), updatedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: forecastPlanLines.id });
  if (!stored) throw conflict('This workflow of the team is in the plan already: change its line.');
  return stored.id;
}

export const authorOf = ({ actor }: Ctx): string | null => (actor.kind === 'user' ? actor.id : null);
