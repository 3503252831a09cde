import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { addSums, emptySums, type Sums } from '../../attribution/sums';
import type { Currency, FxRate } from '../../money/currency';
import { parseMoney } from '../../money/money';
import type { Period } from '../../time/days';
import type { FrozenDepartment, FrozenSpend } from '../frozen-spend';
import { monthOfDay } from '../month';
import { frozenUnits, readFrozenMonths } from './frozen-months';

interface FrozenRow extends Record<string, unknown> {
  department: string | null;
  name: string | null;
  day: string;
  events: string;
  requests: string;
  unpriced_requests: string;
  unpriced_tokens: string;
  cost: string;
}

/**
 * What some days of one month cost as they were frozen, by the departments of then. Null where the month is open, or was
 * closed before months were frozen.
 */
export async function readFrozenSpend(
  db: Queryable,
  { from, to }: Period,
  currency: Currency,
): Promise<FrozenSpend | null> {
  const frozen = (await readFrozenMonths(db)).find(({ month }) => month === monthOfDay(from));
  if (!frozen) return null;
  const rows = await db.execute<FrozenRow>(sql`
    select d.key as department, d.name, u.day::text as day, sum(u.events)::text as events, sum(u.requests)::text as requests,
      coalesce(sum(u.requests) filter (where not u.priced), 0)::text as unpriced_requests,
      coalesce(sum(u.total_tokens) filter (where not u.priced), 0)::text as unpriced_tokens,
      sum(u.effective_cost)::numeric(38,12)::text as cost
    from frozen_usage u left join departments d on d.id = u.department_id
    where u.closing_id = ${frozen.closingId.toString()}::bigint and u.day >= ${from}::date and u.day < ${to}::date
    group by 1, 2, 3`);
  const total = emptySums();
  const departments = new Map<string | null, FrozenDepartment>();
  for (const row of rows) {
    const sums = sumsOf(row, frozen.rates, currency);
    const of = departments.get(row.department) ?? { name: row.name, sums: emptySums() };
    addSums(of.sums, sums);
    addSums(total, sums);
    departments.set(row.department, of);
  }
  return { total, departments };
}

function sumsOf(row: FrozenRow, rates: readonly FxRate[], currency: Currency): Sums {
  const cost = frozenUnits(parseMoney(row.cost), row.day, rates, currency);
  return {
    ...emptySums(),
    ...{ events: BigInt(row.events), requests: BigInt(row.requests) },
    ...{ unpriced_requests: BigInt(row.unpriced_requests), unpriced_tokens: BigInt(row.unpriced_tokens) },
    ...{ effective_cost: cost ?? 0n, missingRate: cost === null },
  };
}
