import { desc, eq } from 'drizzle-orm';
import type { Role } from '../../lib/access/permissions';
import { markAlertsRead } from '../../lib/alerts/server/mark-alerts-read';
import { planAlerts } from '../../lib/alerts/server/plan-alerts';
import type { Db } from '../client';
import { alertInbox, alerts } from '../schema';
import { demoPeople } from './people';

const READERS: readonly Role[] = ['cfo', 'admin', 'team_lead'];
const DAY_MS = 86_400_000;
/** People looked into their inbox a few days ago, and left the newest for later. */
const READ_AFTER_DAYS = 3;
const LEFT_UNREAD = 2;
const AT_ONCE = 100;

/** Puts the month's alerts into inboxes, where those of some days ago are read. Nobody is sent any mail. */
export async function finishAlerts(db: Db, now: Date): Promise<void> {
  await planAlerts(db, now, { mail: false });
  const person = await demoPeople(db);
  const readUntil = new Date(now.getTime() - READ_AFTER_DAYS * DAY_MS);
  for (const role of READERS) {
    const actor = person(role);
    const theirs = await db
      .select({ id: alerts.id, createdAt: alerts.createdAt })
      .from(alertInbox)
      .innerJoin(alerts, eq(alerts.id, alertInbox.alertId))
      .where(eq(alertInbox.userId, actor.id))
      .orderBy(desc(alerts.createdAt), desc(alerts.id));
    const old = theirs.slice(LEFT_UNREAD).filter(({ createdAt }) => createdAt < readUntil);
    for (let start = 0; start < old.length; start += AT_ONCE) {
      const alertIds = old.slice(start, start + AT_ONCE).map(({ id }) => id.toString());
      await markAlertsRead({ db, actor, now: readUntil }, { alertIds });
    }
  }
}
