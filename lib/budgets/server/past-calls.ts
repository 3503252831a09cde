import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import { addDays, dayOf, type Period, toInstants } from '../../time/period';
import { chargedEvents } from '../../usage/server/rollup-tables';
import type { BudgetScope, BudgetUnit } from '../budget';
import type { PastCalls } from '../replay';
import { attributedTo } from './usage-sums';

/** What past usage is asked for: the usage that would count towards a draft. */
export interface PastUsage {
  scope: BudgetScope;
  unit: BudgetUnit;
  timeZone: string;
  keyNumbers: ReadonlyMap<string, bigint>;
}

/** Calls of one subject on one day, added up. Amounts in ledger units. */
export interface PastDay {
  day: string;
  subject: bigint;
  amount: bigint;
  calls: bigint;
  /** Of them without a price; none in a budget of tokens, which needs no price. */
  unpricedCalls: bigint;
}

const tokensOf = (of: string) =>
  sql.raw(
    ['input', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'output', 'reasoning']
      .map((kind) => `${of}.${kind}_tokens`)
      .join(' + '),
  );

/** As decimals: US dollars, or tokens. Null: unpriced. */
const amountOf = (unit: BudgetUnit): SQL =>
  unit === 'tokens'
    ? sql`(${tokensOf('e')})::numeric`
    : sql`case when e.current_version_id = 0 then null else e.current_effective_cost end`;

/**
 * Every event in scope with its subject and amount. Its order is (occurred_at, seq, team_id). All teams are named so
 * that the primary key finds the hours asked for.
 */
function eventsIn({ scope, unit, keyNumbers }: PastUsage, instants: { from: Date; to: Date }): SQL {
  const key =
    scope.kind === 'api_key' ? sql`e.key_number = ${keyNumbers.get(scope.keyId) ?? null}` : sql`true`;
  const isOfUser = scope.kind === 'user';
  return sql`select e.occurred_at, e.seq, e.team_id, ${isOfUser ? sql`e.user_id` : sql`0::bigint`} as subject,
      ${amountOf(unit)} as amount, e.requests
    from (${chargedEvents(instants)}) e join attributions a on a.id = e.attribution_id
    where e.team_id = any(array(select id from teams)) and ${attributedTo(scope)} and ${key}
      and ${isOfUser ? sql`e.user_id is not null` : sql`true`}`;
}

/** Per day and subject, in the order of days: from the rollups, for keys from the events. */
export async function pastDays(db: Queryable, usage: PastUsage, period: Period): Promise<PastDay[]> {
  const rows = await db.execute<Record<'day' | 'subject' | 'amount' | 'calls' | 'unpriced', string>>(sql`
    select day::text as day, subject::text as subject, coalesce(sum(amount), 0)::numeric(38,12)::text as amount,
      sum(requests)::text as calls, coalesce(sum(requests) filter (where unpriced), 0)::text as unpriced
    from (${usage.scope.kind === 'api_key' ? daysOfEvents(usage, period) : daysOfRollup(usage, period)}) u
    group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({
    day: row.day,
    subject: BigInt(row.subject),
    amount: parseMoney(row.amount),
    calls: BigInt(row.calls),
    unpricedCalls: BigInt(row.unpriced),
  }));
}

function daysOfEvents(usage: PastUsage, period: Period): SQL {
  const { timeZone } = usage;
  return sql`select (p.occurred_at at time zone ${timeZone}::text)::date as day, p.subject, p.amount, p.requests,
    p.amount is null as unpriced from (${eventsIn(usage, toInstants(period, timeZone))}) p`;
}

function daysOfRollup({ scope, unit }: PastUsage, period: Period): SQL {
  const isOfUser = scope.kind === 'user';
  const table = sql.identifier(isOfUser ? 'usage_user_daily' : 'usage_daily');
  const isTokens = unit === 'tokens';
  return sql`select u.day, ${isOfUser ? sql`u.user_id` : sql`0::bigint`} as subject, u.requests,
      ${isTokens ? sql`(${tokensOf('u')})::numeric` : sql`u.effective_cost`} as amount,
      ${isTokens ? sql`false` : sql`u.price_version_id = 0`} as unpriced
    from ${table} u join attributions a on a.id = u.attribution_id
    where u.day >= ${period.from}::date and u.day < ${period.to}::date and ${attributedTo(scope)}`;
}

/** What a subject may still spend; null: look at all its calls. */
export interface Within {
  subject: bigint;
  atMost: bigint | null;
}

const MICROS = sql.raw(`(extract(epoch from p.occurred_at) * 1000000)::bigint`);
const instantOf = (micros: bigint): Date => new Date(Number(micros / 1000n));

export interface Position {
  at: bigint;
  seq: bigint;
  teamId: bigint;
}

/** The next priced calls of a day that fit into what each subject may spend, in order; null at the end. */
export async function nextCalls(
  db: Queryable,
  usage: PastUsage,
  day: string,
  within: readonly Within[],
  after: Position | null,
  limit: number,
): Promise<{ calls: PastCalls[]; last: Position } | null> {
  const later = after
    ? sql`(${MICROS}, p.seq, p.team_id) > (${after.at}::bigint, ${after.seq}::bigint, ${after.teamId}::bigint)`
    : sql`true`;
  const instants = toInstants({ from: day, to: addDays(day, 1) }, usage.timeZone);
  const rows = await db.execute<
    Record<'subject' | 'at' | 'seq' | 'team' | 'amount' | 'requests', string>
  >(sql`
    select p.subject::text as subject, ${MICROS}::text as at, p.seq::text as seq, p.team_id::text as team,
      p.amount::numeric(38,12)::text as amount, p.requests::text as requests
    from (${eventsIn(usage, instants)}) p
    join unnest(string_to_array(${within.map(({ subject }) => subject).join(',')}, ',')::bigint[],
      string_to_array(${within.map(({ atMost }) => atMost ?? 'all').join(',')}, ',', 'all')::numeric[])
      as k (subject, at_most) on k.subject = p.subject
    where p.amount is not null and (k.at_most is null or p.amount * 1000000000000 <= k.at_most) and ${later}
    order by p.occurred_at, p.seq, p.team_id limit ${limit}`);
  const last = rows.at(-1);
  if (!last) return null;
  return {
    calls: rows.map((row) => ({
      subject: BigInt(row.subject),
      at: BigInt(row.at),
      day,
      amount: parseMoney(row.amount),
      requests: BigInt(row.requests),
    })),
    last: { at: BigInt(last.at), seq: BigInt(last.seq), teamId: BigInt(last.team) },
  };
}

/** The first call without a price; null: there is none. */
export async function firstUnpriced(
  db: Queryable,
  usage: PastUsage,
  period: Period,
): Promise<{ at: bigint; day: string } | null> {
  const [row] = await db.execute<{ at: string | null }>(sql`
    select min(${MICROS})::text as at from (${eventsIn(usage, toInstants(period, usage.timeZone))}) p
    where p.amount is null`);
  if (!row?.at) return null;
  const at = BigInt(row.at);
  return { at, day: dayOf(instantOf(at), usage.timeZone) };
}
