import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { savedViews } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { viewName } from '../saved-view';
import { ownedView } from './owned-view';

/** Renames a view, or changes who sees it. Owner only. */
export const renameView = verb({
  name: 'renameView',
  permission: 'views.edit',
  input: z.object({ id: z.uuid(), name: viewName, shared: z.boolean().optional() }),
  run: async ({ tx, ctx, input, audit }) => {
    const view = await ownedView(tx, ctx.actor, input.id);
    const before = { name: view.name, shared: view.shared };
    const after = { name: input.name, shared: input.shared ?? view.shared };
    await tx.update(savedViews).set(after).where(eq(savedViews.id, view.id));
    await audit({ action: 'view.rename', subject: { kind: 'saved_view', id: view.id }, before, after });
    return { id: view.id };
  },
});
