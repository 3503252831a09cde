import { and, gte, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { budgetRequests, budgets, executiveReviews, killSwitches, users } from '@/db/schema';
import { addDays } from '../../time/days';
import { dayOf, startOfDay } from '../../time/period';
import type { Budget, BudgetScope } from '../budget';
import type { BudgetScopeDto, RaiseInForce } from '../budget-dto';
import { budgetPeriodOf } from '../budget-period';
import { amountText } from '../own-unit';
import { type BudgetConfig, budgetOfRow, loadBudgetConfig } from './budget-config';
import type { BudgetRecord } from './budget-terms';
import type { KillSwitchRecord } from './kill-switch-rows';
import { loadPlaces, type Places } from './places';
import type { RaiseRecord } from './raise-rows';

/** Everything there is to know about the budgets in force, but their figures, as of one moment. */
export interface Reading {
  now: Date;
  today: string;
  timeZone: string;
  config: BudgetConfig;
  places: Places;
  rows: BudgetRecord[];
  requests: RaiseRecord[];
  openReviews: { id: bigint; budgetId: bigint }[];
  /** In force. */
  switches: KillSwitchRecord[];
  ownerNames: ReadonlyMap<string, string>;
}

export async function loadReading(db: Queryable, now: Date): Promise<Reading> {
  const config = await loadBudgetConfig(db);
  const rows = await db.select().from(budgets).where(isNull(budgets.archivedAt)).orderBy(budgets.id);
  const owners = db.select({ id: budgets.ownerId }).from(budgets).where(isNotNull(budgets.ownerId));
  const named = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, owners));
  const switches = await db
    .select()
    .from(killSwitches)
    .where(and(isNull(killSwitches.liftedAt), gte(killSwitches.endsAt, now)));
  return {
    now,
    today: dayOf(now, config.timeZone),
    timeZone: config.timeZone,
    config,
    places: await loadPlaces(db),
    rows,
    requests: await db
      .select()
      .from(budgetRequests)
      .where(inArray(budgetRequests.state, ['pending', 'approved'])),
    openReviews: await db
      .select({ id: executiveReviews.id, budgetId: executiveReviews.budgetId })
      .from(executiveReviews)
      .where(isNull(executiveReviews.closedAt)),
    switches: switches.filter(({ endsAt }) => endsAt > now),
    ownerNames: new Map(named.map(({ id, name }) => [id, name])),
  };
}

/** A budget as it is in force; one that is archived as it was set. */
export const budgetOf = ({ config }: Reading, row: BudgetRecord): Budget =>
  config.budgets.get(row.id) ?? budgetOfRow(row);

export const periodNow = ({ config, today }: Reading, budget: Budget) =>
  budgetPeriodOf(budget.period, today, config.fiscalYearStartMonth);

/** The raise in force, with its limit as it was written. */
export function raiseOf(reading: Reading, row: BudgetRecord): (RaiseInForce & { amount: bigint }) | null {
  const { raise } = budgetOf(reading, row);
  if (!raise || reading.now >= raise.until) return null;
  const request = reading.requests.find(
    (one) =>
      one.budgetId === row.id &&
      one.state === 'approved' &&
      one.decidedUntil !== null &&
      startOfDay(addDays(one.decidedUntil, 1), reading.timeZone).getTime() === raise.until.getTime(),
  );
  if (!request?.decidedLimit || !request.decidedUntil) return null;
  return {
    requestId: request.id.toString(),
    amount: request.decidedLimit,
    limit: amountText(request.decidedLimit),
    until: request.decidedUntil,
    endsAt: raise.until.toISOString(),
  };
}

/** Percents at which the executives let a subject of a budget go on in its present period. */
export function continuedOf({ config }: Reading, budget: Budget, subjectId: bigint, from: string): number[] {
  const start = `${budget.id}:${subjectId}:${from}:`;
  return [...config.continued]
    .filter((key) => key.startsWith(start))
    .map((key) => Number(key.slice(start.length)));
}

export function scopeDto(scope: BudgetScope): BudgetScopeDto {
  switch (scope.kind) {
    case 'organisation':
      return { kind: 'organisation' };
    case 'department':
      return { kind: 'department', departmentId: scope.departmentId.toString() };
    case 'team':
      return { kind: 'team', teamId: scope.teamId.toString() };
    case 'workflow':
      return { kind: 'workflow', teamId: scope.teamId.toString(), workflow: scope.workflow };
    case 'api_key':
      return scope;
    case 'user':
      return { kind: 'user', of: scopeDto(scope.of) as Extract<BudgetScopeDto, { kind: 'user' }>['of'] };
  }
}
