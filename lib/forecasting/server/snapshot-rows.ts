import { and, asc, eq, gte, lt, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { forecastSnapshots } from '@/db/schema';
import { moneyToString } from '../../money/money';
import type { ForecastSnapshot, Horizon, SnapshotSubject } from '../snapshot';

type Row = Omit<typeof forecastSnapshots.$inferSelect, 'days'>;

/** Everything but the days, which are the bulk of a row. */
const COLUMNS = {
  id: forecastSnapshots.id,
  subject: forecastSnapshots.subject,
  subjectKey: forecastSnapshots.subjectKey,
  horizon: forecastSnapshots.horizon,
  periodFrom: forecastSnapshots.periodFrom,
  periodTo: forecastSnapshots.periodTo,
  madeAt: forecastSnapshots.madeAt,
  knownUntil: forecastSnapshots.knownUntil,
  isLate: forecastSnapshots.isLate,
  model: forecastSnapshots.model,
  knownDays: forecastSnapshots.knownDays,
  expected: forecastSnapshots.expected,
  p80Low: forecastSnapshots.p80Low,
  p80High: forecastSnapshots.p80High,
  p95Low: forecastSnapshots.p95Low,
  p95High: forecastSnapshots.p95High,
};

/** Frozen forecasts that fit, by period. */
export async function snapshotRows(db: Queryable, ...conditions: SQL[]): Promise<ForecastSnapshot[]> {
  const rows = await db
    .select(COLUMNS)
    .from(forecastSnapshots)
    .where(and(...conditions))
    .orderBy(
      asc(forecastSnapshots.periodFrom),
      asc(forecastSnapshots.subject),
      asc(forecastSnapshots.subjectKey),
    );
  return rows.map(toSnapshot);
}

/**
 * What was forecast for the organisation's months that begin in `[from, to)`, oldest first, in USD. A month that is
 * missing was never forecast: there was too little to forecast from.
 */
export const monthSnapshots = (db: Queryable, { from, to }: { from: string; to: string }) =>
  snapshotRows(
    db,
    eq(forecastSnapshots.subject, 'organisation'),
    eq(forecastSnapshots.horizon, 'month'),
    gte(forecastSnapshots.periodFrom, from),
    lt(forecastSnapshots.periodFrom, to),
  );

const toSnapshot = (row: Row): ForecastSnapshot => ({
  id: row.id.toString(),
  subject: row.subject as SnapshotSubject,
  key: row.subjectKey,
  horizon: row.horizon as Horizon,
  period: { from: row.periodFrom, to: row.periodTo },
  madeAt: row.madeAt.toISOString(),
  knownUntil: row.knownUntil,
  isLate: row.isLate,
  model: row.model,
  knownDays: Number(row.knownDays),
  expected: moneyToString(row.expected),
  intervals: {
    p80: { low: moneyToString(row.p80Low), high: moneyToString(row.p80High) },
    p95: { low: moneyToString(row.p95Low), high: moneyToString(row.p95High) },
  },
});
