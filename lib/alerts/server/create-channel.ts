import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { alertChannels } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { CHANNEL_KINDS, type ChannelMade } from '../alert-dto';
import { shownTarget } from '../channel-target';
import { assertTarget, assertTeam, auditedChannel, channelFields, targetText } from './channel-rows';
import { newSecret } from './channel-secret';

/** A new place for alerts. The secret of a webhook is in the result and nowhere else. */
export const createChannel = verb({
  name: 'createChannel',
  permission: 'channels.edit',
  input: z.object({ ...channelFields, kind: z.enum(CHANNEL_KINDS), target: targetText }),
  run: async ({ tx, ctx, input, audit }): Promise<ChannelMade> => {
    assertTarget(input.kind, input.target);
    await assertTeam(tx, input.teamId);
    const id = randomUUID();
    const secret = input.kind === 'webhook' ? newSecret() : null;
    await tx
      .insert(alertChannels)
      .values({ ...input, id, secret, createdBy: ctx.actor.name, createdAt: ctx.now });
    await audit({
      action: 'channel.create',
      subject: { kind: 'channel', id },
      after: { ...auditedChannel(input), target: shownTarget(input.kind, input.target) },
    });
    return { id, secret };
  },
});
