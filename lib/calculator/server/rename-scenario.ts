import { eq } from 'drizzle-orm';
import { scenarios } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { renameScenarioInput } from '../scenario-input';
import { assertTeam, ownScenario } from './scenario-access';

/** Renames one's own scenario, or changes the team whose leads see it. What is in it stays, and so does its version. */
export const renameScenario = verb({
  name: 'renameScenario',
  permission: 'scenarios.edit',
  input: renameScenarioInput,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const row = await ownScenario(tx, ctx.actor, scope, input.scenarioId);
    if (input.teamId !== row.teamId) await assertTeam(tx, scope, input.teamId);
    const { name, teamId } = input;
    await tx.update(scenarios).set({ name, teamId }).where(eq(scenarios.id, row.id));
    await audit({
      action: 'scenario.rename',
      subject: { kind: 'scenario', id: row.id.toString() },
      teamId,
      before: { name: row.name, teamId: row.teamId?.toString() ?? null },
      after: { name, teamId: teamId?.toString() ?? null },
    });
    return { scenarioId: row.id.toString() };
  },
});
