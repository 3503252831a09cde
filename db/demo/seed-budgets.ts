import { isNull } from 'drizzle-orm';
import type { BudgetScopeDto } from '../../lib/budgets/budget-dto';
import { createBudget } from '../../lib/budgets/server/create-budget';
import type { Db } from '../client';
import { budgets, departments, teams } from '../schema';
import { elapsedShare, presentMonthStart, readLastMonth } from './month-so-far';
import { demoPeople } from './people';
import { type DemoScope, planBudgets } from './plan-budgets';

/**
 * The budgets of the present month, set by the CFO on the morning it began: before anything of that month is
 * recorded, so that its usage is counted as it comes in. What is there already is left alone.
 */
export async function seedBudgets(db: Db, now: Date): Promise<void> {
  const person = await demoPeople(db);
  const ctx = { db, actor: person('cfo'), now: presentMonthStart(now) };
  const scopeOf = await scopes(db);
  const present = new Set(
    (await db.select({ name: budgets.name }).from(budgets).where(isNull(budgets.archivedAt))).map(
      ({ name }) => name,
    ),
  );
  for (const plan of planBudgets(await readLastMonth(db, now), elapsedShare(now))) {
    if (present.has(plan.name)) continue;
    const { scope, owner, unit, thresholds, ...terms } = plan;
    await createBudget(ctx, {
      ...terms,
      unit,
      scope: scopeOf(scope),
      currency: unit === 'currency' ? 'HKD' : null,
      period: 'month',
      thresholds: [...thresholds],
      ownerId: owner && person(owner).id,
    });
  }
}

async function scopes(db: Db): Promise<(scope: DemoScope) => BudgetScopeDto> {
  const departmentIds = new Map((await db.select().from(departments)).map(({ key, id }) => [key, id]));
  const teamIds = new Map((await db.select().from(teams)).map(({ key, id }) => [key, id]));
  const idIn = (ids: ReadonlyMap<string, bigint>, key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The demo lost ${key}.`);
    return id.toString();
  };
  return (scope) => {
    switch (scope.kind) {
      case 'organisation':
        return scope;
      case 'department':
        return { kind: 'department', departmentId: idIn(departmentIds, scope.department) };
      case 'team':
        return { kind: 'team', teamId: idIn(teamIds, scope.team) };
      case 'workflow':
        return { kind: 'workflow', teamId: idIn(teamIds, scope.team), workflow: scope.workflow };
      case 'user': {
        const departmentId = idIn(departmentIds, scope.department);
        return { kind: 'user', of: { kind: 'department', departmentId } };
      }
    }
  };
}
