import { z } from 'zod';
import { question } from '../../access/server/verb';
import { personOf, unreadOf } from './own-inbox';

/** How many alerts of one's own wait to be read: for the mark in the top bar. */
export const countUnreadAlerts = question({
  name: 'countUnreadAlerts',
  permission: 'alerts.read',
  input: z.object({}),
  run: ({ db, ctx }): Promise<number> => unreadOf(db, personOf(ctx.actor)),
});
