import { date, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { id, instant } from '../columns';

/** What the board asked of a metric, from a month on. Append-only: of the rows for a month, the newest counts. */
export const metricTargets = pgTable(
  'metric_targets',
  {
    id: id(),
    /** MetricKey of lib/board. */
    metric: text().notNull(),
    /** The first day of the first month it holds for. */
    month: date().notNull(),
    /** Null: from then on the metric has no target. A share, a number of workflows, or an amount of `currency`. */
    value: numeric({ precision: 38, scale: 12 }),
    /** Of metrics that are money. */
    currency: text(),
    reason: text().notNull(),
    setBy: text().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [unique('metric_targets_order').on(t.metric, t.month, t.id)],
);
