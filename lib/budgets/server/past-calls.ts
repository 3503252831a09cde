import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { parseMoney } from '../../money/money';
import { dayOf, type Period, startOfDay, toInstants } from '../../time/period';
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

/** Every event in scope with its subject and amount; ordered by (occurred_at, seq, team_id). */
function eventsIn({ scope, unit, keyNumbers }: PastUsage, instants: { from: Date; to: Date }): SQL {
  const key =
    scope.kind === 'api_key' ? sql`e.key_number = ${keyNumbers.get(scope.keyId) ?? null}` : sql`true`;
  const isOfUser = scope.kind === 'user';
  return sql`select e.occurred_at, e.seq, e.team_id, ${isOfUser ? sql`e.user_id` : sql`0::bigint`} as subject,
      ${amountOf(unit)} as amount, e.requests
    from (${chargedEvents(instants)}) e join attributions a on a.id = e.attribution_id
    where ${attributedTo(scope)} and ${key} and ${isOfUser ? sql`e.user_id is not null` : sql`true`}`;
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

/** A subject whose calls no longer all fit from a day on, and what it may still spend then. */
export interface Tight {
  subject: bigint;
  day: string;
  room: bigint;
}

const MICROS = sql.raw(`(extract(epoch from p.occurred_at) * 1000000)::bigint`);

const tightRows = (tight: readonly Tight[], timeZone: string): SQL => sql`
  unnest(string_to_array(${tight.map(({ subject }) => subject).join(',')}, ',')::bigint[],
    string_to_array(${tight.map(({ room }) => room).join(',')}, ',')::numeric[],
    string_to_array(${tight.map(({ day }) => startOfDay(day, timeZone).toISOString()).join(',')}, ',')::timestamptz[])
    as k (subject, room, since)`;

const instantOf = (micros: bigint): Date => new Date(Number(micros / 1000n));

/** The first calls of each subject that do not fit on its day: before them, all do. */
export async function firstBeyond(
  db: Queryable,
  usage: PastUsage,
  period: Period,
  tight: readonly Tight[],
): Promise<{ subject: bigint; at: bigint; day: string }[]> {
  const rows = await db.execute<Record<'subject' | 'at', string>>(sql`
    select distinct on (subject) subject::text as subject, at::text as at from (
      select p.subject, ${MICROS} as at, p.seq, p.team_id, k.room, sum(p.amount) over (partition by p.subject
        order by p.occurred_at, p.seq, p.team_id rows unbounded preceding) * 1000000000000 as so_far
      from (${eventsIn(usage, toInstants(period, usage.timeZone))}) p
      join ${tightRows(tight, usage.timeZone)} on k.subject = p.subject and p.occurred_at >= k.since
      where p.amount is not null
    ) c where so_far > room order by subject, at, seq, team_id`);
  return rows.map((row) => {
    const at = BigInt(row.at);
    return { subject: BigInt(row.subject), at, day: dayOf(instantOf(at), usage.timeZone) };
  });
}

export interface Position {
  at: bigint;
  seq: bigint;
  teamId: bigint;
}

/**
 * The next calls in the order of time that could still pass: what a subject may spend only shrinks, so what does not
 * fit now never will. Null at the end.
 */
export async function nextThatFit(
  db: Queryable,
  usage: PastUsage,
  period: Period,
  tight: readonly Tight[],
  after: Position | null,
  limit: number,
): Promise<{ calls: PastCalls[]; last: Position } | null> {
  const later = after
    ? sql`(${MICROS}, p.seq, p.team_id) > (${after.at}::bigint, ${after.seq}::bigint, ${after.teamId}::bigint)`
    : sql`true`;
  const rows = await db.execute<
    Record<'subject' | 'at' | 'seq' | 'team' | 'amount' | 'requests', string>
  >(sql`
    select p.subject::text as subject, ${MICROS}::text as at, p.seq::text as seq, p.team_id::text as team,
      p.amount::numeric(38,12)::text as amount, p.requests::text as requests
    from (${eventsIn(usage, toInstants(period, usage.timeZone))}) p
    join ${tightRows(tight, usage.timeZone)} on k.subject = p.subject and p.occurred_at >= k.since
    where p.amount * 1000000000000 <= k.room and ${later}
    order by p.occurred_at, p.seq, p.team_id limit ${limit}`);
  const last = rows.at(-1);
  if (!last) return null;
  return {
    calls: rows.map((row) => ({
      subject: BigInt(row.subject),
      at: BigInt(row.at),
      day: dayOf(instantOf(BigInt(row.at)), usage.timeZone),
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
