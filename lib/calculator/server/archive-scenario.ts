import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { scenarios } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { ownScenario } from './scenario-access';

/** Takes one's own scenario off the list; it stays readable under its address, and can be restored. */
export const archiveScenario = verb({
  name: 'archiveScenario',
  permission: 'scenarios.edit',
  input: z.object({ scenarioId: idText }),
  run: async ({ tx, ctx, input, scope, audit }) => {
    const row = await ownScenario(tx, ctx.actor, scope, input.scenarioId);
    const archivedAt = row.archivedAt ?? ctx.now;
    await tx.update(scenarios).set({ archivedAt }).where(eq(scenarios.id, row.id));
    await audit({
      action: 'scenario.archive',
      subject: { kind: 'scenario', id: row.id.toString() },
      teamId: row.teamId,
      before: { archivedAt: row.archivedAt },
      after: { archivedAt },
    });
    return { scenarioId: row.id.toString() };
  },
});
