import { sql } from 'drizzle-orm';
import { date, index, numeric, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** What a workflow delivers, in one countable thing that someone vouches for. History is in the audit log. */
export const outcomeDefinitions = pgTable(
  'outcome_definitions',
  {
    id: id(),
    /** The effective workflow tag. */
    workflow: text().notNull(),
    /** As senders name it, such as `ticket_resolved`. */
    outcome: text().notNull(),
    /** One of them in words, such as "resolved ticket". */
    unit: text().notNull(),
    /** When one counts, and when not. */
    description: text().notNull(),
    /** Who stands for the counting: a person or an office, in words. */
    vouchedBy: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    unique('outcome_definitions_key').on(t.workflow, t.outcome),
    // One at a time, so that "cost per outcome of this workflow" adds up one kind of thing.
    uniqueIndex('outcome_definitions_one_live').on(t.workflow).where(sql`${t.archivedAt} is null`),
  ],
);

/** What one outcome is worth over some days. Append-only: of the rows that cover a day, the newest counts. */
export const outcomeValues = pgTable(
  'outcome_values',
  {
    id: id(),
    definitionId: count().notNull(),
    /** Of one outcome, in `currency`, before rework. */
    amount: money().notNull(),
    currency: text().notNull(),
    /** Share of the outcomes that had to be done again by hand, 0 to 1: they are worth nothing. */
    reworkShare: numeric({ precision: 7, scale: 6 }).notNull(),
    /** The organisation's calendar days, half-open; null: until further notice. */
    validFrom: date().notNull(),
    validTo: date(),
    /** Where the amount is from, such as "12 minutes of an agent's time". */
    basis: text().notNull(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [index('outcome_values_definition').on(t.definitionId)],
);

/** Append-only facts: (team, source, id) counts once. A correction is a row of its own. */
export const outcomes = pgTable(
  'outcomes',
  {
    /** The team as reported. */
    teamId: count().notNull(),
    sourceId: count().notNull(),
    outcomeId: text().notNull(),
    /** The order of recording, to page through. */
    seq: count().notNull().generatedAlwaysAsIdentity(),
    occurredAt: instant().notNull(),
    /** Names the workflow, and what tag rules make of it. */
    attributionId: count().notNull(),
    outcome: text().notNull(),
    /** Negative: takes back. */
    count: count('count').notNull(),
    /** What one of them is worth by the sender's own account, instead of the definition's value. */
    valueAmount: money(),
    valueCurrency: text(),
    /** api | import | manual | correction */
    entry: text().notNull(),
    /** api_keys.number of the key that sent it; null: a person, or a program of this installation. */
    keyNumber: count(),
    recordedBy: text(),
    recordedAt: instant().notNull(),
    /** Why a person entered or corrected it. */
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.sourceId, t.outcomeId] }),
    index('outcomes_at').on(t.occurredAt),
    index('outcomes_attribution').on(t.attributionId, t.occurredAt),
  ],
);

/** The sums of `outcomes` by the organisation's day; kept in the same transaction. */
export const outcomesDaily = pgTable(
  'outcomes_daily',
  {
    teamId: count().notNull(),
    day: date().notNull(),
    attributionId: count().notNull(),
    outcome: text().notNull(),
    /** '' and 0: no value of their own. */
    valueCurrency: text().notNull(),
    valueAmount: money().notNull(),
    count: count('count').notNull(),
    rows: count('rows').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.teamId, t.day, t.attributionId, t.outcome, t.valueCurrency, t.valueAmount],
    }),
    index('outcomes_daily_day').on(t.day),
  ],
);
