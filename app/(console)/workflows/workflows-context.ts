import { getDb } from '@/app/database';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { type Permission, reach } from '@/lib/access/permissions';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { dayOf } from '@/lib/time/period';

/** Who is looking at the Workflows area and what to offer them; the verbs decide again. */
export async function workflowsContext() {
  const [ctx, organisation, currency] = await Promise.all([
    getCtx(),
    getOrganisation(getDb()),
    getReadingCurrency(),
  ]);
  const { actor } = ctx;
  const may = (permission: Permission) => actor.kind === 'user' && reach(actor.role, permission) !== 'none';
  const timeZone = organisation?.timeZone ?? 'UTC';
  return { ctx, may, timeZone, currency, today: dayOf(ctx.now, timeZone) };
}
