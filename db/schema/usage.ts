import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { count, id, instant, money } from '../columns';

/** What sends usage: a gateway, an application, an import. Interned. */
export const sources = pgTable('sources', {
  id: id(),
  key: text().notNull().unique(),
  firstSeenAt: instant().notNull(),
});

/** Pseudonymised user ids (keyed hash), interned. */
export const usageUsers = pgTable('usage_users', { id: id(), pseudonym: text().notNull().unique() });

/**
 * One row per distinct tag combination as reported, with the values it counts under now.
 * Tag rules change the effective columns; `reported` never changes.
 */
export const attributions = pgTable(
  'attributions',
  {
    id: id(),
    /** SHA-256 of the canonical reported tags. */
    digest: text().notNull().unique(),
    reported: jsonb().$type<Record<string, string>>().notNull(),
    /** The team as reported: the distribution column of the usage tables. */
    reportedTeamId: count().notNull(),
    teamId: count().notNull(),
    feature: text(),
    workflow: text(),
    customerSegment: text(),
    businessProcess: text(),
    environment: text(),
    region: text(),
    /** Registered free tags, by key. */
    freeTags: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [index('attributions_team').on(t.teamId)],
);

/** The tag taxonomy: what may be split by. */
export const tags = pgTable('tags', {
  key: text().primaryKey(),
  /** standard: has its own column. free: registered by the organisation. */
  kind: text().notNull(),
  labelEn: text().notNull(),
  labelZh: text().notNull(),
  required: boolean().notNull().default(false),
  position: integer().notNull(),
});

/** Every value seen or declared. pending: waits in the untagged queue for someone to adopt it. */
export const tagValues = pgTable(
  'tag_values',
  {
    tag: text().notNull(),
    value: text().notNull(),
    /** adopted | pending */
    state: text().notNull(),
    label: text(),
    firstSeenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tag, t.value] })],
);

/** Maps an old value (null: missing) of a tag to another, optionally only where other tags match. */
export const tagRules = pgTable('tag_rules', {
  id: id(),
  tag: text().notNull(),
  fromValue: text(),
  toValue: text().notNull(),
  /** Further reported tags that must match, e.g. {"team":"claims"}. */
  condition: jsonb().$type<Record<string, string>>().notNull().default({}),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  retiredAt: instant(),
});

export const usageEventSeq = pgSequence('usage_event_seq');

/** The identity of every event: (team, source, id) once, whatever time it claims. */
export const usageEventKeys = pgTable(
  'usage_event_keys',
  { teamId: count().notNull(), sourceId: count().notNull(), eventId: text().notNull() },
  (t) => [primaryKey({ columns: [t.teamId, t.sourceId, t.eventId] })],
);

/** Append-only facts, partitioned by month of occurred_at (the migration adds PARTITION BY). */
export const usageEvents = pgTable(
  'usage_events',
  {
    teamId: count().notNull(),
    occurredAt: instant().notNull(),
    seq: count().notNull().default(sql`nextval('usage_event_seq')`),
    sourceId: count().notNull(),
    eventId: text().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    /** The model asked for, where another one served. */
    requestedModelId: count(),
    /** 0: unpriced, for `unpricedReason`. */
    priceVersionId: count().notNull(),
    unpricedReason: text(),
    serviceTier: text().notNull(),
    /** '' where none was declared. */
    taskClass: text().notNull(),
    requests: count().notNull(),
    inputTokens: count().notNull(),
    cacheReadTokens: count().notNull(),
    cacheWrite5mTokens: count('cache_write_5m_tokens').notNull(),
    cacheWrite1hTokens: count('cache_write_1h_tokens').notNull(),
    outputTokens: count().notNull(),
    reasoningTokens: count().notNull(),
    /** ok | error */
    status: text().notNull(),
    attempt: smallint().notNull(),
    listCost: money(),
    effectiveCost: money(),
    userId: count(),
    traceId: text(),
    taskId: text(),
    systemPromptTokens: integer(),
    historyTokens: integer(),
    retrievedTokens: integer(),
    requestHash: text(),
    reservationId: text(),
    /** api_keys.number of the key that sent it; null: a program of this installation. */
    keyNumber: count(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.occurredAt, t.seq] }),
    // Small: what has no price is the exception. Finds the reasons, and what a new price would cover.
    index('usage_events_unpriced').on(t.occurredAt).where(sql`price_version_id = 0`),
  ],
);

const measures = () => ({
  events: count().notNull(),
  requests: count().notNull(),
  errors: count().notNull(),
  retries: count().notNull(),
  inputTokens: count().notNull(),
  cacheReadTokens: count().notNull(),
  cacheWrite5mTokens: count('cache_write_5m_tokens').notNull(),
  cacheWrite1hTokens: count('cache_write_1h_tokens').notNull(),
  outputTokens: count().notNull(),
  reasoningTokens: count().notNull(),
  listCost: money().notNull(),
  effectiveCost: money().notNull(),
});

/** Kept in the ingest transaction. price_version_id 0 holds what is unpriced, so it is never summed as zero unseen. */
export const usageHourly = pgTable(
  'usage_hourly',
  {
    teamId: count().notNull(),
    hour: instant().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    serviceTier: text().notNull(),
    taskClass: text().notNull(),
    priceVersionId: count().notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({
      columns: [t.teamId, t.hour, t.attributionId, t.modelId, t.serviceTier, t.taskClass, t.priceVersionId],
    }),
    index('usage_hourly_hour').on(t.hour),
  ],
);

/** The same by the organisation's calendar day: what every split reads for days that are not a whole month. */
export const usageDaily = pgTable(
  'usage_daily',
  {
    teamId: count().notNull(),
    day: date().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    serviceTier: text().notNull(),
    taskClass: text().notNull(),
    priceVersionId: count().notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({
      columns: [t.teamId, t.day, t.attributionId, t.modelId, t.serviceTier, t.taskClass, t.priceVersionId],
    }),
    index('usage_daily_day').on(t.day),
  ],
);

/** Per-user figures, by the organisation's day. Only events that name a user. */
export const usageUserDaily = pgTable(
  'usage_user_daily',
  {
    teamId: count().notNull(),
    day: date().notNull(),
    userId: count().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    serviceTier: text().notNull(),
    taskClass: text().notNull(),
    priceVersionId: count().notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.teamId,
        t.day,
        t.userId,
        t.attributionId,
        t.modelId,
        t.serviceTier,
        t.taskClass,
        t.priceVersionId,
      ],
    }),
    index('usage_user_daily_day').on(t.day),
  ],
);

/** The same by the organisation's calendar month: what a split reads for the whole months of its period. */
export const usageMonthly = pgTable(
  'usage_monthly',
  {
    teamId: count().notNull(),
    /** The first day of the month. */
    month: date().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    serviceTier: text().notNull(),
    taskClass: text().notNull(),
    priceVersionId: count().notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({
      columns: [t.teamId, t.month, t.attributionId, t.modelId, t.serviceTier, t.taskClass, t.priceVersionId],
    }),
    index('usage_monthly_month').on(t.month),
  ],
);

/** Per-user figures by month. Only events that name a user. */
export const usageUserMonthly = pgTable(
  'usage_user_monthly',
  {
    teamId: count().notNull(),
    month: date().notNull(),
    userId: count().notNull(),
    attributionId: count().notNull(),
    modelId: count().notNull(),
    serviceTier: text().notNull(),
    taskClass: text().notNull(),
    priceVersionId: count().notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.teamId,
        t.month,
        t.userId,
        t.attributionId,
        t.modelId,
        t.serviceTier,
        t.taskClass,
        t.priceVersionId,
      ],
    }),
    index('usage_user_monthly_month').on(t.month),
  ],
);

/** A re-pricing of past usage: previewed, then made as a new fact. */
export const repricingRuns = pgTable('repricing_runs', {
  id: id(),
  reason: text().notNull(),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  events: count().notNull(),
  effectiveCostChange: money().notNull(),
});

/** The charge an event has now where it is not the first one; the newest run wins. Events are never rewritten. */
export const usageRepricings = pgTable(
  'usage_repricings',
  {
    teamId: count().notNull(),
    occurredAt: instant().notNull(),
    seq: count().notNull(),
    runId: count().notNull(),
    priceVersionId: count().notNull(),
    listCost: money(),
    effectiveCost: money(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.occurredAt, t.seq, t.runId] })],
);

/** What each source last sent, for ingest health. */
export const sourceActivity = pgTable(
  'source_activity',
  {
    teamId: count().notNull(),
    sourceId: count().notNull(),
    day: date().notNull(),
    accepted: count().notNull(),
    duplicates: count().notNull(),
    rejected: count().notNull(),
    unpriced: count().notNull(),
    lastReceivedAt: instant().notNull(),
    lastOccurredAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.sourceId, t.day] })],
);

/** A sample of refused events, so that someone can mend the sender. Pruned by a job. */
export const ingestRejections = pgTable(
  'ingest_rejections',
  {
    id: id(),
    receivedAt: instant().notNull(),
    teamId: count(),
    source: text(),
    eventId: text(),
    code: text().notNull(),
    pointer: text().notNull(),
    detail: text().notNull(),
  },
  (t) => [index('ingest_rejections_at').on(t.receivedAt)],
);

export const imports = pgTable('imports', {
  id: uuid().primaryKey(),
  fileName: text().notNull(),
  source: text().notNull(),
  mapping: jsonb().notNull(),
  /** running | done | failed | cancelled */
  state: text().notNull(),
  bytesTotal: count().notNull(),
  bytesRead: count().notNull(),
  rowsRead: count().notNull(),
  accepted: count().notNull(),
  duplicates: count().notNull(),
  unpriced: count().notNull(),
  rejected: count().notNull(),
  /** Rejected rows with their reasons, at most 1,000 kept for download. */
  rejectedRows: jsonb().notNull().default([]),
  error: text(),
  createdBy: text().notNull(),
  startedAt: instant().notNull(),
  finishedAt: instant(),
});
