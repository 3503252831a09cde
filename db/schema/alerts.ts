import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

/** Something people should know, once: `dedupeKey` is unique, whatever the number of processes and retries. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    /** See AlertKind. */
    kind: text().notNull(),
    dedupeKey: text().notNull().unique(),
    /** Whose detail it shows; null: the organisation's. */
    teamId: count(),
    budgetId: count(),
    /** AlertFacts of lib/alerts. */
    facts: jsonb().notNull(),
    createdAt: instant().notNull(),
    /** When its deliveries were planned: null waits for the worker. */
    plannedAt: instant(),
  },
  (t) => [
    index('alerts_created').on(t.createdAt),
    index('alerts_budget').on(t.budgetId, t.createdAt),
    // What the worker looks for, every minute and at each alert.
    index('alerts_unplanned').on(t.id).where(sql`planned_at is null`),
  ],
);

/** A person's inbox. */
export const alertInbox = pgTable(
  'alert_inbox',
  { alertId: count().notNull(), userId: uuid().notNull(), readAt: instant() },
  (t) => [primaryKey({ columns: [t.alertId, t.userId] }), index('alert_inbox_user').on(t.userId, t.readAt)],
);

/** What a person wants by e-mail; no row: everything. */
export const alertPreferences = pgTable('alert_preferences', {
  userId: uuid().primaryKey(),
  email: boolean().notNull(),
});

/** Where alerts go besides people: e-mail lists, Slack and Teams, signed webhooks. */
export const alertChannels = pgTable('alert_channels', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** email | slack | teams | webhook */
  kind: text().notNull(),
  /** Address or URL. */
  target: text().notNull(),
  /** Kinds of alerts it wants; empty: all. */
  kinds: text().array().notNull(),
  /** Only alerts of this team; null: of every team. */
  teamId: count(),
  locale: text().notNull(),
  /** Webhooks only: `whsec_…` (Standard Webhooks), and the one before it until it ends. */
  secret: text(),
  previousSecret: text(),
  previousSecretUntil: instant(),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  disabledAt: instant(),
});

/** One alert to one recipient. `round` counts "send again"; a test has no alert. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    id: id(),
    alertId: count(),
    /** `channel:<uuid>` or `user:<uuid>` */
    recipient: text().notNull(),
    round: smallint().notNull().default(0),
    isTest: boolean().notNull().default(false),
    /** The webhook-id and the Message-ID: the same over all attempts, so that a receiver can drop repeats. */
    messageId: text().notNull().unique(),
    /** pending | delivered | failed | cancelled */
    state: text().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (t) => [
    unique('alert_deliveries_once').on(t.alertId, t.recipient, t.round),
    index('alert_deliveries_due').on(t.state, t.nextAttemptAt),
    index('alert_deliveries_recipient').on(t.recipient, t.createdAt),
  ],
);

/** The delivery log: what was tried, and what came back. */
export const alertDeliveryAttempts = pgTable(
  'alert_delivery_attempts',
  {
    id: id(),
    deliveryId: count().notNull(),
    at: instant().notNull(),
    ok: boolean().notNull(),
    /** HTTP or SMTP status. */
    status: integer(),
    detail: text(),
    durationMs: integer().notNull(),
  },
  (t) => [index('alert_delivery_attempts_delivery').on(t.deliveryId)],
);
