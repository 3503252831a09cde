import { runningStarts, startsOf } from '../../lib/forecasting/horizons';
import { freezeSubject } from '../../lib/forecasting/server/freeze-forecasts';
import type { Start } from '../../lib/forecasting/server/freeze-subject';
import { departmentSubjects, ORGANISATION } from '../../lib/forecasting/server/snapshot-subjects';
import type { Subject } from '../../lib/forecasting/snapshot';
import type { Db } from '../client';
import { demoMonths, hongKongTime } from './calendar';
import { DEMO_FISCAL_START } from './organisation';

/**
 * What Tollgate would have frozen at the start of each of the thirteen months, from the days before it; of departments
 * what runs now, as the rest is caught up with while the demo is looked at.
 */
export async function freezeDemoForecasts(db: Db, now: Date): Promise<void> {
  const months = demoMonths(now);
  const present = months.at(-1) ?? '';
  const freeze = (subject: Subject, start: Start) =>
    freezeSubject(db, subject, [start], new Date(hongKongTime(start.day, 5 / 60)), start.day);
  for (const start of startsOf(present, months.length, DEMO_FISCAL_START)) await freeze(ORGANISATION, start);
  for (const department of await departmentSubjects(db))
    for (const start of runningStarts(present, DEMO_FISCAL_START)) await freeze(department, start);
}
