import { eq } from 'drizzle-orm';
import { goldenCases, goldenSets } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { goldenSetIdInput } from '../evaluation-input';
import { stopRunsOf } from './end-run';
import { findSet } from './evaluation-rows';

/** Ends a golden set and deletes its texts. Its results and the evidence from them stay. */
export const archiveGoldenSet = verb({
  name: 'archiveGoldenSet',
  permission: 'evaluation.edit',
  input: goldenSetIdInput,
  team: async (tx, { setId }) => (await findSet(tx, setId)).teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const set = await findSet(tx, input.setId);
    await stopRunsOf(tx, [set.id]);
    await tx.delete(goldenCases).where(eq(goldenCases.setId, set.id));
    await tx.update(goldenSets).set({ archivedAt: ctx.now }).where(eq(goldenSets.id, set.id));
    await audit({
      action: 'evaluation.archive_set',
      subject: { kind: 'golden_set', id: set.id.toString() },
      teamId: set.teamId,
      before: { name: set.name, taskClass: set.taskClass, cases: set.cases },
    });
    return { setId: set.id.toString() };
  },
});
