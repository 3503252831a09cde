import type { Db } from '@/db/client';
import { forecastSnapshots } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { getOrganisation } from '../../access/server/get-organisation';
import { dayOf } from '../../time/period';
import { runningStarts, startsOf } from '../horizons';
import type { Subject } from '../snapshot';
import { forecastStarts, type NewSnapshot, type Start } from './freeze-subject';
import { departmentSubjects, ORGANISATION, workflowSubjects } from './snapshot-subjects';

/** How far back what was missed is caught up with: what a board page shows. */
const CAUGHT_UP_MONTHS = 13;
const ACTOR = systemActor('forecasting');

/**
 * Freezes what is forecast of every month, quarter and year that has begun and has no snapshot yet: from the days
 * before it alone. One made after the first day is marked late. Safe to run twice and by two; nothing is overwritten.
 * The organisation and its departments are caught up with over thirteen months, workflows over what runs now.
 * Returns how many were kept.
 */
export async function freezeForecasts(db: Db, now: Date): Promise<number> {
  const organisation = await getOrganisation(db);
  if (!organisation) return 0;
  const { timeZone, fiscalYearStartMonth } = organisation;
  const today = dayOf(now, timeZone);
  const past = startsOf(today, CAUGHT_UP_MONTHS, fiscalYearStartMonth);
  const running = runningStarts(today, fiscalYearStartMonth);
  const [departments, workflows] = await Promise.all([
    departmentSubjects(db),
    workflowSubjects(db, now, today),
  ]);
  let kept = 0;
  for (const subject of [ORGANISATION, ...departments])
    kept += await freezeSubject(db, subject, past, now, today);
  for (const subject of workflows) kept += await freezeSubject(db, subject, running, now, today);
  return kept;
}

/** What is missing of one subject, kept together: all of it or nothing. */
export async function freezeSubject(
  db: Db,
  subject: Subject,
  starts: readonly Start[],
  madeAt: Date,
  today: string,
): Promise<number> {
  return keep(db, madeAt, subject, await forecastStarts(db, subject, starts, { madeAt, today }));
}

async function keep(db: Db, now: Date, { subject, key }: Subject, made: NewSnapshot[]): Promise<number> {
  if (made.length === 0) return 0;
  return db.transaction(async (tx) => {
    const rows = await tx
      .insert(forecastSnapshots)
      .values(made)
      .onConflictDoNothing()
      .returning({ horizon: forecastSnapshots.horizon, from: forecastSnapshots.periodFrom });
    if (rows.length > 0)
      await appendAudit(tx, ACTOR, now, {
        action: 'forecast.freeze',
        subject: { kind: 'forecast', id: key ? `${subject}/${key}` : subject },
        after: { periods: rows.map(({ horizon, from }) => `${horizon} ${from}`) },
      });
    return rows.length;
  });
}
