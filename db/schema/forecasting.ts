import { sql } from 'drizzle-orm';
import { boolean, date, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** What was forecast of a period before it began, in USD. Written once, never updated: accuracy is measured against it. */
export const forecastSnapshots = pgTable(
  'forecast_snapshots',
  {
    id: id(),
    /** organisation | department | workflow */
    subject: text().notNull(),
    /** The department's key or the workflow; '' for the organisation. */
    subjectKey: text().notNull(),
    /** month | quarter | year, by the organisation's calendar. */
    horizon: text().notNull(),
    periodFrom: date().notNull(),
    periodTo: date().notNull(),
    madeAt: instant().notNull(),
    /** The first day whose usage it did not see: never after the period's first. */
    knownUntil: date().notNull(),
    /** Made after its period had begun, from the days before it as the ledger had them by then. */
    isLate: boolean().notNull(),
    /** The contender that forecast. */
    model: text().notNull(),
    /** Days it learnt from. */
    knownDays: count().notNull(),
    expected: money().notNull(),
    p80Low: money('p80_low').notNull(),
    p80High: money('p80_high').notNull(),
    p95Low: money('p95_low').notNull(),
    p95High: money('p95_high').notNull(),
    /** SnapshotDay[] of lib/forecasting: amounts are decimal strings. */
    days: jsonb().notNull(),
  },
  (t) => [
    uniqueIndex('forecast_snapshots_period').on(t.subject, t.subjectKey, t.horizon, t.periodFrom),
    index('forecast_snapshots_from').on(t.periodFrom),
  ],
);

/** The bottom-up plan: one line a team and workflow. What it was before is on the audit log. */
export const forecastPlanLines = pgTable(
  'forecast_plan_lines',
  {
    id: id(),
    teamId: count().notNull(),
    workflow: text().notNull(),
    /** The first month of its adoption curve, as its first day. */
    startMonth: date().notNull(),
    /** PlanLineTerms of lib/forecasting: users, sessions, calls, tokens, model, adoption. */
    terms: jsonb().notNull(),
    updatedBy: uuid(),
    updatedAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    uniqueIndex('forecast_plan_lines_workflow').on(t.teamId, t.workflow).where(sql`${t.archivedAt} is null`),
  ],
);
