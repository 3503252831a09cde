import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { packRecipients } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { notFound } from '../../errors';

/** Takes an address off the list. Mails that are on their way to it are still sent. */
export const removePackRecipient = verb({
  name: 'removePackRecipient',
  permission: 'packs.issue',
  input: z.object({ id: idText }),
  run: async ({ tx, ctx, input: { id }, audit }) => {
    const [removed] = await tx
      .update(packRecipients)
      .set({ removedBy: ctx.actor.name, removedAt: ctx.now })
      .where(and(eq(packRecipients.id, id), isNull(packRecipients.removedAt)))
      .returning({ email: packRecipients.email });
    if (!removed) throw notFound('This address is not on the list.');
    await audit({
      action: 'pack.recipient.remove',
      subject: { kind: 'pack_recipient', id: id.toString() },
      before: { email: removed.email },
      after: null,
    });
    return { id: id.toString() };
  },
});
