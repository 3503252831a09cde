import { and, asc, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import { listTaskClasses } from '../../routing/server/list-task-classes';
import type { EvaluationNames } from '../evaluation-dto';

/** What the forms of the area offer: task classes, teams in reach, models with a price. */
export const evaluationNames = question({
  name: 'evaluationNames',
  permission: 'evaluation.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<EvaluationNames> => {
    const rows = await db
      .select()
      .from(teams)
      .where(and(isNull(teams.archivedAt), scope === 'all' ? undefined : inArray(teams.id, [...scope])))
      .orderBy(asc(teams.name));
    const models = await loadTieredModels(db);
    return {
      taskClasses: (await listTaskClasses(ctx, {})).map(({ key, name }) => ({ key, name })),
      teams: rows.map(({ id, key, name }) => ({
        ...{ id: id.toString(), key, name },
        mayEdit: may(ctx.actor, 'evaluation.edit', id),
      })),
      models: models
        .map(({ provider, model }) => ({ provider, model }))
        .sort((a, b) => (a.model < b.model ? -1 : a.model > b.model ? 1 : a.provider < b.provider ? -1 : 1)),
      mayEditForAll: may(ctx.actor, 'evaluation.edit', null),
    };
  },
});
