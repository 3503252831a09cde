import { and, eq, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import { alertChannels, alertDeliveries } from '@/db/schema';
import { idText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';
import { wakeWorker } from './channel-rows';
import { newDelivery, recipientOf } from './new-delivery';

/** Sends once more what was delivered, failed or was cancelled: a new round under a new message id. */
export const resendDelivery = verb({
  name: 'resendDelivery',
  permission: 'channels.edit',
  input: z.object({ deliveryId: idText }),
  run: async ({ tx, ctx, input, audit }): Promise<{ deliveryId: string }> => {
    const [delivery] = await tx
      .select()
      .from(alertDeliveries)
      .where(eq(alertDeliveries.id, input.deliveryId))
      .for('update');
    if (!delivery) throw notFound('There is no such delivery.');
    const { alertId, recipient, isTest } = delivery;
    const same = and(
      alertId === null ? isNull(alertDeliveries.alertId) : eq(alertDeliveries.alertId, alertId),
      eq(alertDeliveries.recipient, recipient),
    );
    const [waiting] = await tx
      .select({ id: alertDeliveries.id })
      .from(alertDeliveries)
      .where(and(same, eq(alertDeliveries.state, 'pending')));
    if (waiting)
      throw refusal(
        'conflict',
        'deliveryId',
        'still_pending',
        'This is still being tried; wait for the end.',
      );
    const to = recipientOf(recipient);
    if (to.kind === 'channel') {
      const [channel] = await tx.select().from(alertChannels).where(eq(alertChannels.id, to.id));
      if (!channel || channel.disabledAt)
        throw refusal('conflict', 'deliveryId', 'channel_disabled', 'This channel is off; turn it on first.');
    }
    const [last] = await tx
      .select({ round: max(alertDeliveries.round) })
      .from(alertDeliveries)
      .where(same);
    const [row] = await tx
      .insert(alertDeliveries)
      .values(newDelivery(ctx.now, { alertId, recipient, isTest, round: (last?.round ?? 0) + 1 }))
      .returning({ id: alertDeliveries.id });
    await wakeWorker(tx);
    const deliveryId = String(row?.id);
    await audit({
      action: 'delivery.resend',
      subject: { kind: 'delivery', id: input.deliveryId.toString() },
      after: { deliveryId },
    });
    return { deliveryId };
  },
});
