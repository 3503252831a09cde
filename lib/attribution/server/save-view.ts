import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { savedViews } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { viewName, viewPath, viewSearch } from '../saved-view';
import { viewOwner } from './owned-view';

/** Keeps the present view under a name, for oneself or for everyone who may open the page. Returns its id. */
export const saveView = verb({
  name: 'saveView',
  permission: 'views.edit',
  input: z.object({ name: viewName, path: viewPath, search: viewSearch, shared: z.boolean().default(false) }),
  run: async ({ tx, ctx, input, audit }) => {
    const view = { ...input, id: randomUUID(), ownerId: viewOwner(ctx.actor), createdAt: ctx.now };
    await tx.insert(savedViews).values(view);
    await audit({ action: 'view.save', subject: { kind: 'saved_view', id: view.id }, after: input });
    return { id: view.id };
  },
});
