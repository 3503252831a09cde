import { and, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { users, userTeams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { CURRENCIES, LEDGER_CURRENCY } from '../../money/currency';
import { rateOn } from '../../money/server/rate-on';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { BudgetPlaces } from '../budget-dto';
import { sees } from './budget-tree';
import { may } from './may';
import { loadPlaces } from './places';

/** What the reader may make a budget or a kill switch for, and who may own one. */
export const budgetPlaces = question({
  name: 'budgetPlaces',
  permission: 'budgets.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<BudgetPlaces> => {
    const places = await loadPlaces(db);
    const setsEnvelopes = may(ctx.actor, 'budgets.envelope', null);
    const workflows = await workflowsOf(db, scope);
    const teams = [...places.teams].filter(
      ([id, { archived }]) => !archived && sees(scope, id) && may(ctx.actor, 'budgets.edit', id),
    );
    const keysOf = (teamId: bigint | null) =>
      [...places.keys]
        .filter(([, key]) => !key.revoked && key.teamId === teamId)
        .map(([id, { name }]) => ({ id, name }));
    return {
      organisation: setsEnvelopes,
      departments: setsEnvelopes
        ? [...places.departments]
            .filter(([, { archived }]) => !archived)
            .map(([id, { name }]) => ({ id: id.toString(), name }))
        : [],
      teams: teams.map(([id, { name }]) => ({
        id: id.toString(),
        name,
        workflows: workflows.get(id) ?? [],
        keys: keysOf(id),
      })),
      gatewayKeys: setsEnvelopes ? keysOf(null) : [],
      owners: await ownersOf(db, scope),
      currencies: await currenciesWithRate(db, dayOf(ctx.now, await zoneOf(db))),
    };
  },
});

/** Workflows that usage of a team was seen with, after tag rules. */
async function workflowsOf(db: Queryable, scope: TeamScope): Promise<Map<bigint, string[]>> {
  const within =
    scope === 'all' ? sql`true` : sql`team_id = any(string_to_array(${scope.join(',')}, ',')::bigint[])`;
  const rows = await db.execute<{ team: string; workflows: string[] }>(sql`
    select team_id::text as team, array_agg(distinct workflow order by workflow) as workflows
    from attributions where workflow is not null and ${within} group by team_id`);
  return new Map(rows.map(({ team, workflows }) => [BigInt(team), workflows]));
}

/** People who have an account; a reader of own teams: those of these teams. */
async function ownersOf(db: Queryable, scope: TeamScope): Promise<BudgetPlaces['owners']> {
  const teamIds = scope === 'all' ? [] : [...scope];
  if (scope !== 'all' && teamIds.length === 0) return [];
  const members = db
    .select({ id: userTeams.userId })
    .from(userTeams)
    .where(inArray(userTeams.teamId, teamIds));
  return db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(isNull(users.disabledAt), scope === 'all' ? undefined : inArray(users.id, members)))
    .orderBy(users.name, users.id);
}

/** Those a limit could be fixed in today. */
async function currenciesWithRate(db: Queryable, day: string): Promise<string[]> {
  const found: string[] = [];
  for (const currency of CURRENCIES)
    if (currency === LEDGER_CURRENCY || (await rateOn(db, currency, day)) !== null) found.push(currency);
  return found;
}
