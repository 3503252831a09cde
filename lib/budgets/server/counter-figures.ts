import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import { addDays } from '../../time/days';
import { type Budget, limitAt, thresholdAt } from '../budget';
import { appliedBudgets } from '../budget-index';
import { TOKEN_UNIT } from '../budget-units';
import type { CounterFigures } from '../position';
import { periodNow, type Reading } from './reading';
import { sumUsage } from './usage-sums';

/** A counter with whom it counts. */
export interface SubjectFigures extends CounterFigures {
  subjectId: bigint;
  spentToday: bigint;
}

type Row = Record<'budget' | 'subject' | 'spent' | 'reserved' | 'unpriced', string>;

/** The counter and its deltas, in one statement: folding moves amounts from one to the other. */
const COUNTERS = sql`
  select c.id, c.budget_id, c.subject_id, c.period_from, c.period_to, (c.spent + coalesce(d.spent, 0)) as spent,
    (c.reserved + coalesce(d.reserved, 0)) as reserved, (c.unpriced_tokens + coalesce(d.unpriced, 0)) as unpriced
  from budget_counters c left join lateral (
    select sum(spent) as spent, sum(reserved) as reserved, sum(unpriced_tokens) as unpriced
    from budget_deltas where counter_id = c.id
  ) d on true`;

/** The counters of these budgets for their present periods; those that count each user are left out. */
export async function wholeFigures(
  db: Queryable,
  reading: Reading,
  budgets: readonly Budget[],
): Promise<Map<bigint, SubjectFigures>> {
  const whole = budgets.filter(({ scope }) => scope.kind !== 'user');
  const ids = whole.map(({ id }) => id).join(',');
  const froms = whole.map((budget) => periodNow(reading, budget).from).join(',');
  const rows = await db.execute<Row>(sql`
    select k.budget_id::text as budget, 0 as subject, c.spent::numeric(38,12)::text as spent,
      c.reserved::numeric(38,12)::text as reserved, c.unpriced::text as unpriced
    from unnest(string_to_array(${ids}, ',')::bigint[], string_to_array(${froms}, ',')::date[])
      as k (budget_id, period_from)
    join (${COUNTERS}) c on c.budget_id = k.budget_id and c.period_from = k.period_from and c.subject_id = 0`);
  const found = new Map(rows.map((row) => [BigInt(row.budget), row]));
  const today = await spentToday(db, reading, whole);
  return new Map(
    whole.map((budget) => [
      budget.id,
      {
        ...figuresOf(found.get(budget.id), reading, budget),
        subjectId: 0n,
        spentToday: today.get(budget.id) ?? 0n,
      },
    ]),
  );
}

const figuresOf = (row: Row | undefined, reading: Reading, budget: Budget): CounterFigures => ({
  period: periodNow(reading, budget),
  spent: parseMoney(row?.spent ?? '0'),
  reserved: parseMoney(row?.reserved ?? '0'),
  unpricedTokens: BigInt(row?.unpriced ?? 0),
});

const TOKENS = sql.raw(
  'input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens + reasoning_tokens',
);

/** What each budget counted of today, in one pass over today's rollup; keys from the events. */
async function spentToday(
  db: Queryable,
  reading: Reading,
  budgets: readonly Budget[],
): Promise<Map<bigint, bigint>> {
  const { config, today } = reading;
  const rows = await db.execute<{ team: string; workflow: string | null; cost: string; tokens: string }>(sql`
    select a.team_id::text as team, a.workflow, sum(u.effective_cost)::numeric(38,12)::text as cost,
      sum(${TOKENS})::text as tokens
    from usage_daily u join attributions a on a.id = u.attribution_id
    where u.day = ${today}::date group by 1, 2`);
  const sums = new Map<bigint, bigint>();
  for (const { team, workflow, cost, tokens } of rows) {
    const teamId = BigInt(team);
    const departmentId = config.departmentOfTeam.get(teamId) ?? null;
    const subject = { teamId, departmentId, workflow, userId: null, keyId: null };
    for (const { budget } of appliedBudgets(config.index, subject)) {
      const amount = budget.unit === 'tokens' ? BigInt(tokens) * TOKEN_UNIT : parseMoney(cost);
      sums.set(budget.id, (sums.get(budget.id) ?? 0n) + amount);
    }
  }
  for (const budget of budgets.filter(({ scope }) => scope.kind === 'api_key')) {
    sums.set(budget.id, await todayOf(db, reading, budget, 0n));
  }
  return sums;
}

async function todayOf(
  db: Queryable,
  { config, today }: Reading,
  budget: Budget,
  subjectId: bigint,
): Promise<bigint> {
  const days = { from: today, to: addDays(today, 1) };
  const sums = await sumUsage(db, config, { ...budget, period: 'day' }, days, [subjectId]);
  return sums.reduce((total, { spent }) => total + spent, 0n);
}

export interface UserFigures {
  users: number;
  total: bigint;
  /** At or above each threshold of the budget, in their order. */
  reached: number[];
  top: (SubjectFigures & { user: string })[];
}

/** How the users of a per-user budget stand in its present period: counts, and those who spent most. */
export async function userFigures(
  db: Queryable,
  reading: Reading,
  budget: Budget,
  limit: number,
): Promise<UserFigures> {
  const period = periodNow(reading, budget);
  const levels = budget.thresholds.map(({ percent }) =>
    thresholdAt(limitAt(budget, reading.now), percent).toString(),
  );
  const own = sql`(${COUNTERS} where c.budget_id = ${budget.id} and c.period_from = ${period.from}::date)`;
  const [counts] = await db.execute<{ users: string; total: string; reached: string[] }>(sql`
    select count(*)::text as users, coalesce(sum(c.spent), 0)::numeric(38,12)::text as total,
      array(select count(*) filter (where s.spent > 0 and s.spent * 1000000000000 >= l.level)::text
        from unnest(string_to_array(${levels.join(',')}, ',')::numeric[]) with ordinality as l (level, position)
        left join ${own} s on true group by l.position order by l.position) as reached
    from ${own} c where c.spent <> 0 or c.reserved <> 0 or c.unpriced <> 0`);
  const rows = await db.execute<Row & { pseudonym: string }>(sql`
    select '' as budget, c.subject_id::text as subject, c.spent::numeric(38,12)::text as spent,
      c.reserved::numeric(38,12)::text as reserved, c.unpriced::text as unpriced, u.pseudonym
    from ${own} c join usage_users u on u.id = c.subject_id
    where c.spent <> 0 or c.reserved <> 0 or c.unpriced <> 0
    order by c.spent desc, c.subject_id limit ${limit}`);
  const top: UserFigures['top'] = [];
  for (const row of rows) {
    const subjectId = BigInt(row.subject);
    top.push({
      ...figuresOf(row, reading, budget),
      subjectId,
      user: row.pseudonym,
      spentToday: top.length === 0 ? await todayOf(db, reading, budget, subjectId) : 0n,
    });
  }
  return {
    users: Number(counts?.users ?? 0),
    total: parseMoney(counts?.total ?? '0'),
    reached: (counts?.reached ?? []).map(Number),
    top,
  };
}
