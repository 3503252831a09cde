import { sql } from 'drizzle-orm';
import type { Db, Queryable, Tx } from '@/db/client';
import { type Ctx, systemCtx } from '../../access/server/context';
import { CURRENCIES, type Currency, type FxRate, LEDGER_CURRENCY } from '../../money/currency';
import type { Period } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { Board } from '../board';
import { wholeMonth } from '../board-months';
import type { Check } from '../close';
import { checkMonth } from './check-month';
import { type FrozenOutcomeRow, outcomesToFreeze } from './frozen-outcomes';
import { boardOf } from './read-board';
import { boardReading } from './reading';

/** A month as it is at one instant: everything here is of one snapshot of the database. */
export interface MonthSnapshot {
  checks: Check[];
  rates: FxRate[];
  activeUsers: ActiveUsers;
  usage: UsageRow[];
  outcomes: FrozenOutcomeRow[];
  boards: { currency: Currency; board: Board }[];
}

/** Different users, by department id and of all together. */
interface ActiveUsers {
  all: string;
  departments: Record<string, string>;
}

type UsageRow = Record<string, string | boolean | null>;

/**
 * Reads what closing freezes, unmoved by events that arrive meanwhile: they become restatements. `accept` sees the checks
 * first and may throw.
 */
export function takeSnapshot(
  ctx: Ctx,
  month: string,
  accept: (checks: readonly Check[]) => void,
): Promise<MonthSnapshot> {
  const read = async (tx: Tx): Promise<MonthSnapshot> => {
    const period = wholeMonth(month);
    const checks = await checkMonth(tx, month);
    accept(checks);
    const rates = await readRates(tx, period);
    return {
      checks,
      rates,
      activeUsers: await readActiveUsers(tx, period),
      usage: await readUsage(tx, period),
      outcomes: await outcomesToFreeze(tx, period),
      boards: await readBoards(tx, ctx.now, month, rates),
    };
  };
  return ctx.db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function readRates(tx: Tx, { from, to }: Period): Promise<FxRate[]> {
  const rows = await tx.execute<{ rate: FxRate }>(sql`
    select jsonb_build_object('id', id::text, 'quote', quote, 'validFrom', valid_from::text,
      'validTo', valid_to::text, 'rate', rate::text, 'source', source) as rate
    from fx_rates where valid_from < ${to}::date and (valid_to is null or valid_to > ${from}::date)
    order by quote, valid_from`);
  return rows.map(({ rate }) => rate);
}

/** Of the calendar month that `from` begins. */
export async function readActiveUsers(db: Queryable, { from }: Pick<Period, 'from'>): Promise<ActiveUsers> {
  const rows = await db.execute<{ department: string | null; is_all: number; users: string }>(sql`
    select t.department_id::text as department, grouping(t.department_id) as is_all,
      count(distinct u.user_id)::text as users
    from usage_user_monthly u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
    where u.month = ${from}::date and u.events > 0
    group by grouping sets ((t.department_id), ())`);
  const departments = rows.flatMap(({ department, users }) => (department ? [[department, users]] : []));
  return {
    all: rows.find(({ is_all }) => is_all === 1)?.users ?? '0',
    departments: Object.fromEntries(departments),
  };
}

async function readUsage(tx: Tx, { from, to }: Period): Promise<UsageRow[]> {
  const rows = await tx.execute<UsageRow>(sql`
    select u.day::text, a.team_id::text, t.department_id::text, t.adopted_at is not null as team_adopted,
      coalesce(a.workflow, '') as workflow, u.model_id::text, u.price_version_id <> 0 as priced,
      sum(u.events)::text as events, sum(u.requests)::text as requests,
      sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens
        + u.output_tokens + u.reasoning_tokens)::text as total_tokens,
      sum(u.list_cost)::text as list_cost, sum(u.effective_cost)::text as effective_cost
    from usage_daily u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
    where u.day >= ${from}::date and u.day < ${to}::date
    group by 1, 2, 3, 4, 5, 6, 7`);
  return [...rows];
}

/** The board in US dollars and in every currency that has a rate on the month's days; what they share is read once. */
async function readBoards(
  tx: Tx,
  now: Date,
  month: string,
  rates: readonly FxRate[],
): Promise<MonthSnapshot['boards']> {
  const ctx = systemCtx(tx as unknown as Db, 'board', now);
  const timeZone = await zoneOf(tx);
  const reading = boardReading(ctx, { month, timeZone, today: dayOf(now, timeZone) });
  const boards: MonthSnapshot['boards'] = [];
  for (const currency of CURRENCIES) {
    if (currency !== LEDGER_CURRENCY && !rates.some(({ quote }) => quote === currency)) continue;
    boards.push({ currency, board: await boardOf(ctx, reading, currency) });
  }
  return boards;
}
