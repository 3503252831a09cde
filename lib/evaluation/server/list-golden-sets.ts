import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { evaluationRuns, goldenSets, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import type { GoldenSetDto, SetKind } from '../evaluation-dto';
import { visibleIn } from './evaluation-rows';
import { readRuns } from './read-runs';

/** Golden sets in use with their runs, the newest first. */
export const listGoldenSets = question({
  name: 'listGoldenSets',
  permission: 'evaluation.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<GoldenSetDto[]> => {
    const sets = await db
      .select({ set: goldenSets, team: teams.name })
      .from(goldenSets)
      .leftJoin(teams, eq(teams.id, goldenSets.teamId))
      .where(and(isNull(goldenSets.archivedAt), visibleIn(scope, goldenSets.teamId)))
      .orderBy(desc(goldenSets.id));
    const ids = sets.map(({ set }) => set.id);
    const runs = ids.length === 0 ? [] : await readRuns(db, ctx.actor, inArray(evaluationRuns.setId, ids));
    return sets.map(({ set, team }) => ({
      id: set.id.toString(),
      name: set.name,
      taskClass: set.taskClass,
      kind: set.kind as SetKind,
      cases: set.cases,
      graders: set.graders === '' ? [] : set.graders.split(','),
      mayEdit: may(ctx.actor, 'evaluation.edit', set.teamId),
      team: set.teamId === null ? null : { id: set.teamId.toString(), name: team ?? '' },
      createdByName: set.createdByName,
      createdAt: set.createdAt.toISOString(),
      expiresAt: set.expiresAt?.toISOString() ?? null,
      runs: runs.filter(({ setId }) => setId === set.id).map(({ run }) => run),
    }));
  },
});
