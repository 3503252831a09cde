import { desc } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { packSchedules } from '@/db/schema';
import type { PackSchedule } from '../pack-schedule';

export interface KeptSchedule extends PackSchedule {
  setBy: string;
  setAt: Date;
}

/** The schedule in force; null: packs are sent as soon as they are issued. */
export async function readPackSchedule(db: Queryable): Promise<KeptSchedule | null> {
  const [row] = await db.select().from(packSchedules).orderBy(desc(packSchedules.id)).limit(1);
  if (!row || row.day === null || row.hour === null) return null;
  return { day: row.day, hour: row.hour, setBy: row.setBy, setAt: row.setAt };
}
