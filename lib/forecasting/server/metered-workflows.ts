import type { TeamScope } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import { usageQuerySchema } from '../../attribution/query';
import { daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { type Money, moneyOf, sumMoney } from '../../money/money';
import { addDays } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';

export const METERED_DAYS = 30;

export interface MeteredWorkflows {
  period: { from: string; to: string };
  timeZone: string;
  /** Effective cost in USD by team key and workflow, most first. A null workflow is untagged. */
  rows: { team: string | null; workflow: string | null; effectiveCost: Money }[];
  total: Money;
}

/** What the workflows of these teams cost over the last 30 whole days. */
export async function meteredWorkflows(ctx: Ctx, scope: TeamScope): Promise<MeteredWorkflows> {
  const timeZone = await zoneOf(ctx.db);
  const today = dayOf(ctx.now, timeZone);
  const period = { from: addDays(today, -METERED_DAYS), to: today };
  const query = usageQuerySchema.parse({ period, dimensions: ['team', 'workflow'], currency: 'USD' });
  const asked = await resolveQuery(ctx.db, query, scope);
  const groups = await readGroups(ctx.db, asked, {
    slot: daysSlot(period),
    dimensions: ['team', 'workflow'],
    sums: ['events', 'effective_cost'],
  });
  const rows = groups
    .map(({ key: [team = null, workflow = null], sums }) => ({
      team,
      workflow,
      effectiveCost: moneyOf(sums.effective_cost ?? 0n),
    }))
    .sort((a, b) => (a.effectiveCost > b.effectiveCost ? -1 : a.effectiveCost < b.effectiveCost ? 1 : 0));
  return { period, timeZone, rows, total: sumMoney(rows.map(({ effectiveCost }) => effectiveCost)) };
}
