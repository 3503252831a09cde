import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { systemCtx } from '../../../access/server/context';
import { loadPriceBook } from '../../../pricing/server/load-price-book';
import { pseudonymOf } from '../../../usage/server/pseudonym';
import { createRecorder, type Recorder } from '../../../usage/server/recorder';
import type { BudgetScope } from '../../budget';
import type { Budgeting } from '../budgeting';
import { createBudget } from '../create-budget';
import { GATE_SECRET } from './gate-fixture';

export const ANY_TEAM = { keyId: 'k', teamId: null };

export const newRecorder = (db: Db, now: () => Date, budgeting?: Budgeting): Recorder =>
  createRecorder({ db, loadPriceBook, secret: GATE_SECRET, timeZone: 'Asia/Hong_Kong', now, budgeting });

type WireScope =
  | { kind: 'organisation' }
  | { kind: 'department'; departmentId: string }
  | { kind: 'team'; teamId: string }
  | { kind: 'workflow'; teamId: string; workflow: string }
  | {
      kind: 'user';
      of:
        | { kind: 'organisation' }
        | { kind: 'department'; departmentId: string }
        | { kind: 'team'; teamId: string };
    }
  | { kind: 'api_key'; keyId: string };

/** A scope with its ids as the wire has them. */
export const wireScope = (scope: BudgetScope): WireScope =>
  JSON.parse(JSON.stringify(scope, (_, value) => (typeof value === 'bigint' ? String(value) : value)));

/** A budget made by the verb, in US dollars with a limit of 1,000,000 unless told otherwise. Returns its id. */
export async function makeBudget(
  db: Db,
  now: Date,
  name: string,
  scope: BudgetScope,
  over: Partial<Parameters<typeof createBudget>[1]> = {},
): Promise<bigint> {
  const { budgetId } = await createBudget(systemCtx(db, 'test', now), {
    name,
    scope: wireScope(scope),
    unit: 'currency',
    currency: 'USD',
    limit: '1000000',
    ...over,
  });
  return BigInt(budgetId);
}

let serial = 0;
/** Usage of `tokens` input tokens of model `dollar`, which cost 1 USD each. */
export function usageOf(tokens: number, over: Record<string, unknown> = {}): Record<string, unknown> {
  serial += 1;
  return {
    id: `u-${serial}`,
    time: '2026-11-20T04:00:00Z',
    provider: 'acme',
    model: 'dollar',
    tokens: { input: tokens },
    tags: { team: 'support', workflow: 'triage' },
    ...over,
  };
}

const PEOPLE = ['ann', 'ben', 'cat'];

/** `name subject from`: `spent reserved unpriced`, deltas included, without the zeros behind the point. */
export async function counterTable(db: Db): Promise<Record<string, string>> {
  const rows = await db.execute<Record<'name' | 'person' | 'start' | 'figures', string>>(sql`
    select b.name, coalesce(u.pseudonym, '-') as person, c.period_from::text as start,
      trim_scale(c.spent + coalesce(d.spent, 0)) || ' ' || trim_scale(c.reserved + coalesce(d.reserved, 0)) || ' ' ||
        (c.unpriced_tokens + coalesce(d.unpriced, 0)) as figures
    from budget_counters c join budgets b on b.id = c.budget_id left join usage_users u on u.id = c.subject_id
    left join (select counter_id, sum(spent) as spent, sum(reserved) as reserved, sum(unpriced_tokens) as unpriced
      from budget_deltas group by counter_id) d on d.counter_id = c.id
    where b.archived_at is null`);
  const names = new Map(PEOPLE.map((person) => [pseudonymOf(GATE_SECRET, person), person]));
  return Object.fromEntries(
    rows.map(({ name, person, start, figures }) => [
      `${name} ${names.get(person) ?? person} ${start}`,
      figures,
    ]),
  );
}
