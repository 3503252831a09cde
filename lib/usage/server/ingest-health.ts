import { and, desc, gte, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { ingestRejections, sourceActivity, usageHourly } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { addDays, dayOf, hourOf, startOfDay } from '../../time/period';
import type { IngestDay, IngestHealthDto } from '../ingest-health';
import { zoneOf } from './zone';

const HOUR = 3_600_000;

/** What came in over the last seven days, by day and by hour, and the newest refusals with their reasons. */
export const ingestHealth = question({
  name: 'ingestHealth',
  permission: 'data.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<IngestHealthDto> => {
    const zone = await zoneOf(db);
    const today = dayOf(ctx.now, zone);
    const [days, unattributed, hours, rejections] = await Promise.all([
      readDays(db, scope, today),
      scope === 'all' ? readUnattributed(db, addDays(today, -6), zone) : [],
      readHours(db, scope, ctx.now),
      readRejections(db, scope),
    ]);
    return { today, days: withUnattributed(days, unattributed), hours, rejections };
  },
});

async function readDays(db: Queryable, scope: TeamScope, today: string) {
  const from = addDays(today, -6);
  const total = (column: 'accepted' | 'duplicates' | 'rejected' | 'unpriced') =>
    sql<string>`sum(${sourceActivity[column]})::text`;
  const rows = await db
    .select({
      day: sourceActivity.day,
      accepted: total('accepted'),
      duplicates: total('duplicates'),
      rejected: total('rejected'),
      unpriced: total('unpriced'),
    })
    .from(sourceActivity)
    .where(
      and(
        gte(sourceActivity.day, from),
        scope === 'all' ? undefined : inArray(sourceActivity.teamId, [...scope]),
      ),
    )
    .groupBy(sourceActivity.day);
  return Array.from({ length: 7 }, (_, index) => {
    const day = addDays(from, index);
    return (
      rows.find((row) => row.day === day) ?? {
        day,
        accepted: '0',
        duplicates: '0',
        rejected: '0',
        unpriced: '0',
      }
    );
  });
}

/** Events refused before their team was known: no team's activity counts them. */
async function readUnattributed(db: Queryable, from: string, zone: string) {
  const day = sql<string>`(${ingestRejections.receivedAt} at time zone ${sql.raw(`'${zone.replaceAll("'", "''")}'`)})::date::text`;
  return db
    .select({ day, rejected: sql<string>`count(*)::text` })
    .from(ingestRejections)
    .where(and(isNull(ingestRejections.teamId), gte(ingestRejections.receivedAt, startOfDay(from, zone))))
    .groupBy(day);
}

const withUnattributed = (days: IngestDay[], extra: { day: string; rejected: string }[]): IngestDay[] =>
  days.map((row) => {
    const more = extra.find((other) => other.day === row.day)?.rejected ?? '0';
    return { ...row, rejected: (BigInt(row.rejected) + BigInt(more)).toString() };
  });

async function readHours(db: Queryable, scope: TeamScope, now: Date) {
  const first = hourOf(new Date(now.getTime() - 47 * HOUR));
  const rows = await db
    .select({ hour: usageHourly.hour, events: sql<string>`sum(${usageHourly.events})::text` })
    .from(usageHourly)
    .where(
      and(
        gte(usageHourly.hour, first),
        scope === 'all' ? undefined : inArray(usageHourly.teamId, [...scope]),
      ),
    )
    .groupBy(usageHourly.hour);
  const events = new Map(rows.map((row) => [row.hour.getTime(), row.events]));
  return Array.from({ length: 48 }, (_, index) => {
    const at = first.getTime() + index * HOUR;
    return { hour: new Date(at).toISOString(), events: events.get(at) ?? '0' };
  });
}

async function readRejections(db: Queryable, scope: TeamScope) {
  const rows = await db
    .select()
    .from(ingestRejections)
    .where(scope === 'all' ? undefined : inArray(ingestRejections.teamId, [...scope]))
    .orderBy(desc(ingestRejections.receivedAt), desc(ingestRejections.id))
    .limit(50);
  return rows.map(({ teamId: _, ...row }) => ({
    ...row,
    id: row.id.toString(),
    receivedAt: row.receivedAt.toISOString(),
  }));
}
