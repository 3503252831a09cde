import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertChannels } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { findChannel } from './channel-rows';

/** Alerts from now on go to this channel again; those it missed stay in the log, to be sent again by hand. */
export const enableChannel = verb({
  name: 'enableChannel',
  permission: 'channels.edit',
  input: z.object({ channelId: z.uuid() }),
  run: async ({ tx, input, audit }) => {
    const channel = await findChannel(tx, input.channelId);
    if (!channel.disabledAt)
      throw refusal('conflict', 'channelId', 'already_enabled', 'This channel is already on.');
    await tx.update(alertChannels).set({ disabledAt: null }).where(eq(alertChannels.id, channel.id));
    await audit({
      action: 'channel.enable',
      subject: { kind: 'channel', id: channel.id },
      before: { disabled: true },
      after: { disabled: false },
    });
  },
});
