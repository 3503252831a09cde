import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { metricTargets } from '@/db/schema';
import { isCurrency } from '../../money/currency';
import type { MetricKey } from '../metric';
import { monthOfDay } from '../month';
import type { TargetRow } from '../targets';

/** Every target ever set, of one metric where it is named, in the order of setting. */
export async function readTargetRows(db: Queryable, metric?: MetricKey): Promise<TargetRow[]> {
  const rows = await db
    .select()
    .from(metricTargets)
    .where(metric && eq(metricTargets.metric, metric))
    .orderBy(asc(metricTargets.id));
  return rows.map((row) => ({
    id: row.id.toString(),
    metric: row.metric as MetricKey,
    month: monthOfDay(row.month),
    value: row.value,
    currency: row.currency !== null && isCurrency(row.currency) ? row.currency : null,
    ...{ reason: row.reason, setBy: row.setBy },
    setAt: row.setAt.toISOString(),
  }));
}
