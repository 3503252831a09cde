import { asc, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { attributions, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import type { RoutingNames } from '../routing-names';
import { listTaskClasses } from './list-task-classes';

/** The names a rule can use: task classes, models, and what the organisation's calls are tagged with. */
export const routingNames = question({
  name: 'routingNames',
  permission: 'routing.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<RoutingNames> => ({
    taskClasses: await listTaskClasses(ctx, {}),
    workflows: await tagged(db, scope, 'workflow'),
    environments: await tagged(db, scope, 'environment'),
    customerSegments: await tagged(db, scope, 'customerSegment'),
    teams: (await readable(db, scope)).map(({ id, key, name }) => ({
      id: id.toString(),
      key,
      name,
      mayDraft: may(ctx.actor, 'routing.draft', id),
    })),
    models: (await loadTieredModels(db))
      .map(({ provider, model, tier }) => ({ provider, model, tier }))
      .sort((a, b) => (a.model < b.model ? -1 : a.model > b.model ? 1 : a.provider < b.provider ? -1 : 1)),
    mayDraftForAll: may(ctx.actor, 'routing.draft', null),
  }),
});

type Tag = 'workflow' | 'environment' | 'customerSegment';

/** What calls of the teams in reach are tagged with. */
async function tagged(db: Queryable, scope: TeamScope, tag: Tag): Promise<string[]> {
  const column = attributions[tag];
  const rows = await db
    .selectDistinct({ value: column })
    .from(attributions)
    .where(scope === 'all' ? undefined : inArray(attributions.teamId, [...scope]));
  return rows.flatMap(({ value }) => value ?? []).sort();
}

async function readable(db: Queryable, scope: TeamScope) {
  const rows = await db.select().from(teams).where(isNull(teams.archivedAt)).orderBy(asc(teams.name));
  return scope === 'all' ? rows : rows.filter(({ id }) => scope.includes(id));
}
