import { isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { taskClasses, workflowTaskClasses } from '@/db/schema';

/** What an organisation says of task classes, as far as the classifier needs to know. Immutable. */
export interface ClassSettings {
  /** Keys of its own classes that are in use. */
  own: readonly string[];
  /** The class set for a workflow's calls, and since when. */
  defaults: ReadonlyMap<string, { taskClass: string; setAt: Date }>;
}

export const NO_CLASS_SETTINGS: ClassSettings = { own: [], defaults: new Map() };

export async function loadClassSettings(db: Queryable): Promise<ClassSettings> {
  const own = await db
    .select({ key: taskClasses.key })
    .from(taskClasses)
    .where(isNull(taskClasses.archivedAt));
  const defaults = await db.select().from(workflowTaskClasses);
  return { own: own.map(({ key }) => key), defaults: new Map(defaults.map((row) => [row.workflow, row])) };
}
