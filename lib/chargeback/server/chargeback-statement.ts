import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { departments, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { fromUnits } from '../../attribution/figure';
import { moneyPlaces } from '../../attribution/sums';
import { boardPeriod, lastMonthOver } from '../../board/board-months';
import { monthText } from '../../board/month';
import { closingOf } from '../../board/server/closing-of';
import { invalid } from '../../errors';
import { CURRENCIES, type Currency } from '../../money/currency';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { chargeDepartments, type TeamCost } from '../charge';
import type { ChargebackRule } from '../rule';
import { coinPlaces, type Statement, type StatementAmounts } from '../statement';
import { chargedDepartments, type MonthCosts, readMonthCosts, type TeamMonth } from './month-costs';
import { ruleFor } from './rule-for';

/** What a month charges to each department; a reader of some teams sees only the departments of those. */
export const chargebackStatement = question({
  name: 'chargebackStatement',
  permission: 'chargeback.read',
  /** Null: the last month that is over. */
  input: z.object({ month: monthText.nullable().default(null), currency: z.enum(CURRENCIES) }),
  run: async ({ db, ctx, input: { month: asked, currency }, scope }): Promise<Statement> => {
    const timeZone = await zoneOf(db);
    const today = dayOf(ctx.now, timeZone);
    const month = asked ?? lastMonthOver(today);
    if (month > today.slice(0, 7)) throw invalid(`${month} has not begun yet.`);
    const period = boardPeriod(month, today);
    const [closing, rule, costs] = await Promise.all([
      closingOf(db, month, today),
      ruleFor(db, month),
      readMonthCosts(db, { month, period, currency }),
    ]);
    const all = {
      ...{ month, period, timeZone, currency, rule },
      ...{ state: closing.state, closedAt: closing.closedAt, frozen: closing.frozen },
      asOf: ctx.now.toISOString(),
      ...(await chargesOf(db, costs, rule, currency)),
    };
    return scope === 'all' ? all : limited(db, all, scope);
  },
});

type Sheet = Pick<
  Statement,
  'lines' | 'totals' | 'exact' | 'gap' | 'sharedTeams' | 'unownedTeams' | 'unpricedRequests'
>;

async function chargesOf(
  db: Queryable,
  costs: MonthCosts,
  rule: ChargebackRule,
  currency: Currency,
): Promise<Sheet> {
  const places = moneyPlaces(currency);
  const charging = await chargedDepartments(db, costs);
  const unpriced = costs.teams.reduce((sum, team) => sum + team.unpricedRequests, 0n);
  const none = {
    ...{ lines: [], totals: null, exact: null, sharedTeams: [], unownedTeams: [] },
    unpricedRequests: unpriced.toString(),
  };
  if (costs.teams.some(({ cost }) => cost === null)) return { ...none, gap: 'no_fx_rate' };
  const exact = fromUnits(
    costs.teams.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n),
    places,
  );
  if (costs.teams.length === 0) return { ...none, exact, gap: 'no_usage' };
  if (charging.length === 0) return { ...none, exact, gap: 'no_departments' };
  const { own, shared, unowned } = sorted(costs.teams, rule);
  const charged = chargeDepartments({
    departments: charging.map(({ id, key, name }) => ({
      ...{ key, name },
      teams: own.filter(({ departmentId }) => departmentId === id.toString()).map(costOf),
      activeUsers: BigInt(costs.activeUsers[id.toString()] ?? '0'),
    })),
    ...{ shared: shared.map(costOf), unowned: unowned.map(costOf) },
    ...{ sharedBy: rule.sharedBy, unownedBy: rule.unownedBy, places, coinPlaces: coinPlaces(currency) },
  });
  const coins = (amount: bigint) => fromUnits(amount, coinPlaces(currency));
  const sum = (key: keyof StatementAmounts) =>
    coins(charged.lines.reduce((all, line) => all + line[key], 0n));
  const split = (costed: readonly TeamMonth[]) =>
    costed.map((team) => ({ name: team.name, cost: fromUnits(team.cost ?? 0n, places) }));
  return {
    lines: charged.lines.map((line, index) => ({
      ...{ key: line.key, name: line.name },
      ...{ own: coins(line.own), shared: coins(line.shared), unowned: coins(line.unowned) },
      total: coins(line.total),
      activeUsers: costs.activeUsers[charging[index]?.id.toString() ?? ''] ?? '0',
      teams: line.teams.map((team) => ({ ...team, own: coins(team.own) })),
    })),
    totals: { own: sum('own'), shared: sum('shared'), unowned: sum('unowned'), total: coins(charged.total) },
    ...{ exact, gap: null, sharedTeams: split(shared), unownedTeams: split(unowned) },
    unpricedRequests: unpriced.toString(),
  };
}

/** Own: of a department. Shared: named by the rule, or adopted and of no department. Unowned: of nobody's yet. */
function sorted(costs: readonly TeamMonth[], rule: ChargebackRule) {
  const named = new Set(rule.sharedTeams.map(({ id }) => id));
  const isShared = (team: TeamMonth) =>
    named.has(team.teamId) || (team.departmentId === null && team.adopted);
  const dearest = [...costs].sort((a, b) => compare(b.cost ?? 0n, a.cost ?? 0n) || (a.key < b.key ? -1 : 1));
  return {
    shared: dearest.filter(isShared),
    unowned: dearest.filter((team) => !isShared(team) && team.departmentId === null),
    own: dearest.filter((team) => !isShared(team) && team.departmentId !== null),
  };
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const costOf = ({ key, name, cost }: TeamMonth): TeamCost => ({ key, name, cost: cost ?? 0n });

async function limited(
  db: Queryable,
  statement: Statement,
  scope: Exclude<TeamScope, 'all'>,
): Promise<Statement> {
  const mine = await departmentKeys(db, scope);
  return {
    ...statement,
    lines: statement.lines.filter(({ key }) => mine.has(key)),
    ...{ totals: null, exact: null, sharedTeams: [], unownedTeams: [] },
  };
}

async function departmentKeys(db: Queryable, scope: Exclude<TeamScope, 'all'>): Promise<Set<string>> {
  if (scope.length === 0) return new Set();
  const rows = await db
    .select({ key: departments.key })
    .from(departments)
    .innerJoin(teams, eq(teams.departmentId, departments.id))
    .where(inArray(teams.id, [...scope]));
  return new Set(rows.map(({ key }) => key));
}
