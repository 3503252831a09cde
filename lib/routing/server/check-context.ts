import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { attributions, tagValues, taskClasses, teams } from '@/db/schema';
import type { CheckContext } from '../checks';
import type { StickyKey } from '../policy';
import { BUILT_IN_TASK_CLASSES } from '../task-class';
import { loadBarEvidence } from './bar-evidence';
import { loadRouteCatalogue } from './route-catalogue';

/** What a policy is checked against, as of now. */
export async function loadCheckContext(
  db: Queryable,
  at: Date,
  /** The policy's; null: the organisation's. */
  teamId: bigint | null,
): Promise<CheckContext> {
  const teamRows = await db.select({ key: teams.key }).from(teams).where(isNull(teams.archivedAt));
  const workflows = await db
    .select({ value: tagValues.value })
    .from(tagValues)
    .where(eq(tagValues.tag, 'workflow'));
  const own = await db
    .select({ key: taskClasses.key })
    .from(taskClasses)
    .where(isNull(taskClasses.archivedAt));
  const [segment] = await db
    .select({ id: attributions.id })
    .from(attributions)
    .where(and(isNotNull(attributions.customerSegment)))
    .limit(1);
  const keys: StickyKey[] = ['user', 'request'];
  if (workflows.length > 0) keys.push('workflow');
  if (segment) keys.push('customer_segment');
  return {
    catalogue: await loadRouteCatalogue(db),
    at,
    teams: new Set(teamRows.map(({ key }) => key)),
    workflows: new Set(workflows.map(({ value }) => value)),
    taskClasses: new Set<string>([...BUILT_IN_TASK_CLASSES, ...own.map(({ key }) => key)]),
    stickyKeys: new Set(keys),
    evidence: await loadBarEvidence(db, teamId),
  };
}
