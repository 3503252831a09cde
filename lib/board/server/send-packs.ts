import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { boardPacks, packFiles, packMails, packRecipients } from '@/db/schema';
import { getOrganisation } from '../../access/server/get-organisation';
import { type Outcome, waitAfter } from '../../alerts/backoff';
import { consoleAddress } from '../../alerts/server/console-address';
import { type MailSettings, mailSettings } from '../../alerts/server/mail-settings';
import { sendMail } from '../../alerts/server/send-mail';
import type { Locale } from '../../money/format';
import type { Pack } from '../pack';
import { PACK_TYPES, packFileName } from '../pack-dto';
import { packMailText } from './pack-mail-text';
import { sendPacksByDate } from './send-packs-by-date';

/** Longer than an attempt can take: who crashed in one is taken to have failed after it. */
const LEASE_MS = 120_000;
const NO_MAIL = 'This installation sends no e-mail.';

export interface PackMailOptions {
  mail?: MailSettings | null;
  console?: string;
}

type Mail = typeof packMails.$inferSelect;

/**
 * Sends the mails of issued packs that are due, each once: whoever claims one first sends it, and one that was sent is
 * never claimed again. One that failed is tried again with growing waits, then given up.
 */
export async function sendPacks(db: Db, now: Date, options: PackMailOptions = {}): Promise<void> {
  const mail = options.mail === undefined ? mailSettings() : options.mail;
  const console = options.console ?? consoleAddress();
  for (let claim = await claimMail(db, now); claim; claim = await claimMail(db, now)) {
    const outcome = mail
      ? await sendOne(db, claim, { mail, console })
      : { ok: false, status: null, detail: NO_MAIL, again: false };
    await record(db, claim, outcome, now);
  }
}

async function claimMail(db: Db, now: Date): Promise<Mail | null> {
  const due = db
    .select({ packId: packMails.packId, email: packMails.email })
    .from(packMails)
    .where(lte(packMails.nextAttemptAt, now))
    .orderBy(asc(packMails.packId), asc(packMails.email))
    .limit(1)
    .for('update', { skipLocked: true });
  const [claim] = await db
    .update(packMails)
    .set({
      attempts: sql`${packMails.attempts} + 1`,
      nextAttemptAt: new Date(now.getTime() + LEASE_MS),
    })
    .where(sql`(${packMails.packId}, ${packMails.email}) in (${due})`)
    .returning();
  return claim ?? null;
}

async function sendOne(
  db: Db,
  { packId, email }: Mail,
  { mail, console }: { mail: MailSettings; console: string },
): Promise<Outcome> {
  const locale = await localeOf(db, email);
  const ofPack = eq(packFiles.packId, boardPacks.id);
  const [found] = await db
    .select({ content: boardPacks.content, bytes: packFiles.bytes })
    .from(boardPacks)
    .leftJoin(packFiles, and(ofPack, eq(packFiles.format, 'pdf'), eq(packFiles.locale, locale)))
    .where(eq(boardPacks.id, packId));
  if (!found) return { ok: false, status: null, detail: 'There is no such pack.', again: false };
  const pack = found.content as Pack;
  const { month, version } = pack.meta;
  const organisation = (await getOrganisation(db))?.name ?? '';
  return sendMail(mail, {
    to: email,
    ...packMailText(pack, { locale, organisation, address: `${console}/board/packs/${packId}` }),
    messageId: `pack-${packId}-${Buffer.from(email).toString('hex')}`,
    ...(found.bytes && {
      attachments: [attachment(packFileName(month, version, locale, 'pdf'), found.bytes)],
    }),
  });
}

const attachment = (filename: string, content: Buffer) => ({
  ...{ filename, content, contentType: PACK_TYPES.pdf },
});

async function localeOf(db: Db, email: string): Promise<Locale> {
  const [row] = await db
    .select({ locale: packRecipients.locale })
    .from(packRecipients)
    .where(eq(packRecipients.email, email))
    .orderBy(desc(packRecipients.id))
    .limit(1);
  return row?.locale === 'zh-HK' ? 'zh-HK' : 'en';
}

async function record(db: Db, { packId, email, attempts }: Mail, outcome: Outcome, now: Date): Promise<void> {
  const wait = outcome.ok ? null : waitAfter(outcome, attempts);
  await db
    .update(packMails)
    .set({
      nextAttemptAt: wait === null ? null : new Date(now.getTime() + wait),
      ...(outcome.ok && { sentAt: now }),
      detail: outcome.detail,
    })
    .where(and(eq(packMails.packId, packId), eq(packMails.email, email)));
}

/** Each minute, so that the list has a pack soon after it is issued or its day has come. */
export const PACK_JOBS = [
  { name: 'send-packs-by-date', cron: '* * * * *', run: sendPacksByDate },
  { name: 'send-packs', cron: '* * * * *', run: (db: Db, now: Date) => sendPacks(db, now) },
];
