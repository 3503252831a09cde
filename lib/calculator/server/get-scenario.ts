import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { scenarioComments, scenarios, users } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { idText } from '../../access/fields';
import { reach } from '../../access/permissions';
import { question } from '../../access/server/verb';
import { notFound } from '../../errors';
import type { ScenarioComment, ScenarioDetail } from '../scenario-dto';
import { visibleTo } from './scenario-access';
import { scenarioDtos } from './scenario-dtos';

/** One scenario with its comments. Also one that is archived. */
export const getScenario = question({
  name: 'getScenario',
  permission: 'scenarios.read',
  input: z.object({ scenarioId: idText }),
  run: async ({ db, ctx, input, scope }): Promise<ScenarioDetail> => {
    const where = and(eq(scenarios.id, input.scenarioId), visibleTo(ctx.actor, scope)) ?? sql`false`;
    const [scenario] = await scenarioDtos(db, ctx.actor, where, 1);
    if (!scenario) throw notFound('There is no such scenario.');
    const changes = ctx.actor.kind === 'user' && reach(ctx.actor.role, 'scenarios.edit') !== 'none';
    return {
      scenario,
      comments: await commentsOf(db, ctx.actor, input.scenarioId),
      can: { edit: changes && scenario.own, comment: changes, duplicate: changes },
    };
  },
});

async function commentsOf(db: Queryable, actor: Actor, scenarioId: bigint): Promise<ScenarioComment[]> {
  const rows = await db
    .select({ comment: scenarioComments, authorName: users.name })
    .from(scenarioComments)
    .leftJoin(users, eq(users.id, scenarioComments.authorId))
    .where(eq(scenarioComments.scenarioId, scenarioId))
    .orderBy(asc(scenarioComments.createdAt), asc(scenarioComments.id));
  return rows.map(({ comment, authorName }) => ({
    id: comment.id.toString(),
    authorName: authorName ?? '',
    own: actor.kind === 'user' && actor.id === comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt.toISOString(),
    withdrawnAt: comment.withdrawnAt?.toISOString() ?? null,
  }));
}
