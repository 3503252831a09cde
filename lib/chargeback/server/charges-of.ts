import type { Queryable } from '@/db/client';
import { fromUnits } from '../../attribution/figure';
import { moneyPlaces } from '../../attribution/sums';
import { allocate } from '../../money/allocate';
import type { Currency } from '../../money/currency';
import { moneyOf } from '../../money/money';
import { chargeDepartments, type TeamCost } from '../charge';
import type { ChargebackRule } from '../rule';
import { coinPlaces, type Statement, type StatementAmounts } from '../statement';
import { chargedDepartments, type MonthCosts, type TeamMonth } from './month-costs';

type Sheet = Pick<
  Statement,
  'lines' | 'totals' | 'exact' | 'gap' | 'sharedTeams' | 'unownedTeams' | 'requests' | 'unpricedRequests'
>;

/** The lines and totals of a month by its rule, in the currency's smallest coin. */
export async function chargesOf(
  db: Queryable,
  costs: MonthCosts,
  rule: ChargebackRule,
  currency: Currency,
): Promise<Sheet> {
  const places = moneyPlaces(currency);
  const charging = await chargedDepartments(db, costs);
  const count = (key: 'requests' | 'unpricedRequests') =>
    costs.teams.reduce((sum, team) => sum + team[key], 0n).toString();
  const counted = { requests: count('requests'), unpricedRequests: count('unpricedRequests') };
  const none = {
    ...{ lines: [], totals: null, exact: null, sharedTeams: [], unownedTeams: [] },
    ...counted,
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
  const sum = (key: keyof StatementAmounts) => charged.lines.reduce((all, line) => all + line[key], 0n);
  const split = (costed: readonly TeamMonth[], column: bigint) =>
    partsOf(column, costed).map((part, index) => ({ name: costed[index]?.name ?? '', cost: coins(part) }));
  return {
    lines: charged.lines.map((line, index) => ({
      ...{ key: line.key, name: line.name },
      ...{ own: coins(line.own), shared: coins(line.shared), unowned: coins(line.unowned) },
      total: coins(line.total),
      activeUsers: costs.activeUsers[charging[index]?.id.toString() ?? ''] ?? '0',
      teams: line.teams.map((team) => ({ ...team, own: coins(team.own) })),
    })),
    totals: {
      ...{ own: coins(sum('own')), shared: coins(sum('shared')), unowned: coins(sum('unowned')) },
      total: coins(charged.total),
    },
    ...{
      exact,
      gap: null,
      sharedTeams: split(shared, sum('shared')),
      unownedTeams: split(unowned, sum('unowned')),
    },
    ...counted,
  };
}

/** A column's coins by what each team cost, so that the teams named beside it add up to it. */
function partsOf(column: bigint, costed: readonly TeamMonth[]): bigint[] {
  const weights = costed.map(({ cost }) => cost ?? 0n);
  return weights.some((weight) => weight > 0n) ? allocate(moneyOf(column), weights) : weights.map(() => 0n);
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
