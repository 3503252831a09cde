import { eq } from 'drizzle-orm';
import { scenarios } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { conflict } from '../../errors';
import { updateScenarioInput, workflowOf } from '../scenario-input';
import { nextVersion, ownScenario, scenarioFacts } from './scenario-access';

/**
 * Puts what is in the calculator now in the place of what was saved. Refused where it was saved again in the
 * meantime (another window): neither version is lost, the present one can be kept under a name of its own.
 */
export const updateScenario = verb({
  name: 'updateScenario',
  permission: 'scenarios.edit',
  input: updateScenarioInput,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const row = await ownScenario(tx, ctx.actor, scope, input.scenarioId);
    if (row.updatedAt.getTime() !== Date.parse(input.updatedAt))
      throw conflict(
        'This scenario was saved again in the meantime. Save yours under another name, or open the newer one.',
      );
    const { state } = input;
    const workflow = workflowOf(state);
    const updatedAt = nextVersion(ctx.now, row.updatedAt);
    await tx.update(scenarios).set({ state, workflow, updatedAt }).where(eq(scenarios.id, row.id));
    await audit({
      action: 'scenario.change',
      subject: { kind: 'scenario', id: row.id.toString() },
      teamId: row.teamId,
      before: scenarioFacts(row),
      after: scenarioFacts({ ...row, state, workflow }),
    });
    return { scenarioId: row.id.toString(), updatedAt: updatedAt.toISOString() };
  },
});
