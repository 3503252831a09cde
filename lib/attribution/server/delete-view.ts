import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { savedViews } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { ownedView } from './owned-view';

/** Removes a view. Owner only; the audit log keeps what it was. */
export const deleteView = verb({
  name: 'deleteView',
  permission: 'views.edit',
  input: z.object({ id: z.uuid() }),
  run: async ({ tx, ctx, input, audit }) => {
    const { id, name, path, search, shared } = await ownedView(tx, ctx.actor, input.id);
    await tx.delete(savedViews).where(eq(savedViews.id, id));
    await audit({
      action: 'view.delete',
      subject: { kind: 'saved_view', id },
      before: { name, path, search, shared },
    });
    return { id };
  },
});
