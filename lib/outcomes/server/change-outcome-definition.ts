import { eq } from 'drizzle-orm';
import { outcomeDefinitions } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { changeDefinitionInput } from '../outcome-input';
import { findDefinition, lockDefinitions } from './definition-book';
import { teamOfDefinition, teamOfWorkflow } from './workflow-team';

/** Changes how an outcome is described, or who vouches for it. What is counted under it stays. */
export const changeOutcomeDefinition = verb({
  name: 'changeOutcomeDefinition',
  permission: 'outcomes.edit',
  input: changeDefinitionInput,
  team: (tx, { definitionId }) => teamOfDefinition(tx, definitionId),
  run: async ({ tx, input, audit }) => {
    await lockDefinitions(tx);
    const { id, workflow, unit, description, vouchedBy } = await findDefinition(tx, input.definitionId);
    const before = { unit, description, vouchedBy };
    const after = { ...before, ...input.changes };
    await tx.update(outcomeDefinitions).set(after).where(eq(outcomeDefinitions.id, id));
    await audit({
      action: 'outcome.change',
      subject: { kind: 'outcome_definition', id: id.toString() },
      teamId: await teamOfWorkflow(tx, workflow),
      before,
      after,
      reason: input.reason,
    });
    return { definitionId: id.toString() };
  },
});
