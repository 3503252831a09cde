import { customType, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Words of a section changed by a person before a pack is issued. Append-only: the newest counts. */
export const packTexts = pgTable(
  'pack_texts',
  {
    id: id(),
    /** As 2026-10. */
    month: text().notNull(),
    /** PackSection of lib/board/pack. */
    section: text().notNull(),
    /** en | zh-HK */
    locale: text().notNull(),
    /** Null: back to what the figures say. */
    sentences: jsonb().$type<string[]>(),
    editedBy: text().notNull(),
    editedAt: instant().notNull(),
  },
  (t) => [index('pack_texts_month').on(t.month, t.section, t.locale)],
);

/** Packs as they were issued. Never changed: what comes later is another version. */
export const boardPacks = pgTable(
  'board_packs',
  {
    id: id(),
    month: text().notNull(),
    version: integer().notNull(),
    currency: text().notNull(),
    /** `Pack` of lib/board/pack. */
    content: jsonb().notNull(),
    /** SHA-256 of the content, hexadecimal. */
    digest: text().notNull(),
    issuedBy: text().notNull(),
    issuedAt: instant().notNull(),
  },
  (t) => [unique('board_packs_version').on(t.month, t.version)],
);

/** The files of a pack, made once when it was issued. */
export const packFiles = pgTable(
  'pack_files',
  {
    packId: count().notNull(),
    /** pdf | pptx | xlsx | csv */
    format: text().notNull(),
    locale: text().notNull(),
    bytes: bytes().notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    digest: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.packId, t.format, t.locale] })],
);

/** Who is sent the PDF of each pack. */
export const packRecipients = pgTable(
  'pack_recipients',
  {
    id: id(),
    email: text().notNull(),
    locale: text().notNull(),
    addedBy: text().notNull(),
    addedAt: instant().notNull(),
    removedBy: text(),
    removedAt: instant(),
  },
  (t) => [index('pack_recipients_email').on(t.email)],
);

/** One row for each pack and address: claimed before it is sent, so that it is sent once. */
export const packMails = pgTable(
  'pack_mails',
  {
    packId: count().notNull(),
    email: text().notNull(),
    attempts: integer().notNull(),
    /** When it may be tried (again); null once it is sent or given up. */
    nextAttemptAt: instant(),
    sentAt: instant(),
    /** What the mail server said last. */
    detail: text(),
  },
  (t) => [primaryKey({ columns: [t.packId, t.email] })],
);

/** When the list is sent packs. Append-only: the newest counts; none, or one without a day: as soon as one is issued. */
export const packSchedules = pgTable('pack_schedules', {
  id: id(),
  /** Day of the month, 1 to 31, of a shorter month its last; null: off. */
  day: integer(),
  /** 0 to 23, in the organisation's zone; null: off. */
  hour: integer(),
  setBy: text().notNull(),
  setAt: instant().notNull(),
});

/** The packs that their day has come for: each is handed to the list once. */
export const packMailings = pgTable('pack_mailings', {
  packId: count().primaryKey(),
  queuedAt: instant().notNull(),
});
