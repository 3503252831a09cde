import { and, eq, isNull } from 'drizzle-orm';
import { taskClasses } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { notFound } from '../../errors';
import { archiveTaskClassInput } from '../policy-verbs-input';

/** Takes a class of the organisation's own out of use. Those built in stay. */
export const archiveTaskClass = verb({
  name: 'archiveTaskClass',
  permission: 'routing.publish',
  input: archiveTaskClassInput,
  run: async ({ tx, ctx, input, audit }) => {
    const [row] = await tx
      .update(taskClasses)
      .set({ archivedAt: ctx.now })
      .where(and(eq(taskClasses.key, input.key), isNull(taskClasses.archivedAt)))
      .returning();
    if (!row) throw notFound('There is no such task class of your own.');
    await bumpBudgets(tx);
    await audit({
      action: 'task_class.archive',
      subject: { kind: 'task_class', id: row.key },
      before: { name: row.name },
      reason: input.reason,
    });
    return { key: row.key };
  },
});
