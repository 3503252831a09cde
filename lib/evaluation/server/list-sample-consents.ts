import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { goldenSets, sampleConsents, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import type { SampleConsentDto } from '../evaluation-dto';

/** Each team in reach: whether it agreed to samples, how many are kept, and when the next go. */
export const listSampleConsents = question({
  name: 'listSampleConsents',
  permission: 'evaluation.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<SampleConsentDto[]> => {
    const rows = await db
      .select({
        team: teams,
        consent: sampleConsents,
        kept: sql<number>`coalesce(sum(${goldenSets.cases}), 0)::int`,
        nextExpiry: sql<string | null>`min(${goldenSets.expiresAt})::text`,
      })
      .from(teams)
      .leftJoin(sampleConsents, and(eq(sampleConsents.teamId, teams.id), isNull(sampleConsents.withdrawnAt)))
      .leftJoin(
        goldenSets,
        and(eq(goldenSets.teamId, teams.id), eq(goldenSets.kind, 'sample'), isNull(goldenSets.archivedAt)),
      )
      .where(and(isNull(teams.archivedAt), scope === 'all' ? undefined : inArray(teams.id, [...scope])))
      .groupBy(teams.id, sampleConsents.id)
      .orderBy(asc(teams.name));
    return rows.map(({ team, consent, kept, nextExpiry }) => ({
      team: { id: team.id.toString(), name: team.name },
      consent: consent && {
        keepDays: consent.keepDays,
        mostCases: consent.mostCases,
        givenByName: consent.givenByName,
        givenAt: consent.givenAt.toISOString(),
      },
      kept,
      nextExpiry: nextExpiry === null ? null : new Date(nextExpiry).toISOString(),
      mayDecide: may(ctx.actor, 'evaluation.consent', team.id),
    }));
  },
});
