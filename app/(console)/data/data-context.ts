import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import { type Permission, reach } from '@/lib/access/permissions';
import { getOrganisation } from '@/lib/access/server/get-organisation';

/** Who looks at the Data page, what they may do there, and the zone its days are in. */
export async function dataContext() {
  const [ctx, organisation] = await Promise.all([getCtx(), getOrganisation(getDb())]);
  const { actor } = ctx;
  const may = (permission: Permission): boolean =>
    actor.kind === 'user' && reach(actor.role, permission) !== 'none';
  return { ctx, may, timeZone: organisation?.timeZone ?? 'Asia/Hong_Kong' };
}
