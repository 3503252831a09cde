import { and, eq, isNull } from 'drizzle-orm';
import { taskClasses, workflowTaskClasses } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { bumpBudgets } from '../../budgets/server/mapping-lock';
import { setWorkflowTaskClassInput } from '../policy-verbs-input';
import { BUILT_IN_TASK_CLASSES } from '../task-class';

/**
 * Says what kind of work the calls of a workflow are that declare no class. The gate routes them by it from its next
 * decision on, so it takes whoever may publish.
 */
export const setWorkflowTaskClass = verb({
  name: 'setWorkflowTaskClass',
  permission: 'routing.publish',
  input: setWorkflowTaskClassInput,
  run: async ({ tx, ctx, input, audit }) => {
    const { workflow, taskClass, reason } = input;
    if (taskClass !== null && !BUILT_IN_TASK_CLASSES.some((key) => key === taskClass)) {
      const [own] = await tx
        .select({ key: taskClasses.key })
        .from(taskClasses)
        .where(and(eq(taskClasses.key, taskClass), isNull(taskClasses.archivedAt)));
      if (!own) throw refusal('invalid', 'taskClass', 'unknown_task_class', 'There is no such task class.');
    }
    const [before] = await tx
      .select()
      .from(workflowTaskClasses)
      .where(eq(workflowTaskClasses.workflow, workflow))
      .for('update');
    if ((before?.taskClass ?? null) === taskClass)
      throw refusal('conflict', 'taskClass', 'same_task_class', 'That is the class set already.');
    const set = { setByName: ctx.actor.name, setAt: ctx.now };
    if (taskClass === null)
      await tx.delete(workflowTaskClasses).where(eq(workflowTaskClasses.workflow, workflow));
    else
      await tx
        .insert(workflowTaskClasses)
        .values({ workflow, taskClass, ...set })
        .onConflictDoUpdate({ target: workflowTaskClasses.workflow, set: { taskClass, ...set } });
    await bumpBudgets(tx);
    await audit({
      action: 'workflow.set_task_class',
      subject: { kind: 'workflow', id: workflow },
      before: { taskClass: before?.taskClass ?? null },
      after: { taskClass },
      reason,
    });
    return { workflow };
  },
});
