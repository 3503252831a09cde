import { and, asc, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { savedViews, users } from '@/db/schema';
import { question } from '../../access/server/verb';
import { type SavedViewDto, viewPath } from '../saved-view';

/** The asker's own views of a page and the shared ones, by name. What a view shows is scoped when it is opened. */
export const listViews = question({
  name: 'listViews',
  permission: 'views.read',
  input: z.object({ path: viewPath }),
  run: async ({ db, ctx, input }): Promise<SavedViewDto[]> => {
    const owner = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    const visible = owner
      ? or(eq(savedViews.ownerId, owner), eq(savedViews.shared, true))
      : eq(savedViews.shared, true);
    const rows = await db
      .select({
        id: savedViews.id,
        name: savedViews.name,
        path: savedViews.path,
        search: savedViews.search,
        shared: savedViews.shared,
        ownerId: savedViews.ownerId,
        ownerName: users.name,
      })
      .from(savedViews)
      .leftJoin(users, eq(users.id, savedViews.ownerId))
      .where(and(eq(savedViews.path, input.path), visible))
      .orderBy(asc(savedViews.name), asc(savedViews.id));
    return rows.map(({ ownerId, ownerName, ...view }) => ({
      ...view,
      own: ownerId === owner,
      ownerName: ownerName ?? '',
    }));
  },
});
