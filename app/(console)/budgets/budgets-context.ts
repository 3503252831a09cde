import { getDb } from '@/app/database';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { type Permission, reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import type { BudgetPlaces } from '@/lib/budgets/budget-dto';
import { budgetPlaces } from '@/lib/budgets/server/budget-places';
import { dayOf } from '@/lib/time/period';

/** Who is looking and what to offer them; the verbs decide again. */
export async function budgetsContext() {
  const [ctx, organisation, reading] = await Promise.all([
    getCtx(),
    getOrganisation(getDb()),
    getReadingCurrency(),
  ]);
  const { actor } = ctx;
  const may = (permission: Permission) => actor.kind === 'user' && reach(actor.role, permission) !== 'none';
  const timeZone = organisation?.timeZone ?? 'UTC';
  return { ctx, may, timeZone, reading, today: dayOf(ctx.now, timeZone) };
}

/** What the reader may make a budget or a stop for; null for who may do neither. */
export const placesFor = async (
  ctx: Ctx,
  may: (permission: Permission) => boolean,
): Promise<BudgetPlaces | null> => (may('budgets.edit') ? budgetPlaces(ctx, {}) : null);
