import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertChannels } from '@/db/schema';
import { verb } from '../../access/server/verb';
import type { ChannelKind } from '../alert-dto';
import { shownTarget } from '../channel-target';
import {
  assertTarget,
  assertTeam,
  auditedChannel,
  channelFields,
  findChannel,
  targetText,
} from './channel-rows';

/** Changes a channel; `target` left out keeps what there is. What is on its way goes to the new address. */
export const editChannel = verb({
  name: 'editChannel',
  permission: 'channels.edit',
  input: z.object({ ...channelFields, channelId: z.uuid(), target: targetText.optional() }),
  run: async ({ tx, input: { channelId, ...change }, audit }) => {
    const before = await findChannel(tx, channelId);
    const kind = before.kind as ChannelKind;
    const target = change.target ?? before.target;
    assertTarget(kind, target);
    if (change.teamId !== before.teamId) await assertTeam(tx, change.teamId);
    const after = { ...before, ...change, target };
    await tx
      .update(alertChannels)
      .set({ ...change, target })
      .where(eq(alertChannels.id, channelId));
    await audit({
      action: 'channel.edit',
      subject: { kind: 'channel', id: channelId },
      before: { ...auditedChannel(before), target: shownTarget(kind, before.target) },
      after: { ...auditedChannel(after), target: shownTarget(kind, target) },
    });
  },
});
