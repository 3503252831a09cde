import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertChannels } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import type { ChannelMade } from '../alert-dto';
import { findChannel } from './channel-rows';
import { newSecret, ROTATION_MS, secretHint } from './channel-secret';

/** A new secret for a webhook. For 24 hours messages carry the signatures of both, so that nobody has to hurry. */
export const rotateChannelSecret = verb({
  name: 'rotateChannelSecret',
  permission: 'channels.edit',
  input: z.object({ channelId: z.uuid() }),
  run: async ({ tx, ctx, input, audit }): Promise<ChannelMade> => {
    const channel = await findChannel(tx, input.channelId);
    if (channel.secret === null)
      throw refusal('conflict', 'channelId', 'no_secret', 'Only signed webhooks have a secret.');
    const secret = newSecret();
    const previousSecretUntil = new Date(ctx.now.getTime() + ROTATION_MS);
    await tx
      .update(alertChannels)
      .set({ secret, previousSecret: channel.secret, previousSecretUntil })
      .where(eq(alertChannels.id, channel.id));
    await audit({
      action: 'channel.rotate_secret',
      subject: { kind: 'channel', id: channel.id },
      before: { secret: secretHint(channel.secret) },
      after: { secret: secretHint(secret), previousSecretUntil },
    });
    return { id: channel.id, secret };
  },
});
