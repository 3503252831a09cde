import type { Queryable } from '@/db/client';
import { organisation } from '@/db/schema';

/** The organisation's time zone; Hong Kong before set-up. */
export async function zoneOf(db: Queryable): Promise<string> {
  const [row] = await db.select({ timeZone: organisation.timeZone }).from(organisation);
  return row?.timeZone ?? 'Asia/Hong_Kong';
}
