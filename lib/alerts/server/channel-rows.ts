import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { alertChannels } from '@/db/schema';
import { displayName, idText, localeName, refusal } from '../../access/fields';
import { findTeam } from '../../access/server/team-rows';
import { notFound } from '../../errors';
import { ALERT_KINDS } from '../alert';
import type { ChannelKind } from '../alert-dto';
import { targetFault } from '../channel-target';
import { ALERTS_CHANNEL } from './raise-alert';

export type Channel = typeof alertChannels.$inferSelect;

/** What may be set of a channel at any time. */
export const channelFields = {
  name: displayName,
  kinds: z.array(z.enum(ALERT_KINDS)).transform((kinds) => [...new Set(kinds)]),
  teamId: idText.nullable(),
  locale: localeName,
};

export const targetText = z.string().trim().max(2_000, 'This address is too long.');

/** The channel, locked until the transaction ends; throws `not_found`. */
export async function findChannel(tx: Tx, id: string): Promise<Channel> {
  const [channel] = await tx.select().from(alertChannels).where(eq(alertChannels.id, id)).for('update');
  if (!channel) throw notFound('There is no such channel.');
  return channel;
}

export function assertTarget(kind: ChannelKind, target: string): void {
  const fault = targetFault(kind, target);
  if (fault) throw refusal('invalid', 'target', 'bad_target', fault);
}

export async function assertTeam(tx: Tx, teamId: bigint | null): Promise<void> {
  if (teamId !== null && (await findTeam(tx, teamId)).archivedAt)
    throw refusal('conflict', 'teamId', 'team_archived', 'This team is archived; choose another or none.');
}

/** For the audit log: everything but the secrets and the path of an address, which may be one. */
export const auditedChannel = (channel: Pick<Channel, 'name' | 'kind' | 'kinds' | 'teamId' | 'locale'>) => ({
  name: channel.name,
  kind: channel.kind,
  kinds: channel.kinds,
  teamId: channel.teamId,
  locale: channel.locale,
});

/** Wakes the worker, at the end of the transaction. */
export const wakeWorker = (tx: Tx) => tx.execute(sql`select pg_notify(${ALERTS_CHANNEL}, '')`);
