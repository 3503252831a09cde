import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/**
 * What may be spent, by whom, per period. History is in the audit log (subject kind `budget`).
 * Of the scope columns those are set that the scope needs: see `BudgetScope`.
 */
export const budgets = pgTable(
  'budgets',
  {
    id: id(),
    name: text().notNull(),
    /** organisation | department | team | workflow | user | api_key */
    scope: text().notNull(),
    departmentId: count(),
    teamId: count(),
    workflow: text(),
    keyId: uuid(),
    /** currency | tokens */
    unit: text().notNull(),
    /** Null for tokens. */
    currency: text(),
    /** In `currency`, or in tokens. */
    limitAmount: money().notNull(),
    /** Units of `currency` per US dollar, fixed when the limit was last set: the ledger counts in US dollars. */
    planRate: numeric({ precision: 20, scale: 10 }),
    /** day | week | month | quarter | fiscal_year */
    period: text().notNull(),
    /** Threshold[] of lib/budgets. */
    thresholds: jsonb().notNull(),
    /** When the work itself should stop, in words: who runs it is held to this, no program reads it. */
    stopCondition: text(),
    ownerId: uuid(),
    /** open | closed: what the gate does for it while the database is away. */
    whenUnavailable: text().notNull(),
    /** deny | allow: what a blocking budget does with a model that has no price. */
    whenUnpriced: text().notNull(),
    /** The day someone should look at the limit again. */
    reviewOn: date().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [
    // One live budget per scope, period and unit, so that "the budget of Support" means one thing.
    uniqueIndex('budgets_one_per_scope')
      .on(
        t.scope,
        sql`coalesce(${t.departmentId}, 0)`,
        sql`coalesce(${t.teamId}, 0)`,
        sql`coalesce(${t.workflow}, '')`,
        sql`coalesce(${t.keyId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
        t.unit,
        t.period,
      )
      .where(sql`${t.archivedAt} is null`),
    index('budgets_team').on(t.teamId),
  ],
);

/** One row; `version` moves with every change that the gate or the counting of usage must know of. */
export const budgetState = pgTable(
  'budget_state',
  {
    id: smallint().primaryKey().default(1),
    version: count().notNull(),
    /** When what counts towards which budget last changed. */
    mappedAt: instant().notNull(),
  },
  (t) => [check('budget_state_single_row', sql`${t.id} = 1`)],
);

/**
 * What a budget has spent and holds in one period, in 10⁻¹² US dollars or tokens. The gate locks these rows, so
 * recording does not write them: it appends to `budget_deltas`. Spent is `spent` + Σ `budget_deltas.spent`.
 */
export const budgetCounters = pgTable(
  'budget_counters',
  {
    id: id(),
    budgetId: count().notNull(),
    /** usage_users.id where the budget counts each user; else 0. */
    subjectId: count().notNull(),
    /** The organisation's calendar days, half-open. */
    periodFrom: date().notNull(),
    periodTo: date().notNull(),
    spent: money().notNull(),
    reserved: money().notNull(),
    unpricedTokens: count().notNull(),
    /** Calls let through in the minute that starts at `minute`, for throttling. */
    minute: instant(),
    minuteCalls: integer().notNull().default(0),
  },
  (t) => [unique('budget_counters_period').on(t.budgetId, t.subjectId, t.periodFrom)],
);

/** Changes of counters, written by recording, settling, releasing and expiring; folded into the counters. */
export const budgetDeltas = pgTable(
  'budget_deltas',
  {
    id: id(),
    counterId: count().notNull(),
    spent: money().notNull(),
    reserved: money().notNull(),
    unpricedTokens: count().notNull(),
  },
  (t) => [index('budget_deltas_counter').on(t.counterId)],
);

/** Every answer of the gate. Old ones that allowed are pruned by a job. */
export const gateDecisions = pgTable(
  'gate_decisions',
  {
    /** `rsv_…`, ordered by time. Also of denials, which hold nothing. */
    id: text().primaryKey(),
    teamId: count().notNull(),
    /** The caller's id of the request: asked again, the same answer. */
    requestId: text().notNull(),
    /** SHA-256 of the request: the same id for another request is refused. */
    requestDigest: text().notNull(),
    keyId: uuid(),
    decidedAt: instant().notNull(),
    /** allow | warn | deny */
    decision: text().notNull(),
    /** open | settled | released | expired; none: nothing was ever held. */
    state: text().notNull(),
    expiresAt: instant(),
    attributionId: count().notNull(),
    userId: count(),
    modelId: count(),
    /** The model answered where it is not the one asked for. */
    servedModelId: count(),
    taskClass: text().notNull(),
    /** US dollars; null: unpriced. */
    estimatedCost: money(),
    estimatedTokens: count().notNull(),
    counterIds: count().array().notNull(),
    /** What is held on each of `counterIds`, in its unit. */
    holds: money().array().notNull(),
    /** The budget that decided: the one that denied, else the strictest. */
    budgetId: count(),
    reason: text(),
    /** Decided without the database, written down afterwards. */
    degraded: boolean().notNull(),
    /** JSON as it was sent. Text, because it is only ever sent again, and jsonb costs the gate a third of the row. */
    answer: text().notNull(),
  },
  (t) => [
    unique('gate_decisions_request').on(t.teamId, t.requestId),
    index('gate_decisions_open').on(t.expiresAt).where(sql`state = 'open'`),
    index('gate_decisions_denied').on(t.budgetId, t.decidedAt).where(sql`decision = 'deny'`),
    index('gate_decisions_at').on(t.decidedAt),
  ],
);

/** A threshold reached: once per budget, subject, period and threshold, whoever sees it first. */
export const budgetThresholdEvents = pgTable(
  'budget_threshold_events',
  {
    budgetId: count().notNull(),
    subjectId: count().notNull(),
    periodFrom: date().notNull(),
    percent: smallint().notNull(),
    at: instant().notNull(),
    /** In the budget's ledger unit, as they were then. */
    spent: money().notNull(),
    limitUnits: money().notNull(),
    /** spent | denied | limit_changed */
    cause: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.budgetId, t.subjectId, t.periodFrom, t.percent] })],
);

/** A lead asks for a higher limit until a day; an approved one is in force through that day. */
export const budgetRequests = pgTable(
  'budget_requests',
  {
    id: id(),
    budgetId: count().notNull(),
    /** The limit asked for, in the budget's own unit. */
    requestedLimit: money().notNull(),
    requestedUntil: date().notNull(),
    reason: text().notNull(),
    requestedBy: uuid(),
    requestedByName: text().notNull(),
    requestedAt: instant().notNull(),
    /** pending | approved | declined | withdrawn | expired */
    state: text().notNull(),
    decidedLimit: money(),
    decidedUntil: date(),
    decidedByName: text(),
    decidedAt: instant(),
    note: text(),
  },
  (t) => [index('budget_requests_budget').on(t.budgetId, t.state)],
);

/** A threshold called the executives: stays open until one of them decides. */
export const executiveReviews = pgTable(
  'executive_reviews',
  {
    id: id(),
    budgetId: count().notNull(),
    subjectId: count().notNull(),
    periodFrom: date().notNull(),
    percent: smallint().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedByName: text(),
    /** stop | continue: whether calls beyond the limit go on being refused this period. */
    outcome: text(),
    note: text(),
  },
  (t) => [unique('executive_reviews_once').on(t.budgetId, t.subjectId, t.periodFrom, t.percent)],
);

/** Stops every gated call of a team, a workflow or a key until it ends or is lifted. */
export const killSwitches = pgTable('kill_switches', {
  id: id(),
  /** team | workflow | api_key */
  scope: text().notNull(),
  teamId: count(),
  workflow: text(),
  keyId: uuid(),
  reason: text().notNull(),
  startedAt: instant().notNull(),
  startedByName: text().notNull(),
  endsAt: instant().notNull(),
  liftedAt: instant(),
  liftedByName: text(),
});
