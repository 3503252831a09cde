import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { changeMapping } from '@/lib/budgets/server/mapping-lock';
import { seedBudget } from '@/lib/budgets/server/testing/gate-fixture';

const TEAMS = 40;
const PLENTY = '1000000000';

/**
 * An organisation whose every call is held by four budgets: the organisation's, its department's, its team's and
 * its user's, with limits that nothing reaches and thresholds on the way.
 */
export async function seedGateLedger(db: Db): Promise<void> {
  await db.execute(sql`insert into organisation (name, created_at) values ('Bench', now())`);
  await db.execute(sql`insert into departments (key, name, created_at)
    select 'd' || n, 'Department ' || n, now() from generate_series(0, 4) n`);
  await db.execute(sql`insert into teams (key, name, department_id, first_seen_at, adopted_at)
    select 'team-' || n, 'Team ' || n, (select id from departments where key = 'd' || n % 5), now(), now()
    from generate_series(0, ${sql.raw(String(TEAMS - 1))}) n`);
  await seedBudget(db, { limit: PLENTY, period: 'fiscal_year', thresholds: DEFAULTS });
  await seedBudget(db, { scope: 'user', limit: PLENTY, thresholds: DEFAULTS });
  const departments = await db.execute<{ id: string }>(
    sql`select id::text as id from departments order by id`,
  );
  for (const { id } of departments)
    await seedBudget(db, {
      scope: 'department',
      departmentId: BigInt(id),
      limit: PLENTY,
      period: 'quarter',
      thresholds: DEFAULTS,
    });
  const teams = await db.execute<{ id: string }>(sql`select id::text as id from teams order by id`);
  for (const { id } of teams)
    await seedBudget(db, { scope: 'team', teamId: BigInt(id), limit: PLENTY, thresholds: DEFAULTS });
  await db.transaction((tx) => changeMapping(tx, new Date(0)));
}

const DEFAULTS = [
  { percent: 50, action: { kind: 'notify' as const } },
  { percent: 80, action: { kind: 'warn' as const } },
  { percent: 100, action: { kind: 'block' as const } },
];

export interface GateBooks {
  decisions: number;
  open: number;
  /** Every counter holds what its open reservations hold, and has spent what its events cost. */
  reconciles: boolean;
}

/** Compares the counters of the organisation and of its teams with reservations and usage. */
export async function gateBooks(db: Db): Promise<GateBooks> {
  const [row] = await db.execute<{ decisions: number; open: number; held: boolean; spent: boolean }>(sql`
    with counters as (
      select c.id, c.budget_id,
        c.spent + coalesce((select sum(spent) from budget_deltas d where d.counter_id = c.id), 0) as spent,
        c.reserved + coalesce((select sum(reserved) from budget_deltas d where d.counter_id = c.id), 0) as reserved
      from budget_counters c),
    held as (
      select u.id, sum(u.hold) as hold
      from gate_decisions g, unnest(g.counter_ids, g.holds) as u (id, hold) where g.state = 'open' group by u.id)
    select (select count(*)::int from gate_decisions) as decisions,
      (select count(*)::int from gate_decisions where state = 'open') as open,
      (select bool_and(c.reserved = coalesce(h.hold, 0)) from counters c left join held h using (id)) as held,
      (select coalesce(sum(c.spent), 0) from counters c join budgets b on b.id = c.budget_id where b.scope = 'organisation')
        = (select coalesce(sum(effective_cost), 0) from usage_events) as spent`);
  return {
    decisions: row?.decisions ?? 0,
    open: row?.open ?? 0,
    reconciles: row?.held === true && row.spent === true,
  };
}
