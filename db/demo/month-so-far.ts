import { sql } from 'drizzle-orm';
import { addDays, addMonths, dayOf, startOfMonth } from '../../lib/time/period';
import type { Db } from '../client';
import { DEMO_TIME_ZONE, daysOfMonth, hongKongTime } from './calendar';
import { dayWeight } from './volume';

/** The first day of the month `now` is in: the one the demo's budgets are set for. */
export const presentMonth = (now: Date): string => startOfMonth(dayOf(now, DEMO_TIME_ZONE));

/** Midnight in Hong Kong at which that month began. */
export const presentMonthStart = (now: Date): Date => new Date(hongKongTime(presentMonth(now), 0));

/** How much of a usual month's work lies behind, from 0 to 1: weekends and holidays count for little. */
export function elapsedShare(now: Date): number {
  const month = presentMonth(now);
  const today = dayOf(now, DEMO_TIME_ZONE);
  const weights = daysOfMonth(month).map((day) => {
    const gone = day < today ? 1 : day > today ? 0 : (now.getTime() - hongKongTime(day, 0)) / 86_400_000;
    return { weight: dayWeight('office', day), gone };
  });
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const behind = weights.reduce((sum, { weight, gone }) => sum + weight * gone, 0);
  // On the first morning a day counts as worked, so that no limit comes out as nothing.
  return Math.max(behind / whole, 1 / 21);
}

/** The working days of the month up to `now`; its first day where there is none yet. */
export function workedDays(now: Date): string[] {
  const month = presentMonth(now);
  const today = dayOf(now, DEMO_TIME_ZONE);
  const worked = daysOfMonth(month).filter((day) => day <= today && dayWeight('office', day) > 50);
  return worked.length > 0 ? worked : [month];
}

/** What was spent in the month before, in whole Hong Kong dollars, and tokens of the teams. */
export interface LastMonth {
  teams: ReadonlyMap<string, { hkd: number; tokens: bigint }>;
  /** By `team/workflow`. */
  workflows: ReadonlyMap<string, number>;
  /** What three of four users of a department stayed below. */
  busyUsers: ReadonlyMap<string, number>;
}

export async function readLastMonth(db: Db, now: Date): Promise<LastMonth> {
  const to = presentMonth(now);
  const from = addMonths(to, -1);
  const rate = sql`(select rate from fx_rates where quote = 'HKD' and valid_from <= ${addDays(to, -1)}
    and (valid_to is null or ${addDays(to, -1)} < valid_to))`;
  const spend = await db.execute<{ team: string; workflow: string | null; hkd: number; tokens: string }>(sql`
    select t.key as team, a.workflow, round(sum(d.effective_cost) * ${rate})::int as hkd,
      sum(input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens
        + reasoning_tokens)::text as tokens
    from usage_daily d join attributions a on a.id = d.attribution_id join teams t on t.id = a.team_id
    where d.day >= ${from} and d.day < ${to} group by 1, 2`);
  const users = await db.execute<{ department: string; hkd: number }>(sql`
    select department, round(percentile_disc(0.75) within group (order by spent) * ${rate})::int as hkd from (
      select p.key as department, u.user_id, sum(u.effective_cost) as spent
      from usage_user_daily u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
        join departments p on p.id = t.department_id
      where u.day >= ${from} and u.day < ${to} group by 1, 2) s
    group by 1`);
  const teams = new Map<string, { hkd: number; tokens: bigint }>();
  for (const row of spend) {
    const { hkd, tokens } = teams.get(row.team) ?? { hkd: 0, tokens: 0n };
    teams.set(row.team, { hkd: hkd + row.hkd, tokens: tokens + BigInt(row.tokens) });
  }
  return {
    teams,
    workflows: new Map(spend.map((row) => [`${row.team}/${row.workflow}`, row.hkd])),
    busyUsers: new Map(users.map((row) => [row.department, row.hkd])),
  };
}
