import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { alertInbox, alerts, teams } from '@/db/schema';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import type { AlertFacts } from '../alert';
import type { InboxPage } from '../alert-dto';
import { alertPath } from '../alert-path';
import { personOf, unreadOf } from './own-inbox';

/** One's own alerts, newest first, by keyset. */
export const listInbox = question({
  name: 'listInbox',
  permission: 'alerts.read',
  input: z.object({
    unreadOnly: z.boolean().default(false),
    before: idText.nullable().default(null),
    limit: z.int().min(1).max(100).default(30),
  }),
  run: async ({ db, ctx, input }): Promise<InboxPage> => {
    const userId = personOf(ctx.actor);
    const found = await db
      .select({ alert: alerts, readAt: alertInbox.readAt, teamName: teams.name })
      .from(alertInbox)
      .innerJoin(alerts, eq(alerts.id, alertInbox.alertId))
      .leftJoin(teams, eq(teams.id, alerts.teamId))
      .where(
        and(
          eq(alertInbox.userId, userId),
          input.unreadOnly ? isNull(alertInbox.readAt) : undefined,
          input.before === null ? undefined : lt(alertInbox.alertId, input.before),
        ),
      )
      .orderBy(desc(alertInbox.alertId))
      .limit(input.limit + 1);
    const rows = found.slice(0, input.limit).map(({ alert, readAt, teamName }) => {
      const facts = alert.facts as AlertFacts;
      return {
        alertId: alert.id.toString(),
        kind: facts.kind,
        facts,
        team: alert.teamId === null ? null : { id: alert.teamId.toString(), name: teamName ?? '' },
        path: alertPath(facts),
        at: alert.createdAt.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      };
    });
    return {
      rows,
      unread: await unreadOf(db, userId),
      next: found.length > input.limit ? (rows.at(-1)?.alertId ?? null) : null,
    };
  },
});
