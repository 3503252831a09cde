import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { keyPrefix } from '@/lib/access/api-key';
import { systemCtx } from '@/lib/access/server/context';
import { createBudget } from '@/lib/budgets/server/create-budget';

const DEPARTMENTS = 5;
/** Nothing reaches it: announcing is not what is measured. */
const PLENTY = '1000000000';

type BudgetInput = Parameters<typeof createBudget>[1];

/**
 * Budgets on the usage that is there: of the organisation, its departments, every team, every workflow, each user
 * and the key that sends, so that seven or eight count every event. Returns how many there are.
 */
export async function budgetIngest(db: Db, key: string): Promise<number> {
  await db.execute(sql`insert into departments (key, name, created_at)
    select 'd' || n, 'Department ' || n, now() from generate_series(1, ${sql.raw(String(DEPARTMENTS))}) n`);
  await db.execute(
    sql`update teams set department_id = (select id from departments where key = 'd' || (1 + teams.id % ${sql.raw(String(DEPARTMENTS))}))`,
  );
  const ids = async (query: ReturnType<typeof sql>) =>
    (await db.execute<{ id: string; workflow: string | null }>(query)).map((row) => row);
  const budgets: Pick<BudgetInput, 'scope' | 'period' | 'unit'>[] = [
    { scope: { kind: 'organisation' }, period: 'fiscal_year' },
    { scope: { kind: 'organisation' }, period: 'day', unit: 'tokens' },
    { scope: { kind: 'user', of: { kind: 'organisation' } }, period: 'month' },
  ];
  for (const { id } of await ids(sql`select id::text as id from departments`))
    budgets.push({ scope: { kind: 'department', departmentId: id }, period: 'quarter' });
  for (const { id } of await ids(sql`select id::text as id from teams`))
    budgets.push({ scope: { kind: 'team', teamId: id }, period: 'month' });
  for (const { id, workflow } of await ids(
    sql`select distinct team_id::text as id, workflow from attributions where workflow is not null`,
  ))
    budgets.push({ scope: { kind: 'workflow', teamId: id, workflow: workflow ?? '' }, period: 'week' });
  for (const { id } of await ids(sql`select id::text as id from api_keys where prefix = ${keyPrefix(key)}`))
    budgets.push({ scope: { kind: 'api_key', keyId: id }, period: 'month' });
  const ctx = systemCtx(db, 'bench', new Date());
  for (const [index, { unit = 'currency', ...budget }] of budgets.entries())
    await createBudget(ctx, {
      ...budget,
      ...{ unit, currency: unit === 'currency' ? 'USD' : null, name: `Budget ${index}`, limit: PLENTY },
    });
  return budgets.length;
}
