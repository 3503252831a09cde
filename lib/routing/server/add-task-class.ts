import { isNotNull } from 'drizzle-orm';
import { taskClasses } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { addTaskClassInput } from '../policy-verbs-input';
import { BUILT_IN_TASK_CLASSES } from '../task-class';

/** Adds a kind of work to those built in, or brings an archived one back. */
export const addTaskClass = verb({
  name: 'addTaskClass',
  permission: 'routing.publish',
  input: addTaskClassInput,
  run: async ({ tx, ctx, input, audit }) => {
    const { key, ...words } = input;
    const taken = BUILT_IN_TASK_CLASSES.some((one) => one === key);
    const [row] = taken
      ? []
      : await tx
          .insert(taskClasses)
          .values({ ...input, createdByName: ctx.actor.name, createdAt: ctx.now })
          .onConflictDoUpdate({
            target: taskClasses.key,
            set: { ...words, archivedAt: null },
            setWhere: isNotNull(taskClasses.archivedAt),
          })
          .returning();
    if (!row) throw refusal('conflict', 'key', 'task_class_taken', 'There is a task class of this key.');
    await bumpBudgets(tx);
    await audit({
      action: 'task_class.add',
      subject: { kind: 'task_class', id: key },
      after: { ...words },
    });
    return { key };
  },
});
