import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertChannels, alertDeliveries } from '@/db/schema';
import { reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { findChannel } from './channel-rows';

/** Nothing more goes to this channel; what was on its way is cancelled. */
export const disableChannel = verb({
  name: 'disableChannel',
  permission: 'channels.edit',
  input: z.object({ channelId: z.uuid(), reason: reasonText.optional() }),
  run: async ({ tx, ctx, input, audit }) => {
    const channel = await findChannel(tx, input.channelId);
    if (channel.disabledAt)
      throw refusal('conflict', 'channelId', 'already_disabled', 'This channel is already off.');
    await tx.update(alertChannels).set({ disabledAt: ctx.now }).where(eq(alertChannels.id, channel.id));
    await tx
      .update(alertDeliveries)
      .set({ state: 'cancelled', nextAttemptAt: null, finishedAt: ctx.now })
      .where(
        and(eq(alertDeliveries.recipient, `channel:${channel.id}`), eq(alertDeliveries.state, 'pending')),
      );
    await audit({
      action: 'channel.disable',
      subject: { kind: 'channel', id: channel.id },
      before: { disabled: false },
      after: { disabled: true },
      reason: input.reason,
    });
  },
});
