import { desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { imports, sourceActivity, sources } from '@/db/schema';
import { question } from '../../access/server/verb';
import { addDays, dayOf } from '../../time/period';
import { type SourceDto, sourceState } from '../ingest-health';
import { zoneOf } from './zone';

/** Every source with what it sent in the last seven days and when it was last heard from, the latest first. */
export const listSources = question({
  name: 'listSources',
  permission: 'data.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<SourceDto[]> => {
    const from = addDays(dayOf(ctx.now, await zoneOf(db)), -6);
    const week = (column: 'accepted' | 'duplicates' | 'rejected' | 'unpriced') =>
      sql<string>`coalesce(sum(${sourceActivity[column]}) filter (where ${sourceActivity.day} >= ${from}), 0)::text`;
    const lastReceivedAt = sql<string>`max(${sourceActivity.lastReceivedAt})`;
    const rows = await db
      .select({
        source: sources.key,
        lastReceivedAt,
        lastOccurredAt: sql<string | null>`max(${sourceActivity.lastOccurredAt})`,
        accepted: week('accepted'),
        duplicates: week('duplicates'),
        rejected: week('rejected'),
        unpriced: week('unpriced'),
      })
      .from(sourceActivity)
      .innerJoin(sources, eq(sources.id, sourceActivity.sourceId))
      .where(scope === 'all' ? undefined : inArray(sourceActivity.teamId, [...scope]))
      .groupBy(sources.key)
      .orderBy(desc(lastReceivedAt));
    const fromFiles = new Set(
      (await db.selectDistinct({ source: imports.source }).from(imports)).map((i) => i.source),
    );
    return rows.map((row) => {
      const last = new Date(row.lastReceivedAt);
      return {
        ...row,
        state: sourceState(last, ctx.now),
        imported: fromFiles.has(row.source),
        lastReceivedAt: last.toISOString(),
        lastOccurredAt: row.lastOccurredAt ? new Date(row.lastOccurredAt).toISOString() : null,
      };
    });
  },
});
