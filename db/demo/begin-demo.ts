import { asc, eq, sql } from 'drizzle-orm';
import { appendAudit } from '../../lib/access/server/append-audit';
import { systemActor } from '../../lib/access/server/context';
import type { Db, Tx } from '../client';
import { auditLog, organisation } from '../schema';
import { demoMonths, hongKongTime } from './calendar';

const DEMO_LOCK = 7_318_010;
export const DEMO_ACTOR = systemActor('demo');

/** Midnight on the first day of the thirteen months: when the organisation was set up. */
export const demoStart = (now: Date): Date => new Date(hongKongTime(demoMonths(now)[0] ?? '', 0));

export type DemoState = 'empty' | 'unfinished' | 'complete' | 'in_use';

/**
 * How far the demo organisation is. The organisation row is written last, so a load that was cut off leaves
 * `unfinished`; `in_use` is a database with anything else in it.
 */
export async function demoState(db: Db | Tx): Promise<DemoState> {
  const [found] = await db.select({ isDemo: organisation.isDemo }).from(organisation);
  if (found) return found.isDemo ? 'complete' : 'in_use';
  if (await startedAt(db)) return 'unfinished';
  const [row] = await db.execute<{ used: boolean }>(sql`
    select exists(select 1 from users) or exists(select 1 from usage_event_keys) as used`);
  return row?.used ? 'in_use' : 'empty';
}

async function startedAt(db: Db | Tx): Promise<Date | null> {
  const [entry] = await db
    .select({ after: auditLog.after })
    .from(auditLog)
    .where(eq(auditLog.action, 'demo.start'))
    .orderBy(asc(auditLog.seq))
    .limit(1);
  const now = (entry?.after as { now?: unknown } | undefined)?.now;
  return typeof now === 'string' ? new Date(now) : null;
}

/**
 * Takes up the load: the instant it is told for, or null when it is complete or the database is in use. An
 * unfinished load goes on with the instant it began with, so that the same events are sent again and count once.
 */
export async function beginDemo(db: Db, now: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`);
    const state = await demoState(tx);
    if (state === 'complete' || state === 'in_use') return null;
    const begun = await startedAt(tx);
    if (begun) return begun;
    await appendAudit(tx, DEMO_ACTOR, demoStart(now), {
      action: 'demo.start',
      subject: { kind: 'organisation', id: '1' },
      after: { now: now.toISOString() },
    });
    return now;
  });
}
