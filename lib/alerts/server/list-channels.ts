import { asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { alertChannels, alertDeliveries, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { AlertKind } from '../alert';
import type { ChannelKind, ChannelList, ChannelRow, DeliveryState } from '../alert-dto';
import { shownTarget } from '../channel-target';
import type { Channel } from './channel-rows';
import { secretHint } from './channel-secret';
import { mailSettings } from './mail-settings';
import { channelRecipient } from './new-delivery';

/** Where alerts go besides people, by name, with how the newest delivery to each went. Never a secret. */
export const listChannels = question({
  name: 'listChannels',
  permission: 'channels.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<ChannelList> => {
    const found = await db
      .select({ channel: alertChannels, teamName: teams.name })
      .from(alertChannels)
      .leftJoin(teams, eq(teams.id, alertChannels.teamId))
      .orderBy(asc(alertChannels.name), asc(alertChannels.id));
    const last = await lastDeliveries(
      db,
      found.map(({ channel }) => channelRecipient(channel.id)),
    );
    return {
      rows: found.map(({ channel, teamName }) => ({
        ...channelRow(channel, ctx.now),
        team: channel.teamId === null ? null : { id: channel.teamId.toString(), name: teamName ?? '' },
        last: last.get(channelRecipient(channel.id)) ?? null,
      })),
      emailReady: mailSettings() !== null,
    };
  },
});

function channelRow(channel: Channel, now: Date): Omit<ChannelRow, 'team' | 'last'> {
  const { previousSecretUntil: until } = channel;
  const previousUntil = until && until > now ? until.toISOString() : null;
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind as ChannelKind,
    target: shownTarget(channel.kind as ChannelKind, channel.target),
    kinds: channel.kinds as AlertKind[],
    locale: channel.locale === 'zh-HK' ? 'zh-HK' : 'en',
    signing: channel.secret === null ? null : { hint: secretHint(channel.secret), previousUntil },
    createdBy: channel.createdBy,
    createdAt: channel.createdAt.toISOString(),
    disabledAt: channel.disabledAt?.toISOString() ?? null,
  };
}

async function lastDeliveries(
  db: Queryable,
  recipients: readonly string[],
): Promise<Map<string, { state: DeliveryState; at: string }>> {
  if (recipients.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([alertDeliveries.recipient], {
      recipient: alertDeliveries.recipient,
      state: alertDeliveries.state,
      at: sql<string>`coalesce(${alertDeliveries.finishedAt}, ${alertDeliveries.createdAt})`,
    })
    .from(alertDeliveries)
    .where(inArray(alertDeliveries.recipient, [...recipients]))
    .orderBy(alertDeliveries.recipient, sql`${alertDeliveries.createdAt} desc, ${alertDeliveries.id} desc`);
  return new Map(
    rows.map((row) => [
      row.recipient,
      { state: row.state as DeliveryState, at: new Date(row.at).toISOString() },
    ]),
  );
}
