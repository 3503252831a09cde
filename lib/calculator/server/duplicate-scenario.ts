import { scenarios } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { duplicateScenarioInput } from '../scenario-input';
import { assertTeam, scenarioFacts, scenarioOwner, visibleScenario } from './scenario-access';

/** One's own copy of a scenario one may see, to go on from. Comments stay with the first. */
export const duplicateScenario = verb({
  name: 'duplicateScenario',
  permission: 'scenarios.edit',
  input: duplicateScenarioInput,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const { state, workflow, id } = await visibleScenario(tx, ctx.actor, scope, input.scenarioId);
    await assertTeam(tx, scope, input.teamId);
    const { name, teamId } = input;
    const at = { createdAt: ctx.now, updatedAt: ctx.now, archivedAt: null };
    const row = { ...at, name, teamId, state, workflow, ownerId: scenarioOwner(ctx.actor) };
    const [stored] = await tx.insert(scenarios).values(row).returning({ id: scenarios.id });
    if (!stored) throw new Error('The copy could not be stored.');
    await audit({
      action: 'scenario.duplicate',
      subject: { kind: 'scenario', id: stored.id.toString() },
      teamId,
      before: { copyOf: id.toString() },
      after: scenarioFacts(row),
    });
    return { scenarioId: stored.id.toString() };
  },
});
