import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    /** cfo | admin | team_lead | engineer | auditor */
    role: text().notNull(),
    locale: text().notNull().default('en'),
    /** argon2id; null for people who only sign in by OIDC. */
    passwordHash: text(),
    /** Raised to end every session of this person. */
    sessionEpoch: integer().notNull().default(1),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [uniqueIndex('users_email').on(sql`lower(${t.email})`)],
);

export const userTeams = pgTable(
  'user_teams',
  { userId: uuid().notNull(), teamId: count().notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.teamId] })],
);

/** One-time links to choose a password: an invitation or a reset. Only the SHA-256 of the token is kept. */
export const passwordLinks = pgTable(
  'password_links',
  {
    hash: text().primaryKey(),
    userId: uuid().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index('password_links_user').on(t.userId)],
);

export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    id: id(),
    /** `email:…` or `address:…` */
    subject: text().notNull(),
    succeeded: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('sign_in_attempts_subject').on(t.subject, t.at)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid().primaryKey(),
    /** Names the key in usage events, which are narrow. */
    number: bigint({ mode: 'bigint' }).notNull().generatedByDefaultAsIdentity().unique(),
    name: text().notNull(),
    /** First characters of the key, to find the row and to show people which key it is. */
    prefix: text().notNull().unique(),
    /** SHA-256, hex, of the whole key. */
    secretHash: text().notNull(),
    scopes: text().array().notNull(),
    /** Null: any team (a gateway), which must then send tags.team. */
    teamId: count(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    revokedAt: instant(),
    lastUsedAt: instant(),
  },
  (t) => [index('api_keys_team').on(t.teamId)],
);

/** Hash-chained: hash = SHA-256(prev_hash ‖ canonical JSON of the entry). */
export const auditLog = pgTable(
  'audit_log',
  {
    seq: count().primaryKey(),
    at: instant().notNull(),
    actorKind: text().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    actorRole: text(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    teamId: count(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [index('audit_log_at').on(t.at), index('audit_log_subject').on(t.subjectKind, t.subjectId)],
);

export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey(),
    ownerId: uuid().notNull(),
    name: text().notNull(),
    /** Console path, e.g. /explore, and its query string. */
    path: text().notNull(),
    search: text().notNull(),
    shared: boolean().notNull().default(false),
    extra: jsonb(),
    createdAt: instant().notNull(),
  },
  (t) => [index('saved_views_owner').on(t.ownerId)],
);
