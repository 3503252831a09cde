import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { forecastSnapshots } from '@/db/schema';
import { usageQuerySchema } from '../../attribution/query';
import { readDailyCost } from '../../attribution/server/daily-cost';
import { type Asked, resolveQuery } from '../../attribution/server/resolve';
import { moneyToString } from '../../money/money';
import { addDays, type Period } from '../../time/days';
import type { EndForecast, Forecast } from '../forecast';
import { HISTORY_DAYS } from '../history';
import type { Horizon, SnapshotDay, Subject } from '../snapshot';
import { forecastOffThread } from './forecast-off-thread';
import { withPaces } from './read-paces';

export interface Start {
  /** The first day of the periods: the first whose usage the forecast does not see. */
  day: string;
  ends: { key: Horizon; period: Period }[];
}
export type NewSnapshot = typeof forecastSnapshots.$inferInsert;

/** The forecasts of a subject that are not kept yet, for the periods that begin on these days (oldest first). */
export async function forecastStarts(
  db: Db,
  subject: Subject,
  starts: readonly Start[],
  { madeAt, today }: { madeAt: Date; today: string },
): Promise<NewSnapshot[]> {
  const kept = await keptPeriods(db, subject);
  const missing = starts
    .map(({ day, ends }) => ({ day, ends: ends.filter(({ key }) => !kept.has(`${key} ${day}`)) }))
    .filter(({ ends }) => ends.length > 0);
  const [first, last] = [missing[0], missing.at(-1)];
  if (!first || !last) return [];
  const asked = await askedOf(db, subject, { from: addDays(first.day, -HISTORY_DAYS), to: last.day });
  const days = await readDailyCost(db, asked);
  const made: NewSnapshot[] = [];
  for (const { day, ends } of missing) {
    const from = addDays(day, -HISTORY_DAYS);
    const known = days.filter((one) => from <= one.day && one.day < day);
    if (!known.some(({ amount }) => amount)) continue;
    const answer = await forecastOffThread({
      days: await withPaces(db, asked, known, day),
      today: day,
      ends,
    });
    if (!('model' in answer)) continue;
    for (const end of answer.ends)
      made.push({ ...rowOf(subject, answer, end), madeAt, isLate: day < today, knownUntil: day });
  }
  return made;
}

async function keptPeriods(db: Db, { subject, key }: Subject): Promise<Set<string>> {
  const rows = await db
    .select({ horizon: forecastSnapshots.horizon, from: forecastSnapshots.periodFrom })
    .from(forecastSnapshots)
    .where(and(eq(forecastSnapshots.subject, subject), eq(forecastSnapshots.subjectKey, key)));
  return new Set(rows.map(({ horizon, from }) => `${horizon} ${from}`));
}

function askedOf(db: Db, { subject, key }: Subject, period: Period): Promise<Asked> {
  const filters = subject === 'organisation' ? [] : [{ dimension: subject, values: [key] }];
  const query = usageQuerySchema.parse({ period, filters, currency: 'USD', grain: 'day' });
  return resolveQuery(db, query, 'all');
}

function rowOf({ subject, key }: Subject, forecast: Forecast, end: EndForecast) {
  const { period, expected, intervals } = end;
  const days: SnapshotDay[] = forecast.days
    .filter(({ day }) => period.from <= day && day < period.to)
    .map(({ day, amount }) => ({ day, amount: moneyToString(amount) }));
  return {
    ...{ subject, subjectKey: key, horizon: end.key, periodFrom: period.from, periodTo: period.to },
    ...{ model: forecast.model, knownDays: BigInt(forecast.knownDays), expected, days },
    ...{ p80Low: intervals.p80.low, p80High: intervals.p80.high },
    ...{ p95Low: intervals.p95.low, p95High: intervals.p95.high },
  };
}
