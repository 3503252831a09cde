import { and, eq, isNull } from 'drizzle-orm';
import { outcomeDefinitions } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { defineOutcomeInput } from '../outcome-input';
import { lockDefinitions } from './definition-book';
import { teamOfWorkflow } from './workflow-team';

/**
 * Says what a workflow delivers. One definition holds at a time; one that was archived under the same name comes back
 * with its values. A workflow that several teams use is the organisation's to define.
 */
export const defineOutcome = verb({
  name: 'defineOutcome',
  permission: 'outcomes.edit',
  input: defineOutcomeInput,
  team: (tx, { workflow }) => teamOfWorkflow(tx, workflow),
  run: async ({ tx, ctx, input, audit }) => {
    await lockDefinitions(tx);
    const [live] = await tx
      .select({ outcome: outcomeDefinitions.outcome })
      .from(outcomeDefinitions)
      .where(and(eq(outcomeDefinitions.workflow, input.workflow), isNull(outcomeDefinitions.archivedAt)));
    if (live)
      throw refusal(
        'conflict',
        'workflow',
        'already_defined',
        `This workflow delivers ${live.outcome} already: archive that first.`,
      );
    const row = { ...input, createdBy: ctx.actor.name, createdAt: ctx.now, archivedAt: null };
    const [stored] = await tx
      .insert(outcomeDefinitions)
      .values(row)
      .onConflictDoUpdate({ target: [outcomeDefinitions.workflow, outcomeDefinitions.outcome], set: row })
      .returning({ id: outcomeDefinitions.id });
    if (!stored) throw new Error('The definition could not be stored.');
    await audit({
      action: 'outcome.define',
      subject: { kind: 'outcome_definition', id: stored.id.toString() },
      teamId: await teamOfWorkflow(tx, input.workflow),
      after: input,
    });
    return { definitionId: stored.id.toString() };
  },
});
