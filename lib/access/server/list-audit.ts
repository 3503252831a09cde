import { and, desc, eq, gte, ilike, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { auditLog } from '@/db/schema';
import { addDays, startOfDay } from '../../time/period';
import { idText } from '../fields';
import { getOrganisation } from './get-organisation';
import { question } from './verb';

export interface AuditRow {
  seq: string;
  at: string;
  actorKind: string;
  actorName: string;
  actorRole: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  hash: string;
}

const day = z.iso.date();

/** The audit log, newest first, by keyset: `next` is the `before` of the following page, null at the end. */
export const listAudit = question({
  name: 'listAudit',
  permission: 'audit.read',
  input: z.object({
    /** An area such as `user` or `key`, or one action such as `key.create`. */
    action: z.string().max(64).optional(),
    /** Part of an actor's name, or a subject's id. */
    search: z.string().trim().max(120).optional(),
    /** Days in the organisation's zone, both included. */
    from: day.optional(),
    to: day.optional(),
    before: idText.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  run: async ({ db, input }): Promise<{ rows: AuditRow[]; next: string | null }> => {
    const zone = (await getOrganisation(db))?.timeZone ?? 'UTC';
    const pattern = input.search ? `%${input.search.replace(/[\\%_]/g, '\\$&')}%` : null;
    const rows = await db
      .select()
      .from(auditLog)
      .where(
        and(
          input.action
            ? or(
                eq(auditLog.action, input.action),
                sql`split_part(${auditLog.action}, '.', 1) = ${input.action}`,
              )
            : undefined,
          pattern
            ? or(ilike(auditLog.actorName, pattern), eq(auditLog.subjectId, input.search ?? ''))
            : undefined,
          input.from ? gte(auditLog.at, startOfDay(input.from, zone)) : undefined,
          input.to ? lt(auditLog.at, startOfDay(addDays(input.to, 1), zone)) : undefined,
          input.before === undefined ? undefined : lt(auditLog.seq, input.before),
        ),
      )
      .orderBy(desc(auditLog.seq))
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      rows: page.map((row) => ({
        seq: row.seq.toString(),
        at: row.at.toISOString(),
        actorKind: row.actorKind,
        actorName: row.actorName,
        actorRole: row.actorRole,
        action: row.action,
        subjectKind: row.subjectKind,
        subjectId: row.subjectId,
        before: row.before,
        after: row.after,
        reason: row.reason,
        hash: row.hash,
      })),
      next: rows.length > input.limit ? (page.at(-1)?.seq.toString() ?? null) : null,
    };
  },
});
