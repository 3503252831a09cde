import { and, eq, isNotNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { attributions } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { may } from '../../budgets/server/may';

/**
 * The one team whose usage and outcomes name a workflow; null where several do or none: then its outcome is the
 * organisation's to define.
 */
export async function teamOfWorkflow(db: Queryable, workflow: string): Promise<bigint | null> {
  const rows = await db
    .selectDistinct({ teamId: attributions.teamId })
    .from(attributions)
    .where(and(eq(attributions.workflow, workflow), isNotNull(attributions.teamId)))
    .limit(2);
  return rows.length === 1 ? (rows[0]?.teamId ?? null) : null;
}

/** Whether the actor may define the workflow's outcome and enter counts: what verbs check, asked beforehand. */
export const mayEditWorkflow = async (db: Queryable, actor: Actor, workflow: string): Promise<boolean> =>
  may(actor, 'outcomes.edit', await teamOfWorkflow(db, workflow));
