import { asc, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { taskClasses } from '@/db/schema';
import { question } from '../../access/server/verb';
import { builtInTaskClasses, type TaskClass } from '../task-class';

/** The kinds of work: those built in, then the organisation's own. */
export const listTaskClasses = question({
  name: 'listTaskClasses',
  permission: 'routing.read',
  input: z.object({}),
  run: async ({ db }): Promise<TaskClass[]> => {
    const own = await db
      .select()
      .from(taskClasses)
      .where(isNull(taskClasses.archivedAt))
      .orderBy(asc(taskClasses.name));
    return [
      ...builtInTaskClasses(),
      ...own.map(({ key, name, description, isSimple }) => ({
        key,
        name,
        description,
        isSimple,
        isBuiltIn: false,
      })),
    ];
  },
});
