import type postgres from 'postgres';
import { moneyOf, moneyToString, parseMoney } from '../../money/money';

/** A counter as it stands, locked. Amounts in its budget's ledger unit. */
export interface CounterState {
  id: bigint;
  spent: bigint;
  reserved: bigint;
  unpricedTokens: bigint;
  /** Start of the minute that `minuteCalls` counts, milliseconds since 1970; null: no call yet. */
  minute: number | null;
  minuteCalls: number;
}

type Sql = postgres.TransactionSql;
type Row = Record<string, string | null>;

const LOCK = `select id, spent, reserved, unpriced_tokens, minute_calls,
    (extract(epoch from minute) * 1000)::bigint as minute
  from budget_counters where id = any($1::text::bigint[]) order by id for update`;

const TAKE_DELTAS = `with taken as (
    delete from budget_deltas where counter_id = any($1::text::bigint[])
    returning counter_id, spent, reserved, unpriced_tokens)
  select counter_id, sum(spent) as spent, sum(reserved) as reserved, sum(unpriced_tokens) as unpriced_tokens
  from taken group by counter_id`;

const WRITE = `update budget_counters c set spent = n.spent, reserved = n.reserved,
    unpriced_tokens = n.unpriced_tokens, minute = to_timestamp(n.minute / 1000), minute_calls = n.minute_calls
  from unnest($1::text::bigint[], $2::text::numeric[], $3::text::numeric[], $4::text::bigint[],
    $5::text::double precision[], $6::text::int[]) as n (id, spent, reserved, unpriced_tokens, minute, minute_calls)
  where c.id = n.id`;

const list = (values: readonly (bigint | string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/**
 * Locks counters, in the order of their ids, and takes their deltas out of budget_deltas. The transaction must
 * write what it returns with {@link writeCounters}, changed or not, where `hadDeltas` says so. Ids that do not
 * exist are left out.
 */
export async function takeCounters(
  sql: Sql,
  ids: readonly bigint[],
): Promise<{ states: Map<bigint, CounterState>; hadDeltas: boolean }> {
  const parameters = [list([...new Set(ids)])];
  // Two statements: deltas committed while the first waited for a lock are seen by the second, and only by it.
  const [locked, taken] = await Promise.all([
    sql.unsafe<Row[]>(LOCK, parameters, { prepare: true }),
    sql.unsafe<Row[]>(TAKE_DELTAS, parameters, { prepare: true }),
  ]);
  const states = new Map<bigint, CounterState>();
  for (const row of locked) {
    const id = BigInt(row.id ?? 0);
    states.set(id, {
      id,
      spent: parseMoney(row.spent ?? '0'),
      reserved: parseMoney(row.reserved ?? '0'),
      unpricedTokens: BigInt(row.unpriced_tokens ?? 0),
      minute: row.minute == null ? null : Number(row.minute),
      minuteCalls: Number(row.minute_calls),
    });
  }
  for (const row of taken) {
    const state = states.get(BigInt(row.counter_id ?? 0));
    if (!state) throw new Error(`The counter ${row.counter_id} of a delta does not exist.`);
    state.spent += parseMoney(row.spent ?? '0');
    state.reserved += parseMoney(row.reserved ?? '0');
    state.unpricedTokens += BigInt(row.unpriced_tokens ?? 0);
  }
  return { states, hadDeltas: taken.length > 0 };
}

/** Writes counters that this transaction has locked. */
export async function writeCounters(sql: Sql, states: readonly CounterState[]): Promise<void> {
  if (states.length === 0) return;
  await sql.unsafe(
    WRITE,
    [
      list(states.map(({ id }) => id)),
      list(states.map(({ spent }) => moneyToString(moneyOf(spent)))),
      list(states.map(({ reserved }) => moneyToString(moneyOf(reserved)))),
      list(states.map(({ unpricedTokens }) => unpricedTokens)),
      list(states.map(({ minute }) => minute)),
      list(states.map(({ minuteCalls }) => minuteCalls)),
    ],
    { prepare: true },
  );
}

const FOLD_FREE = `with free as materialized (
    select id from budget_counters where id = any($1::text::bigint[]) order by id for update skip locked),
  taken as (
    delete from budget_deltas d using free where d.counter_id = free.id
    returning d.counter_id, d.spent, d.reserved, d.unpriced_tokens),
  sums as (
    select counter_id, sum(spent) as spent, sum(reserved) as reserved, sum(unpriced_tokens) as unpriced_tokens
    from taken group by counter_id)
  update budget_counters c set spent = c.spent + s.spent, reserved = c.reserved + s.reserved,
    unpriced_tokens = c.unpriced_tokens + s.unpriced_tokens
  from sums s where c.id = s.counter_id`;

/**
 * Folds counters that nobody has locked, in one statement: the gate waits for these rows, and between two
 * statements a busy program may be away for longer than the gate has. A delta is deleted by one transaction only and
 * added by the same one, as an increment, so a snapshot that is a little old does no harm.
 */
export async function foldFreeCounters(sql: postgres.Sql, ids: readonly bigint[]): Promise<void> {
  if (ids.length > 0) await sql.unsafe(FOLD_FREE, [list(ids)], { prepare: true });
}
