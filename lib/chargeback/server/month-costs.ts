import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { departments, monthFreezes, teams } from '@/db/schema';
import { usageQuerySchema } from '../../attribution/query';
import { daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { type FrozenMonth, frozenUnits, readFrozenMonths } from '../../board/server/frozen-months';
import { readActiveUsers } from '../../board/server/take-snapshot';
import type { Currency, FxRate } from '../../money/currency';
import { parseMoney } from '../../money/money';
import type { Period } from '../../time/days';

/** A team's month: at 10^-moneyPlaces of the reading currency; null where a day has no rate. */
export interface TeamMonth {
  teamId: string;
  departmentId: string | null;
  adopted: boolean;
  key: string;
  name: string;
  cost: bigint | null;
  requests: bigint;
  unpricedRequests: bigint;
}

export interface MonthCosts {
  teams: TeamMonth[];
  /** Different users by department id. */
  activeUsers: Record<string, string>;
  /** The exchange rates of a closed month, as they were frozen; null: those recorded now. */
  frozenRates: FxRate[] | null;
}

/** What each team cost in a month: of a closed month what was frozen, of others the ledger as it is. */
export async function readMonthCosts(
  db: Queryable,
  { month, period, currency }: { month: string; period: Period; currency: Currency },
): Promise<MonthCosts> {
  const frozen = (await readFrozenMonths(db)).find((one) => one.month === month);
  if (frozen) return frozenCosts(db, frozen, currency);
  const [teamMonths, users] = await Promise.all([
    ledgerTeams(db, period, currency),
    readActiveUsers(db, period),
  ]);
  return { teams: teamMonths, activeUsers: users.departments, frozenRates: null };
}

async function ledgerTeams(db: Queryable, period: Period, currency: Currency): Promise<TeamMonth[]> {
  const query = usageQuerySchema.parse({ period, currency, dimensions: ['team'] });
  const asked = await resolveQuery(db, query, 'all');
  const [groups, known] = await Promise.all([
    readGroups(db, asked, {
      slot: daysSlot(period),
      dimensions: ['team'],
      sums: ['effective_cost', 'requests', 'unpriced_requests'],
    }),
    db.select().from(teams),
  ]);
  const byKey = new Map(known.map((team) => [team.key, team]));
  return groups.flatMap(({ key, sums }) => {
    const team = byKey.get(key[0] ?? '');
    if (!team) return [];
    return {
      ...{ teamId: team.id.toString(), key: team.key, name: team.name, adopted: team.adoptedAt !== null },
      departmentId: team.departmentId?.toString() ?? null,
      cost: sums.missingRate ? null : sums.effective_cost,
      ...{ requests: sums.requests, unpricedRequests: sums.unpriced_requests },
    };
  });
}

async function frozenCosts(db: Queryable, frozen: FrozenMonth, currency: Currency): Promise<MonthCosts> {
  const [rows, [freeze]] = await Promise.all([
    db.execute<FrozenRow>(sql`
      select u.day::text as day, u.team_id::text as team_id, u.department_id::text as department_id,
        u.team_adopted, t.key, t.name, sum(u.effective_cost)::numeric(38,12)::text as cost,
        coalesce(sum(u.requests), 0)::text as requests,
        coalesce(sum(u.requests) filter (where not u.priced), 0)::text as unpriced
      from frozen_usage u join teams t on t.id = u.team_id
      where u.closing_id = ${frozen.closingId.toString()}::bigint group by 1, 2, 3, 4, 5, 6`),
    db.select().from(monthFreezes).where(eq(monthFreezes.closingId, frozen.closingId)),
  ]);
  const byTeam = new Map<string, TeamMonth>();
  for (const row of rows) {
    const { team_id: teamId, department_id: departmentId, team_adopted: adopted, key, name } = row;
    const team = byTeam.get(teamId) ?? {
      ...{ teamId, departmentId, adopted, key, name },
      ...{ cost: 0n, requests: 0n, unpricedRequests: 0n },
    };
    const cost = frozenUnits(parseMoney(row.cost), row.day, frozen.rates, currency);
    team.cost = team.cost === null || cost === null ? null : team.cost + cost;
    team.requests += BigInt(row.requests);
    team.unpricedRequests += BigInt(row.unpriced);
    byTeam.set(teamId, team);
  }
  const users = freeze?.activeUsers as { departments: Record<string, string> } | undefined;
  const activeUsers = users?.departments ?? {};
  return { teams: [...byTeam.values()], activeUsers, frozenRates: frozen.rates };
}

type FrozenRow = {
  day: string;
  team_id: string;
  department_id: string | null;
  team_adopted: boolean;
  key: string;
  name: string;
  cost: string;
  requests: string;
  unpriced: string;
};

/** Departments that are live, or that usage of the month belongs to. */
export async function chargedDepartments(db: Queryable, costs: MonthCosts) {
  const rows = await db.select().from(departments);
  const used = new Set(costs.teams.map(({ departmentId }) => departmentId));
  return rows
    .filter(({ id, archivedAt }) => archivedAt === null || used.has(id.toString()))
    .sort((a, b) => a.name.localeCompare(b.name));
}
