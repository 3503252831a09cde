import { scenarios } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { saveScenarioInput, workflowOf } from '../scenario-input';
import { assertTeam, scenarioFacts, scenarioOwner } from './scenario-access';

/** Keeps what is in the calculator under a name: the inputs, never a result. */
export const saveScenario = verb({
  name: 'saveScenario',
  permission: 'scenarios.edit',
  input: saveScenarioInput,
  run: async ({ tx, ctx, input, scope, audit }) => {
    await assertTeam(tx, scope, input.teamId);
    const at = { createdAt: ctx.now, updatedAt: ctx.now, archivedAt: null };
    const workflow = workflowOf(input.state);
    const row = { ...input, ...at, workflow, ownerId: scenarioOwner(ctx.actor) };
    const [stored] = await tx.insert(scenarios).values(row).returning({ id: scenarios.id });
    if (!stored) throw new Error('The scenario could not be stored.');
    const scenarioId = stored.id.toString();
    await audit({
      action: 'scenario.save',
      subject: { kind: 'scenario', id: scenarioId },
      teamId: input.teamId,
      after: scenarioFacts(row),
    });
    return { scenarioId, updatedAt: ctx.now.toISOString() };
  },
});
