import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** A what-if that someone keeps: what went into the calculator, never what came out. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: id(),
    name: text().notNull(),
    ownerId: uuid().notNull(),
    /** The team it is for: its leads see it. Null: only its owner and those who see all. */
    teamId: count(),
    /** ScenarioState of lib/calculator, with its version. */
    state: jsonb().notNull(),
    /** The workflow its baseline was read from, where it was. */
    workflow: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    index('scenarios_owner').on(t.ownerId, t.updatedAt),
    index('scenarios_team').on(t.teamId, t.updatedAt),
  ],
);

export const scenarioComments = pgTable(
  'scenario_comments',
  {
    id: id(),
    scenarioId: count().notNull(),
    authorId: uuid().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
    /** Its author took it back; the text is gone then. */
    withdrawnAt: instant(),
  },
  (t) => [index('scenario_comments_scenario').on(t.scenarioId, t.createdAt)],
);

/** A plan to spend less, kept from a scenario against a metered baseline. Amounts in USD a month. */
export const savingsInitiatives = pgTable(
  'savings_initiatives',
  {
    id: id(),
    name: text().notNull(),
    scenarioId: count(),
    ownerId: uuid().notNull(),
    teamId: count(),
    workflow: text(),
    /** proposed | started | ended */
    state: text().notNull(),
    baselineMonthly: money().notNull(),
    plannedMonthly: money().notNull(),
    /** The days of usage the baseline was read from, and the levers of the plan. */
    working: jsonb().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('savings_initiatives_workflow').on(t.workflow)],
);
