import { z } from 'zod';
import { alertDeliveries } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { findChannel, wakeWorker } from './channel-rows';
import { mailSettings } from './mail-settings';
import { channelRecipient, newDelivery } from './new-delivery';

/** Sends a test to a channel, the same way as an alert: it is in the delivery log with what came back. */
export const sendTestAlert = verb({
  name: 'sendTestAlert',
  permission: 'channels.edit',
  input: z.object({ channelId: z.uuid() }),
  run: async ({ tx, ctx, input, audit }): Promise<{ deliveryId: string }> => {
    const channel = await findChannel(tx, input.channelId);
    if (channel.disabledAt)
      throw refusal('conflict', 'channelId', 'channel_disabled', 'This channel is off; turn it on first.');
    if (channel.kind === 'email' && mailSettings() === null)
      throw refusal(
        'conflict',
        'channelId',
        'no_mail',
        'This installation sends no e-mail: set SMTP_URL and MAIL_FROM.',
      );
    const [row] = await tx
      .insert(alertDeliveries)
      .values(newDelivery(ctx.now, { alertId: null, recipient: channelRecipient(channel.id), isTest: true }))
      .returning({ id: alertDeliveries.id });
    await wakeWorker(tx);
    const deliveryId = String(row?.id);
    await audit({
      action: 'channel.test',
      subject: { kind: 'channel', id: channel.id },
      after: { deliveryId },
    });
    return { deliveryId };
  },
});
