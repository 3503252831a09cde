import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { attributions, outcomeDefinitions } from '@/db/schema';
import type { Actor, TeamScope } from '../../access/actor';
import { may } from '../../budgets/server/may';

/**
 * The one team whose usage and outcomes name a workflow; null where several do or none: then its outcome is the
 * organisation's to define.
 */
export async function teamOfWorkflow(db: Queryable, workflow: string): Promise<bigint | null> {
  const rows = await db
    .selectDistinct({ teamId: attributions.teamId })
    .from(attributions)
    .where(eq(attributions.workflow, workflow))
    .limit(2);
  return rows.length === 1 ? (rows[0]?.teamId ?? null) : null;
}

/** Whether the actor may define the workflow's outcome and enter counts: what verbs check, asked beforehand. */
export const mayEditWorkflow = async (db: Queryable, actor: Actor, workflow: string): Promise<boolean> =>
  may(actor, 'outcomes.edit', await teamOfWorkflow(db, workflow));

/** The same for the workflow of a definition; null where there is no such definition. */
export async function teamOfDefinition(db: Queryable, definitionId: bigint): Promise<bigint | null> {
  const [row] = await db
    .select({ workflow: outcomeDefinitions.workflow })
    .from(outcomeDefinitions)
    .where(eq(outcomeDefinitions.id, definitionId));
  return row ? teamOfWorkflow(db, row.workflow) : null;
}

/** Whether usage or outcomes of the teams name the workflow. */
export async function scopeNames(db: Queryable, scope: TeamScope, workflow: string): Promise<boolean> {
  const ofTeams = scope === 'all' ? undefined : inArray(attributions.teamId, [-1n, ...scope]);
  const rows = await db
    .select({ id: attributions.id })
    .from(attributions)
    .where(and(eq(attributions.workflow, workflow), ofTeams))
    .limit(1);
  return rows.length > 0;
}
