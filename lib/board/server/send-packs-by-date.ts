import { desc, eq } from 'drizzle-orm';
import type { Db, Queryable, Tx } from '@/db/client';
import { boardPacks, packMailings } from '@/db/schema';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { atHour, dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { lastMonthOver } from '../board-months';
import { sendingDay } from '../pack-schedule';
import { closedMonthSet } from './month-lock';
import { type KeptSchedule, readPackSchedule } from './pack-schedule-row';
import { queuePackMails } from './queue-pack-mails';

/**
 * Hands the newest pack of the last closed month to the list once its day has come, or once it is issued where that is
 * later. What was due before the schedule was set stays unsent. Where a month's day has come and there is nothing to
 * send of it, the CFO is reminded once.
 */
export async function sendPacksByDate(db: Db, now: Date): Promise<void> {
  const schedule = await readPackSchedule(db);
  if (!schedule) return;
  const timeZone = await zoneOf(db);
  const isDue = (at: Date) => schedule.setAt <= at && at <= now;
  const dayCome = (month: string) => dueAt(month, schedule, timeZone);
  await db.transaction(async (tx) => {
    const closed = await closedMonthSet(tx);
    const month = [...closed].sort().at(-1);
    const pack = month ? await newestPack(tx, month) : null;
    if (month && pack && isDue(later(dayCome(month), pack.issuedAt))) await queueOnce(tx, pack.id, now);
    const over = lastMonthOver(dayOf(now, timeZone));
    if (!isDue(dayCome(over)) || (closed.has(over) && (await newestPack(tx, over)))) return;
    await raiseAlert(tx, now, {
      ...{ dedupeKey: `pack_waiting:${over}`, teamId: null, budgetId: null },
      facts: { kind: 'pack_waiting', month: over, isClosed: closed.has(over) },
    });
  });
}

const dueAt = (month: string, { day, hour }: KeptSchedule, timeZone: string): Date =>
  atHour(sendingDay(month, day), hour, timeZone);

const later = (one: Date, other: Date): Date => (one > other ? one : other);

async function newestPack(db: Queryable, month: string) {
  const [pack] = await db
    .select({ id: boardPacks.id, issuedAt: boardPacks.issuedAt })
    .from(boardPacks)
    .where(eq(boardPacks.month, month))
    .orderBy(desc(boardPacks.version))
    .limit(1);
  return pack ?? null;
}

/** Whoever writes the pack down first hands it over: an address added later is sent the next one. */
async function queueOnce(tx: Tx, packId: bigint, now: Date): Promise<void> {
  const [first] = await tx
    .insert(packMailings)
    .values({ packId, queuedAt: now })
    .onConflictDoNothing()
    .returning();
  if (first) await queuePackMails(tx, packId, now);
}
