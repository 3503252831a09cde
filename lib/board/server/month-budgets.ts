import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { scopeKey } from '../../budgets/scope-key';
import { type PastCounter, readPastCounters } from '../../budgets/server/past-counters';
import { addDays, type Period } from '../../time/days';
import { zoneOf } from '../../usage/server/zone';
import { wholeMonth } from '../board-months';
import { monthOfDay } from '../month';

interface MonthBudgets {
  within: number;
  counted: number;
  uncounted: number;
}

/**
 * How many workflows held their budgets in each month: their own, or else their team's. A budget is judged in the
 * month its period ends in, one that still runs in the present month. Workflows under neither are said, not counted.
 */
export async function readMonthBudgets(
  db: Queryable,
  months: readonly string[],
  clock: { now: Date; today: string },
): Promise<Map<string, MonthBudgets>> {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return new Map();
  const period = { from: wholeMonth(first).from, to: wholeMonth(last).to };
  const timeZone = await zoneOf(db);
  const [counters, workflows] = await Promise.all([
    readPastCounters(db, period, { now: clock.now, timeZone }),
    workflowsByMonth(db, period),
  ]);
  const held = new Map<string, boolean>();
  for (const counter of counters) {
    const place = `${judgedIn(counter.period, clock.today)} ${scopeKey(counter.budget.scope)}`;
    held.set(place, (held.get(place) ?? true) && isHeld(counter));
  }
  return new Map(
    months.map((month) => {
      const verdicts = (workflows.get(month) ?? []).map(
        ({ teamId, workflow }) =>
          held.get(`${month} ${scopeKey({ kind: 'workflow', teamId, workflow })}`) ??
          held.get(`${month} ${scopeKey({ kind: 'team', teamId })}`),
      );
      const counted = verdicts.filter((verdict) => verdict !== undefined).length;
      return [
        month,
        {
          within: verdicts.filter((verdict) => verdict === true).length,
          counted,
          uncounted: verdicts.length - counted,
        },
      ];
    }),
  );
}

export const isHeld = ({ spent, limit }: PastCounter): boolean => spent <= limit;

export const judgedIn = ({ to }: Period, today: string): string =>
  monthOfDay(to <= today ? addDays(to, -1) : today);

async function workflowsByMonth(
  db: Queryable,
  { from, to }: Period,
): Promise<Map<string, { teamId: bigint; workflow: string }[]>> {
  const rows = await db.execute<{ month: string; team: string; workflow: string }>(sql`
    select to_char(u.month, 'YYYY-MM') as month, a.team_id::text as team, a.workflow
    from (
      select month, attribution_id from usage_monthly
      where month >= ${from}::date and month < ${to}::date group by 1, 2 having sum(events) > 0
    ) u join attributions a on a.id = u.attribution_id
    where a.workflow is not null group by 1, 2, 3`);
  const byMonth = new Map<string, { teamId: bigint; workflow: string }[]>();
  for (const { month, team, workflow } of rows) {
    const list = byMonth.get(month) ?? [];
    list.push({ teamId: BigInt(team), workflow });
    byMonth.set(month, list);
  }
  return byMonth;
}
