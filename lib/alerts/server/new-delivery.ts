import { randomUUID } from 'node:crypto';
import type { alertDeliveries } from '@/db/schema';

/** A delivery that is due at once. */
export function newDelivery(
  now: Date,
  of: { alertId: bigint | null; recipient: string; round?: number; isTest?: boolean },
): typeof alertDeliveries.$inferInsert {
  return {
    ...of,
    messageId: `msg_${randomUUID().replaceAll('-', '')}`,
    state: 'pending',
    nextAttemptAt: now,
    createdAt: now,
  };
}

export const channelRecipient = (channelId: string): string => `channel:${channelId}`;
export const userRecipient = (userId: string): string => `user:${userId}`;

/** `channel:<uuid>` or `user:<uuid>`, taken apart. */
export function recipientOf(recipient: string): { kind: 'channel' | 'user'; id: string } {
  const [kind, id = ''] = recipient.split(':');
  return { kind: kind === 'channel' ? 'channel' : 'user', id };
}
