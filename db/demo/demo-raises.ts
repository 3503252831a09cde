import { and, eq, isNull } from 'drizzle-orm';
import { approveRaise } from '../../lib/budgets/server/approve-raise';
import { requestRaise } from '../../lib/budgets/server/request-raise';
import { addDays, addMonths } from '../../lib/time/period';
import type { Db } from '../client';
import { budgetRequests, budgets, teams } from '../schema';
import { hongKongTime } from './calendar';
import { presentMonth, workedDays } from './month-so-far';
import { demoPeople } from './people';
import { PRESSED_TEAM, RAISED_TEAM } from './plan-budgets';

/** What people do about budgets during the month, each at its time. */
export interface DemoStep {
  at: Date;
  run: (db: Db) => Promise<void>;
}

const APPROVED = 'Typhoon week: every delivery is rescheduled twice.';
const PENDING = 'The holiday season began early: a third more tickets than planned.';

/** The lead asks twice: the CFO granted the first raise, the second waits for a decision. */
export function raiseSteps(now: Date): DemoStep[] {
  const days = workedDays(now);
  const day = (fromLast: number) => days.at(-1 - fromLast) ?? days[0] ?? presentMonth(now);
  const until = addDays(addMonths(presentMonth(now), 1), -1);
  const at = (on: string, hour: number) => new Date(Math.min(hongKongTime(on, hour), now.getTime()));
  return [
    {
      at: at(day(3), 10.25),
      run: (db) => ask(db, RAISED_TEAM, 130n, until, APPROVED, at(day(3), 10.25)),
    },
    { at: at(day(2), 9.7), run: (db) => grant(db, RAISED_TEAM, at(day(2), 9.7)) },
    {
      at: at(day(0), 15.3),
      run: (db) => ask(db, PRESSED_TEAM, 125n, until, PENDING, at(day(0), 15.3)),
    },
  ];
}

async function ask(db: Db, team: string, percent: bigint, until: string, reason: string, now: Date) {
  const budget = await budgetOfTeam(db, team);
  if (await requestOf(db, budget.id)) return;
  const actor = (await demoPeople(db))('team_lead');
  const step = 500n * 10n ** 12n;
  const limit = ((budget.limit * percent) / 100n / step) * 500n;
  await requestRaise(
    { db, actor, now },
    { budgetId: budget.id.toString(), limit: limit.toString(), until, reason },
  );
}

async function grant(db: Db, team: string, now: Date) {
  const request = await requestOf(db, (await budgetOfTeam(db, team)).id);
  if (request?.state !== 'pending') return;
  const actor = (await demoPeople(db))('cfo');
  const note = 'Until the end of the month. Please look at the retries.';
  await approveRaise({ db, actor, now }, { requestId: request.id.toString(), note });
}

async function budgetOfTeam(db: Db, team: string): Promise<{ id: bigint; limit: bigint }> {
  const [budget] = await db
    .select({ id: budgets.id, limit: budgets.limitAmount })
    .from(budgets)
    .innerJoin(teams, eq(teams.id, budgets.teamId))
    .where(and(eq(teams.key, team), eq(budgets.scope, 'team'), isNull(budgets.archivedAt)));
  if (!budget) throw new Error(`The demo lost the budget of ${team}.`);
  return budget;
}

async function requestOf(db: Db, budgetId: bigint) {
  const [request] = await db.select().from(budgetRequests).where(eq(budgetRequests.budgetId, budgetId));
  return request;
}
