import { eq } from 'drizzle-orm';
import { evaluationRuns } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { runIdInput } from '../evaluation-input';
import { findRun, payingTeamId } from './evaluation-rows';

/** Stops a run after the calls under way; its answers stay, the endpoint's key goes. Throws `conflict` when it has ended. */
export const stopEvaluation = verb({
  name: 'stopEvaluation',
  permission: 'evaluation.edit',
  input: runIdInput,
  team: async (tx, { runId }) => payingTeamId(tx, await findRun(tx, runId)),
  run: async ({ tx, input, audit }) => {
    const run = await findRun(tx, input.runId);
    if (run.state !== 'waiting' && run.state !== 'running')
      throw refusal('conflict', 'runId', 'run_ended', 'This run has ended already.');
    await tx
      .update(evaluationRuns)
      .set({
        ...{ state: 'stopped', failure: 'by_hand', failureDetail: 'Somebody stopped it.' },
        ...{ sealedKey: null, claim: null, claimedUntil: null },
      })
      .where(eq(evaluationRuns.id, run.id));
    await audit({
      action: 'evaluation.stop',
      subject: { kind: 'evaluation_run', id: run.id.toString() },
      teamId: run.teamId,
      before: { model: run.model, state: run.state },
    });
    return { runId: run.id.toString() };
  },
});
