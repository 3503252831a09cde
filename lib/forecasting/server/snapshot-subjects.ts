import { asc, isNull } from 'drizzle-orm';
import type { Db, Queryable } from '@/db/client';
import { departments } from '@/db/schema';
import { systemCtx } from '../../access/server/context';
import { splitUsage } from '../../attribution/server/split-usage';
import { addDays } from '../../time/days';
import type { Subject } from '../snapshot';

/** Larger workflows are those of the most spend over a quarter; the rest are forecast with their department. */
const MOST_WORKFLOWS = 12;
const WORKFLOW_DAYS = 92;

export const ORGANISATION: Subject = { subject: 'organisation', key: '' };

export async function departmentSubjects(db: Queryable): Promise<Subject[]> {
  const rows = await db
    .select({ key: departments.key })
    .from(departments)
    .where(isNull(departments.archivedAt))
    .orderBy(asc(departments.key));
  return rows.map(({ key }) => ({ subject: 'department', key }));
}

export async function workflowSubjects(db: Db, now: Date, today: string): Promise<Subject[]> {
  const period = { from: addDays(today, -WORKFLOW_DAYS), to: today };
  const { rows } = await splitUsage(systemCtx(db, 'forecasting', now), {
    query: {
      period,
      dimensions: ['workflow'],
      filters: [{ dimension: 'workflow', values: [null], exclude: true }],
      currency: 'USD',
    },
    limit: MOST_WORKFLOWS,
  });
  return rows.flatMap(({ kind, key: [workflow] }) =>
    kind === 'group' && typeof workflow === 'string' ? [{ subject: 'workflow' as const, key: workflow }] : [],
  );
}
