import type { Locale } from '../money/format';
import type { AlertFacts, AlertKind } from './alert';

/**
 * What the console shows of alerts. Ids are decimal strings (alerts, deliveries, teams) or UUIDs (channels, people),
 * instants ISO. Questions: listInbox, countUnreadAlerts, getAlertPreference, listChannels, listDeliveries.
 * Verbs: markAlertsRead, setAlertPreference, createChannel, editChannel, disableChannel, enableChannel,
 * rotateChannelSecret, sendTestAlert, resendDelivery.
 */
export const CHANNEL_KINDS = ['email', 'slack', 'teams', 'webhook'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** One alert in a person's inbox. Its words: `alertText` of lib/alerts/alert-text. */
export interface InboxRow {
  alertId: string;
  kind: AlertKind;
  facts: AlertFacts;
  team: { id: string; name: string } | null;
  /** Where in the console it leads, e.g. `/budgets/12`. */
  path: string;
  at: string;
  readAt: string | null;
}

/** Newest first; `next` is the `before` of the following page, null at the end. */
export interface InboxPage {
  rows: InboxRow[];
  /** Of the whole inbox, not of this page. */
  unread: number;
  next: string | null;
}

export interface AlertPreference {
  /** Whether this person wants e-mail. */
  email: boolean;
  /** False: the installation has no SMTP_URL, so nobody gets e-mail. */
  emailReady: boolean;
}

export interface ChannelRow {
  id: string;
  name: string;
  kind: ChannelKind;
  /** Address or URL; of Slack and Teams only where it goes, because the rest of that URL is its password. */
  target: string;
  /** Empty: all. */
  kinds: AlertKind[];
  team: { id: string; name: string } | null;
  locale: Locale;
  /** Webhooks only. `hint` is the end of the secret; the one before it still signs too until `previousUntil`. */
  signing: { hint: string; previousUntil: string | null } | null;
  createdBy: string;
  createdAt: string;
  disabledAt: string | null;
  /** The newest delivery to it, tests included. */
  last: { state: DeliveryState; at: string } | null;
}

export interface ChannelList {
  rows: ChannelRow[];
  /** False: the installation has no SMTP_URL; e-mail channels receive nothing. */
  emailReady: boolean;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryAttempt {
  at: string;
  ok: boolean;
  /** HTTP or SMTP status; null: none came back. */
  status: number | null;
  detail: string | null;
  durationMs: number;
}

export interface DeliveryRow {
  id: string;
  /** Null: a test. */
  alert: { id: string; facts: AlertFacts } | null;
  recipient: { kind: ChannelKind | 'person'; id: string; name: string };
  /** 0, and one more for every "send again". */
  round: number;
  isTest: boolean;
  messageId: string;
  state: DeliveryState;
  /** Oldest first. */
  attempts: DeliveryAttempt[];
  nextAttemptAt: string | null;
  createdAt: string;
  finishedAt: string | null;
}

/** Newest first; `next` is the `before` of the following page. */
export interface DeliveryPage {
  rows: DeliveryRow[];
  next: string | null;
}

/** Inputs, as the actions send them. */
export interface ChannelInput {
  name: string;
  kind: ChannelKind;
  target: string;
  kinds: AlertKind[];
  teamId: string | null;
  locale: Locale;
}
/** `target` left out keeps what there is; the kind never changes. */
export type ChannelChange = { channelId: string } & Omit<ChannelInput, 'kind' | 'target'> & {
    target?: string;
  };
/** createChannel and rotateChannelSecret: the secret of a webhook is here and nowhere else. */
export interface ChannelMade {
  id: string;
  secret: string | null;
}
