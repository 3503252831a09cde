import { sql } from 'drizzle-orm';
import type { Ctx } from '../../lib/access/server/context';
import { archiveBudget } from '../../lib/budgets/server/archive-budget';
import { createBudget } from '../../lib/budgets/server/create-budget';
import { editBudget } from '../../lib/budgets/server/edit-budget';
import { addMonths } from '../../lib/time/period';
import type { Db } from '../client';
import { budgets, teams } from '../schema';
import { demoMonths, hongKongTime } from './calendar';
import { presentMonth, presentMonthStart } from './month-so-far';
import { TEAMS } from './organisation';
import { demoPeople } from './people';

/** Months of the thirteen (0–12) from which a limit held, until the next one; the last ends before the present month. */
const TERMS = [1, 5, 9] as const;
/** Limits are set with hindsight: this far above the dearest month of their term, by the order of the teams. */
const ROOMS = [1.06, 1.21, 1.12, 1.31, 1.04] as const;
/** Who was given too little in which term: beyond it in its dearest month. */
const TIGHT: readonly (readonly string[])[] = [['sales', 'marketing'], ['customer-service'], ['freight']];
const TIGHT_ROOM = 0.97;

/**
 * A budget for each team until the present month, so that the past months can be judged too: set, changed and ended by
 * the CFO. Their counters are what the rollups hold; nothing is announced of them. Done once.
 */
export async function seedPastBudgets(db: Db, now: Date): Promise<void> {
  const [present] = await db.select({ id: budgets.id }).from(budgets).limit(1);
  if (present) return;
  const person = await demoPeople(db);
  const ctxOn = (day: string): Ctx => ({ db, actor: person('cfo'), now: new Date(hongKongTime(day, 9)) });
  const months = demoMonths(now);
  const spent = await spentByTeam(db, now);
  const ids = new Map((await db.select().from(teams)).map(({ key, id }) => [key, id.toString()]));
  const made: string[] = [];
  for (const [term, start] of TERMS.entries()) {
    const day = months[start] ?? '';
    const covered = months.slice(start, TERMS[term + 1] ?? 12);
    for (const [index, { key, name }] of TEAMS.entries()) {
      const dearest = Math.max(1, ...covered.map((month) => spent.get(`${key} ${month}`) ?? 0));
      const room = TIGHT[term]?.includes(key) ? TIGHT_ROOM : (ROOMS[index % ROOMS.length] ?? 1);
      const limit = String(Math.ceil((dearest * room) / 100) * 100);
      const budgetId = made[index];
      if (budgetId === undefined) {
        const { budgetId: id } = await createBudget(ctxOn(day), {
          ...{ name, limit, unit: 'currency', currency: 'HKD', period: 'month' },
          scope: { kind: 'team', teamId: ids.get(key) ?? '' },
          thresholds: [{ percent: 100, action: { kind: 'notify' } }],
        });
        made.push(id);
      } else {
        await editBudget(ctxOn(day), { budgetId, changes: { limit }, reason: 'New term' });
      }
    }
  }
  await countPast(db, now);
  const end: Ctx = { ...ctxOn(months[0] ?? ''), now: presentMonthStart(now) };
  for (const budgetId of made)
    await archiveBudget(end, { budgetId, reason: 'Replaced by the budgets the gateway enforces' });
}

/** What each team spent in each past month, in whole Hong Kong dollars, by `team month`. */
async function spentByTeam(db: Db, now: Date): Promise<Map<string, number>> {
  const rows = await db.execute<{ team: string; month: string; hkd: number }>(sql`
    select t.key as team, u.month::text as month, ceil(sum(u.effective_cost) * r.rate)::int as hkd
    from usage_monthly u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
    join fx_rates r on r.quote = 'HKD' and r.valid_from <= u.month and (r.valid_to is null or u.month < r.valid_to)
    where u.month < ${presentMonth(now)}::date group by 1, 2, r.rate`);
  return new Map(rows.map(({ team, month, hkd }) => [`${team} ${month}`, hkd]));
}

/** The counters of the past months, one a team and month, as recording would have left them. */
async function countPast(db: Db, now: Date): Promise<void> {
  const from = addMonths(presentMonth(now), -11);
  await db.execute(sql`
    insert into budget_counters (budget_id, subject_id, period_from, period_to, spent, reserved, unpriced_tokens)
    select b.id, 0, u.month, (u.month + interval '1 month')::date, sum(u.effective_cost), 0,
      coalesce(sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens
        + u.output_tokens + u.reasoning_tokens) filter (where u.price_version_id = 0), 0)
    from usage_monthly u join attributions a on a.id = u.attribution_id
    join budgets b on b.scope = 'team' and b.team_id = a.team_id
    where u.month >= ${from}::date and u.month < ${presentMonth(now)}::date
    group by b.id, u.month
    on conflict (budget_id, subject_id, period_from) do nothing`);
}
