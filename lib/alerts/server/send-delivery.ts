import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { alertChannels, type alertDeliveries, alerts } from '@/db/schema';
import { getOrganisation } from '../../access/server/get-organisation';
import { activePerson } from '../../access/server/people-to-tell';
import type { Locale } from '../../money/format';
import type { AlertFacts } from '../alert';
import { alertPath } from '../alert-path';
import { alertText, type Told } from '../alert-text';
import type { Outcome } from '../backoff';
import { type Message, mailBodies, slackMessage, teamsMessage } from '../message';
import { alertWords } from './alert-words';
import type { Channel } from './channel-rows';
import type { MailSettings } from './mail-settings';
import { recipientOf } from './new-delivery';
import { postJson } from './post-json';
import { wantMail } from './recipients';
import { sendMail } from './send-mail';
import { webhookHeaders } from './sign-webhook';

export interface SendOptions {
  db: Db;
  now: () => Date;
  mail: MailSettings | null;
  /** Address of the console, without a slash at the end. */
  console: string;
  timeoutMs?: number;
}

type Delivery = typeof alertDeliveries.$inferSelect;
type Alert = typeof alerts.$inferSelect;

/** Sends a delivery once to where its recipient is now; null: there is nobody to send it to any more. */
export async function sendDelivery(options: SendOptions, delivery: Delivery): Promise<Outcome | null> {
  const { db } = options;
  const to = recipientOf(delivery.recipient);
  const alert = await alertOf(db, delivery.alertId);
  if (delivery.alertId !== null && alert === null) return null;
  if (to.kind === 'user') {
    const person = await activePerson(db, to.id);
    if (!person || (await wantMail(db, [person])).length === 0) return null;
    const message = await messageOf(options, alert, localeOf(person.locale), 'footer');
    return mailTo(options, person.email, message, delivery.messageId);
  }
  const [channel] = await db.select().from(alertChannels).where(eq(alertChannels.id, to.id));
  if (!channel || channel.disabledAt) return null;
  const message = await messageOf(options, alert, localeOf(channel.locale), 'footerChannel');
  return toChannel(options, channel, message, { alert, delivery });
}

async function alertOf(db: Db, id: bigint | null): Promise<Alert | null> {
  if (id === null) return null;
  const [alert] = await db.select().from(alerts).where(eq(alerts.id, id));
  return alert ?? null;
}

const localeOf = (locale: string): Locale => (locale === 'zh-HK' ? 'zh-HK' : 'en');

async function messageOf(
  options: SendOptions,
  alert: Alert | null,
  locale: Locale,
  footer: 'footer' | 'footerChannel',
): Promise<Message> {
  const t = alertWords(locale);
  const facts: Told = alert ? (alert.facts as AlertFacts) : { kind: 'test' };
  const timeZone = (await getOrganisation(options.db))?.timeZone ?? 'UTC';
  const path = facts.kind === 'test' ? '/settings/alerts' : alertPath(facts);
  return {
    ...alertText(t, facts, { locale, timeZone }),
    url: `${options.console}${path}`,
    open: t('open'),
    footer: t(footer),
  };
}

async function mailTo(
  { mail, timeoutMs }: SendOptions,
  address: string,
  message: Message,
  messageId: string,
): Promise<Outcome> {
  if (mail === null)
    return { ok: false, status: null, detail: 'SMTP_URL and MAIL_FROM are not set.', again: true };
  return sendMail(
    mail,
    { to: address, subject: message.title, ...mailBodies(message), messageId },
    timeoutMs,
  );
}

function toChannel(
  options: SendOptions,
  channel: Channel,
  message: Message,
  of: { alert: Alert | null; delivery: Delivery },
): Promise<Outcome> {
  const { target } = channel;
  const { timeoutMs } = options;
  const { messageId } = of.delivery;
  switch (channel.kind) {
    case 'email':
      return mailTo(options, target, message, messageId);
    case 'slack':
      return postJson(target, JSON.stringify(slackMessage(message)), {}, timeoutMs);
    case 'teams':
      return postToTeams(target, message, timeoutMs);
    default: {
      const body = JSON.stringify(webhookPayload(message, of));
      const headers = webhookHeaders(channel, messageId, options.now(), body);
      return postJson(target, body, headers, timeoutMs);
    }
  }
}

/** Teams may answer 200 and say in the text that it delivered nothing. */
async function postToTeams(url: string, message: Message, timeoutMs?: number): Promise<Outcome> {
  const outcome = await postJson(url, JSON.stringify(teamsMessage(message)), {}, timeoutMs);
  const refused = outcome.ok && /webhook message delivery failed/i.test(outcome.detail ?? '');
  return refused ? { ...outcome, ok: false, again: true } : outcome;
}

/** The same over all attempts: a receiver that gets it twice can see that it is one. */
function webhookPayload(message: Message, { alert, delivery }: { alert: Alert | null; delivery: Delivery }) {
  const { title, sentence, lines, drivers, url } = message;
  return {
    type: `alert.${alert?.kind ?? 'test'}`,
    timestamp: (alert ?? delivery).createdAt.toISOString(),
    data: {
      alertId: alert?.id.toString() ?? null,
      budgetId: alert?.budgetId?.toString() ?? null,
      teamId: alert?.teamId?.toString() ?? null,
      facts: alert?.facts ?? null,
      text: { title, sentence, lines, drivers: drivers?.rows ?? [] },
      url,
    },
  };
}
