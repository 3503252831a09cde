import { scenarioComments } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { commentInput } from '../scenario-input';
import { scenarioOwner, visibleScenario } from './scenario-access';

/** Writes a comment on a scenario one may see. */
export const commentScenario = verb({
  name: 'commentScenario',
  permission: 'scenarios.edit',
  input: commentInput,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const scenario = await visibleScenario(tx, ctx.actor, scope, input.scenarioId);
    const [stored] = await tx
      .insert(scenarioComments)
      .values({
        scenarioId: scenario.id,
        authorId: scenarioOwner(ctx.actor),
        body: input.body,
        createdAt: ctx.now,
      })
      .returning({ id: scenarioComments.id });
    if (!stored) throw new Error('The comment could not be stored.');
    // The text is not kept on the audit log: its author may take it back.
    await audit({
      action: 'scenario.comment',
      subject: { kind: 'scenario', id: scenario.id.toString() },
      teamId: scenario.teamId,
      after: { commentId: stored.id.toString() },
    });
    return { commentId: stored.id.toString() };
  },
});
