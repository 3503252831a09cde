import { boolean, date, index, jsonb, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** What was true when a month was closed, one row a closing; the closing itself is in `closed_months`. */
export const monthFreezes = pgTable(
  'month_freezes',
  {
    /** closed_months.id: a month reopened and closed again is frozen anew. */
    closingId: count().primaryKey(),
    /** The first day of the month. */
    month: date().notNull(),
    /** The exchange rates of the month's days. */
    rates: jsonb().notNull(),
    /** Different users of each department, and of all. */
    activeUsers: jsonb().notNull(),
    /** The checklist as it stood, and what was acknowledged. */
    checklist: jsonb().notNull(),
    /** False: closed before outcomes were frozen too. */
    outcomesKept: boolean().notNull().default(false),
  },
  (t) => [index('month_freezes_month').on(t.month)],
);

/** The usage of a closed month by day, as it was when it was closed. */
export const frozenUsage = pgTable(
  'frozen_usage',
  {
    closingId: count().notNull(),
    day: date().notNull(),
    /** The effective team, and the department it was in then. */
    teamId: count().notNull(),
    departmentId: count(),
    /** False: a team that nobody had adopted. */
    teamAdopted: boolean().notNull(),
    /** '' where it named none. */
    workflow: text().notNull(),
    modelId: count().notNull(),
    /** False: what had no price, whose costs here are zero and unknown. */
    priced: boolean().notNull(),
    events: count().notNull(),
    requests: count().notNull(),
    totalTokens: count().notNull(),
    listCost: money().notNull(),
    effectiveCost: money().notNull(),
  },
  (t) => [primaryKey({ columns: [t.closingId, t.day, t.teamId, t.workflow, t.modelId, t.priced] })],
);

/** The outcomes of a closed month by day and workflow, with what one was worth, as it was when it was closed. */
export const frozenOutcomes = pgTable(
  'frozen_outcomes',
  {
    closingId: count().notNull(),
    day: date().notNull(),
    workflow: text().notNull(),
    /** Of one outcome, before rework; '' and 0: of no known value. */
    valueCurrency: text().notNull(),
    valueAmount: money().notNull(),
    /** Share that was done again, 0 to 1. */
    reworkShare: numeric({ precision: 7, scale: 6 }).notNull(),
    count: count('count').notNull(),
    /** How many records they came in. */
    rows: count('rows').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.closingId, t.day, t.workflow, t.valueCurrency, t.valueAmount, t.reworkShare],
    }),
  ],
);

/** The board of a closed month in each currency, as it was when it was closed. */
export const frozenBoards = pgTable(
  'frozen_boards',
  {
    closingId: count().notNull(),
    currency: text().notNull(),
    board: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.closingId, t.currency] })],
);

/** What a provider billed for a month. Withdrawn ones no longer count and stay. */
export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    providerId: count().notNull(),
    /** The first day of the month it bills. */
    month: date().notNull(),
    /** The provider's number for it. */
    reference: text().notNull(),
    /** In `currency`; a credit note is below zero. */
    amount: money().notNull(),
    currency: text().notNull(),
    receivedOn: date().notNull(),
    note: text(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
    withdrawnAt: instant(),
    withdrawnBy: text(),
    withdrawReason: text(),
  },
  (t) => [index('invoices_month').on(t.month)],
);

/** How shared and unowned usage is charged to departments, from a month on. Append-only: the newest for it counts. */
export const chargebackRules = pgTable(
  'chargeback_rules',
  {
    id: id(),
    /** The first day of the first month it holds for. */
    month: date().notNull(),
    /** direct_cost | equal | active_users */
    sharedBy: text().notNull(),
    unownedBy: text().notNull(),
    /** Teams whose usage serves everyone, besides those of no department. */
    sharedTeamIds: jsonb().$type<string[]>().notNull(),
    reason: text().notNull(),
    setBy: text().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [index('chargeback_rules_month').on(t.month)],
);
