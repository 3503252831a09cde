import { desc, inArray, lte } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { chargebackRules, teams } from '@/db/schema';
import { firstDayOf, monthOfDay } from '../../board/month';
import { basisName, type ChargebackRule } from '../rule';

/** Of nobody's setting: by what each department spends itself, nothing shared but what has no department. */
const UNSET: ChargebackRule = {
  ...{ sharedBy: 'direct_cost', unownedBy: 'direct_cost', sharedTeams: [] },
  ...{ since: null, setBy: null, reason: null },
};

/** The rule that a month is charged by: of those that begin by then, the latest; of those, the newest. */
export async function ruleFor(db: Queryable, month: string): Promise<ChargebackRule> {
  const [row] = await db
    .select()
    .from(chargebackRules)
    .where(lte(chargebackRules.month, firstDayOf(month)))
    .orderBy(desc(chargebackRules.month), desc(chargebackRules.id))
    .limit(1);
  if (!row) return UNSET;
  const ids = row.sharedTeamIds.map(BigInt);
  const shared =
    ids.length === 0
      ? []
      : await db.select({ id: teams.id, name: teams.name }).from(teams).where(inArray(teams.id, ids));
  return {
    sharedBy: basisName.parse(row.sharedBy),
    unownedBy: basisName.parse(row.unownedBy),
    sharedTeams: shared.map(({ id, name }) => ({ id: id.toString(), name })),
    since: monthOfDay(row.month),
    setBy: row.setBy,
    reason: row.reason,
  };
}
