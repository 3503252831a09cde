import { startsOf } from '../../lib/forecasting/horizons';
import { freezeSubject } from '../../lib/forecasting/server/freeze-forecasts';
import { ORGANISATION } from '../../lib/forecasting/server/snapshot-subjects';
import type { Db } from '../client';
import { demoMonths, hongKongTime } from './calendar';
import { DEMO_FISCAL_START } from './organisation';

/** What Tollgate would have frozen at the start of each of the thirteen months, from the days before it. */
export async function freezeDemoForecasts(db: Db, now: Date): Promise<void> {
  const months = demoMonths(now);
  for (const start of startsOf(months.at(-1) ?? '', months.length, DEMO_FISCAL_START))
    await freezeSubject(db, ORGANISATION, [start], new Date(hongKongTime(start.day, 5 / 60)), start.day);
}
