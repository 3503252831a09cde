import { eq } from 'drizzle-orm';
import { outcomeDefinitions } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { archiveOutcomeInput } from '../outcome-input';
import { findDefinition, lockDefinitions } from './definition-book';
import { teamOfDefinition, teamOfWorkflow } from './workflow-team';

/** Ends a definition: the workflow has no profit or loss until another is made. Its values and counts stay. */
export const archiveOutcome = verb({
  name: 'archiveOutcome',
  permission: 'outcomes.edit',
  input: archiveOutcomeInput,
  team: (tx, { definitionId }) => teamOfDefinition(tx, definitionId),
  run: async ({ tx, ctx, input, audit }) => {
    await lockDefinitions(tx);
    const { id, workflow, outcome } = await findDefinition(tx, input.definitionId);
    await tx.update(outcomeDefinitions).set({ archivedAt: ctx.now }).where(eq(outcomeDefinitions.id, id));
    await audit({
      action: 'outcome.archive',
      subject: { kind: 'outcome_definition', id: id.toString() },
      teamId: await teamOfWorkflow(tx, workflow),
      before: { workflow, outcome },
      reason: input.reason,
    });
    return { definitionId: id.toString() };
  },
});
