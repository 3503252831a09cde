import { redirect } from 'next/navigation';
import { getDb } from '@/app/database';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { type Permission, reach } from '@/lib/access/permissions';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { dayOf } from '@/lib/time/period';

/** Who is looking and what to offer them; the verbs and questions decide again. */
export async function boardContext() {
  const [ctx, organisation, currency] = await Promise.all([
    getCtx(),
    getOrganisation(getDb()),
    getReadingCurrency(),
  ]);
  const { actor } = ctx;
  const may = (permission: Permission) => actor.kind === 'user' && reach(actor.role, permission) !== 'none';
  if (!may('board.read')) redirect('/explore');
  return { ctx, may, currency, today: dayOf(ctx.now, organisation?.timeZone ?? 'UTC') };
}
