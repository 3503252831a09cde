import { allocate, roundParts } from '../money/allocate';
import { moneyOf } from '../money/money';
import type { Basis } from './rule';

/** One team's effective cost of a month, at 10^-places of the statement's currency. */
export interface TeamCost {
  key: string;
  name: string;
  cost: bigint;
}

export interface DepartmentCost {
  key: string;
  name: string;
  /** Its own teams, without those that serve everyone. */
  teams: readonly TeamCost[];
  activeUsers: bigint;
}

export interface Charges {
  departments: readonly DepartmentCost[];
  /** Usage that serves everyone, and usage of teams that nobody answers for. */
  shared: readonly TeamCost[];
  unowned: readonly TeamCost[];
  sharedBy: Basis;
  unownedBy: Basis;
  /** Decimals of the costs, and of the currency's smallest coin. */
  places: number;
  coinPlaces: number;
}

/** In the currency's smallest coin. */
export interface ChargedLine {
  key: string;
  name: string;
  own: bigint;
  shared: bigint;
  unowned: bigint;
  total: bigint;
  teams: { key: string; name: string; own: bigint }[];
}

export interface Charged {
  lines: ChargedLine[];
  total: bigint;
}

/**
 * Charges every cost to a department: its own, and of what is shared or unowned a part by the rule. First the exact costs
 * are allocated, then all parts are rounded together to coins, so that teams add up to departments, and departments to
 * the organisation's total rounded once. A basis that is zero everywhere charges equally. No departments: RangeError.
 */
export function chargeDepartments(charges: Charges): Charged {
  const { departments } = charges;
  if (departments.length === 0) throw new RangeError('There is no department to charge.');
  const own = departments.map(({ teams }) => sumOf(teams));
  const users = departments.map(({ activeUsers }) => activeUsers);
  const split = (costs: readonly TeamCost[], basis: Basis) =>
    allocate(moneyOf(sumOf(costs)), weightsOf(basis, own, users));
  const shared = split(charges.shared, charges.sharedBy);
  const unowned = split(charges.unowned, charges.unownedBy);
  const teams = departments.flatMap((one) => one.teams.map(({ cost }) => cost));
  const { total, parts } = roundParts(
    [...teams, ...shared, ...unowned],
    10n ** BigInt(charges.places - charges.coinPlaces),
  );
  const coins = [...parts];
  const ownOf = departments.map((one) =>
    one.teams.map(({ key, name }) => ({ key, name, own: coins.shift() ?? 0n })),
  );
  const lines = departments.map(({ key, name }, index) => {
    const teamLines = ownOf[index] ?? [];
    const line = {
      own: teamLines.reduce((sum, team) => sum + team.own, 0n),
      shared: coins[index] ?? 0n,
      unowned: coins[index + departments.length] ?? 0n,
    };
    return { key, name, ...line, total: line.own + line.shared + line.unowned, teams: teamLines };
  });
  return { lines, total };
}

const sumOf = (costs: readonly TeamCost[]): bigint => costs.reduce((sum, { cost }) => sum + cost, 0n);

function weightsOf(basis: Basis, own: readonly bigint[], users: readonly bigint[]): readonly bigint[] {
  const weights = { direct_cost: own, active_users: users, equal: [] }[basis];
  return weights.some((weight) => weight > 0n) ? weights : own.map(() => 1n);
}
