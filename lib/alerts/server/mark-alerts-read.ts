import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { alertInbox } from '@/db/schema';
import { idText } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { personOf } from './own-inbox';

/** Marks alerts of one's own inbox as read: those named, or all. Answers how many were unread. */
export const markAlertsRead = verb({
  name: 'markAlertsRead',
  permission: 'alerts.read',
  input: z.union([
    z.object({ alertIds: z.array(idText).min(1, 'Name at least one alert.').max(100) }),
    z.object({ all: z.literal(true) }),
  ]),
  run: async ({ tx, ctx, input, audit }): Promise<{ marked: number }> => {
    const userId = personOf(ctx.actor);
    const marked = await tx
      .update(alertInbox)
      .set({ readAt: ctx.now })
      .where(
        and(
          eq(alertInbox.userId, userId),
          isNull(alertInbox.readAt),
          'alertIds' in input ? inArray(alertInbox.alertId, input.alertIds) : undefined,
        ),
      )
      .returning({ alertId: alertInbox.alertId });
    await audit({
      action: 'alert.read',
      subject: { kind: 'user', id: userId },
      after: { alertIds: marked.map((row) => row.alertId) },
    });
    return { marked: marked.length };
  },
});
