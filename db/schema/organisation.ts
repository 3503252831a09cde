import { sql } from 'drizzle-orm';
import { bigint, boolean, check, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

/** One row: the organisation this installation belongs to. Absent until first-run set-up. */
export const organisation = pgTable(
  'organisation',
  {
    id: bigint({ mode: 'bigint' }).primaryKey().default(sql`1`),
    name: text().notNull(),
    timeZone: text().notNull().default('Asia/Hong_Kong'),
    fiscalYearStartMonth: smallint().notNull().default(4),
    readingCurrency: text().notNull().default('HKD'),
    defaultLocale: text().notNull().default('en'),
    isDemo: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (t) => [
    check('organisation_single_row', sql`${t.id} = 1`),
    check('organisation_fiscal_month', sql`${t.fiscalYearStartMonth} between 1 and 12`),
  ],
);

/** SHA-256 of the one-time token printed at first start. */
export const setupTokens = pgTable('setup_tokens', {
  hash: text().primaryKey(),
  createdAt: instant().notNull(),
  usedAt: instant(),
});

export const departments = pgTable('departments', {
  id: id(),
  key: text().notNull().unique(),
  name: text().notNull(),
  createdAt: instant().notNull(),
  archivedAt: instant(),
});

/** `adoptedAt` null: seen in traffic, not yet confirmed by anyone. */
export const teams = pgTable(
  'teams',
  {
    id: id(),
    key: text().notNull(),
    name: text().notNull(),
    departmentId: count(),
    firstSeenAt: instant().notNull(),
    adoptedAt: instant(),
    archivedAt: instant(),
  },
  (t) => [uniqueIndex('teams_key').on(t.key)],
);
