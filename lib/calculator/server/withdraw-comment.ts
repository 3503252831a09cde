import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { scenarioComments } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { conflict, forbidden, notFound } from '../../errors';
import { scenarioOwner, visibleScenario } from './scenario-access';

/** Takes back one's own comment: its text is gone, that there was one stays. */
export const withdrawComment = verb({
  name: 'withdrawComment',
  permission: 'scenarios.edit',
  input: z.object({ commentId: idText }),
  run: async ({ tx, ctx, input, scope, audit }) => {
    const author = scenarioOwner(ctx.actor);
    const [comment] = await tx
      .select()
      .from(scenarioComments)
      .where(eq(scenarioComments.id, input.commentId))
      .for('update');
    if (!comment) throw notFound('There is no such comment.');
    if (comment.authorId !== author) {
      await visibleScenario(tx, ctx.actor, scope, comment.scenarioId); // else there is no such comment
      throw forbidden('Only the person who wrote a comment can take it back.');
    }
    if (comment.withdrawnAt) throw conflict('This comment was taken back already.');
    await tx
      .update(scenarioComments)
      .set({ body: '', withdrawnAt: ctx.now })
      .where(eq(scenarioComments.id, comment.id));
    await audit({
      action: 'scenario.withdraw_comment',
      subject: { kind: 'scenario', id: comment.scenarioId.toString() },
      after: { commentId: comment.id.toString() },
    });
    return { commentId: comment.id.toString() };
  },
});
