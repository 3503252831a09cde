import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { scenarios } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { ownScenario } from './scenario-access';

/** Puts an archived scenario of one's own back on the list. */
export const restoreScenario = verb({
  name: 'restoreScenario',
  permission: 'scenarios.edit',
  input: z.object({ scenarioId: idText }),
  run: async ({ tx, ctx, input, scope, audit }) => {
    const row = await ownScenario(tx, ctx.actor, scope, input.scenarioId);
    const archivedAt = null;
    await tx.update(scenarios).set({ archivedAt }).where(eq(scenarios.id, row.id));
    await audit({
      action: 'scenario.restore',
      subject: { kind: 'scenario', id: row.id.toString() },
      teamId: row.teamId,
      before: { archivedAt: row.archivedAt },
      after: { archivedAt },
    });
    return { scenarioId: row.id.toString() };
  },
});
