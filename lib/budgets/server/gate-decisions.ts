import type postgres from 'postgres';
import { moneyOf, moneyToString, parseMoney } from '../../money/money';
import { picosToText, plainArray, textArray } from '../../usage/server/wire';
import type { Verdict } from '../verdict';
import type { GateSubmission } from './gate-call';
import type { NamedCall } from './gate-names';

type Sql = postgres.Sql | postgres.TransactionSql;

/** A decision as it is written down. */
export interface DecisionRow {
  id: string;
  submission: GateSubmission;
  named: NamedCall;
  verdict: Verdict;
  /** The model asked for, in the catalogue. */
  modelId: bigint | null;
  /** Counters with a hold above zero, and that hold. */
  held: { counterId: bigint; hold: bigint }[];
  decidedAt: Date;
  expiresAt: Date | null;
  degraded: boolean;
  /** The answer as JSON. */
  body: string;
}

const FIND = `select d.team_id, d.request_id, d.request_digest, d.answer
  from unnest($1::text::bigint[], $2::text::text[]) as k (team_id, request_id)
  cross join lateral (select * from gate_decisions g
    where g.team_id = k.team_id and g.request_id = k.request_id limit 1) d`;

export interface KnownDecision {
  digest: string;
  /** The answer as JSON. */
  body: string;
}

/** Decisions made before, by reported team and request id: `${teamId}\n${requestId}`. */
export async function findDecisions(
  sql: Sql,
  requests: readonly { teamId: number; requestId: string }[],
): Promise<Map<string, KnownDecision>> {
  const rows = await sql.unsafe<Record<'team_id' | 'request_id' | 'request_digest' | 'answer', string>[]>(
    FIND,
    [plainArray(requests.map(({ teamId }) => teamId)), textArray(requests.map(({ requestId }) => requestId))],
    { prepare: true },
  );
  return new Map(
    rows.map((row) => [
      `${row.team_id}\n${row.request_id}`,
      { digest: row.request_digest, body: row.answer },
    ]),
  );
}

/** Column, type of the array it travels as, what makes its text, and how it is read where that is not its type. */
type Column = [name: string, type: string, array: (rows: readonly DecisionRow[]) => string, cast?: string];

const plain =
  (value: (row: DecisionRow) => string | number | bigint | null) => (rows: readonly DecisionRow[]) =>
    `{${rows.map((row) => value(row) ?? 'NULL').join(',')}}`;
const quoted = (value: (row: DecisionRow) => string) => (rows: readonly DecisionRow[]) =>
  textArray(rows.map(value));

const COLUMNS: Column[] = [
  ['id', 'text', plain((row) => row.id)],
  ['team_id', 'bigint', plain((row) => row.named.teamId)],
  ['request_id', 'text', quoted((row) => row.submission.request.id)],
  ['request_digest', 'text', plain((row) => row.submission.digest)],
  ['key_id', 'uuid', plain((row) => row.submission.keyId)],
  ['decided_at', 'timestamptz', plain((row) => row.decidedAt.toISOString())],
  ['decision', 'text', plain((row) => row.verdict.decision)],
  ['state', 'text', plain((row) => (row.held.length > 0 ? 'open' : 'none'))],
  ['expires_at', 'timestamptz', plain((row) => row.expiresAt?.toISOString() ?? null)],
  ['attribution_id', 'bigint', plain((row) => row.named.attributionId)],
  ['user_id', 'bigint', plain((row) => row.named.userId)],
  ['model_id', 'bigint', plain((row) => row.modelId)],
  ['served_model_id', 'bigint', plain((row) => row.verdict.servedModelId)],
  ['task_class', 'text', quoted((row) => row.submission.request.taskClass)],
  [
    'estimated_cost',
    'numeric',
    plain(({ verdict }) => (verdict.estimatedCost === null ? null : picosToText(verdict.estimatedCost))),
  ],
  ['estimated_tokens', 'bigint', plain((row) => row.verdict.estimatedTokens)],
  [
    'counter_ids',
    'text',
    quoted((row) => `{${row.held.map(({ counterId }) => counterId).join(',')}}`),
    'bigint[]',
  ],
  [
    'holds',
    'text',
    quoted((row) => `{${row.held.map(({ hold }) => picosToText(hold)).join(',')}}`),
    'numeric[]',
  ],
  ['budget_id', 'bigint', plain((row) => row.verdict.budgetId)],
  ['reason', 'text', plain((row) => row.verdict.reasons[0]?.code ?? null)],
  ['degraded', 'boolean', plain((row) => String(row.degraded))],
];
const NAMES = [...COLUMNS.map(([name]) => name), 'answer'].join(', ');
const INSERT = `insert into gate_decisions (${NAMES})
  select ${COLUMNS.map(([name, , , cast]) => (cast ? `${name}::${cast}` : name)).join(', ')}, answer
  from unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::text::${type}[]`).join(', ')},
    string_to_array($${COLUMNS.length + 1}::text, chr(10))) as d (${NAMES})`;
const INSERT_NEW = `${INSERT} on conflict do nothing`;

/**
 * Writes decisions down, in one order for all writers. A request that was decided before is an error, or with
 * `skipKnown` keeps its first decision.
 */
export async function insertDecisions(
  sql: Sql,
  rows: readonly DecisionRow[],
  options: { skipKnown: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort(
    (a, b) => a.named.teamId - b.named.teamId || (a.submission.request.id < b.submission.request.id ? -1 : 1),
  );
  // JSON as it is written here has no line breaks.
  const parameters = [
    ...COLUMNS.map(([, , array]) => array(sorted)),
    sorted.map(({ body }) => body).join('\n'),
  ];
  await sql.unsafe(options.skipKnown ? INSERT_NEW : INSERT, parameters, { prepare: true });
}

const EXPIRE_DUE = `with due as (
    select id from gate_decisions where state = 'open' and expires_at <= $2::text::timestamptz
      and counter_ids && $1::text::bigint[] for update skip locked),
  gone as (update gate_decisions d set state = 'expired' from due where d.id = due.id
    returning d.counter_ids, d.holds)
  select u.counter_id, sum(u.hold) as held from gone, unnest(gone.counter_ids, gone.holds) as u (counter_id, hold)
  group by u.counter_id`;

/** Ends the reservations on these counters that are over; returns what each counter no longer holds. */
export async function expireDueOn(
  sql: Sql,
  counterIds: readonly bigint[],
  now: Date,
): Promise<Map<bigint, bigint>> {
  const rows = await sql.unsafe<{ counter_id: string; held: string }[]>(
    EXPIRE_DUE,
    [`{${counterIds.join(',')}}`, now.toISOString()],
    { prepare: true },
  );
  return new Map(rows.map((row) => [BigInt(row.counter_id), parseMoney(row.held)]));
}

const GIVE_BACK = `insert into budget_deltas (counter_id, spent, reserved, unpriced_tokens)
  select id, 0, -held, 0 from unnest($1::text::bigint[], $2::text::numeric[]) as h (id, held)`;

/** Takes holds off counters that this transaction has not locked. */
export async function giveBack(sql: Sql, held: ReadonlyMap<bigint, bigint>): Promise<void> {
  if (held.size === 0) return;
  const amounts = [...held.values()].map((amount) => moneyToString(moneyOf(amount)));
  await sql.unsafe(GIVE_BACK, [`{${[...held.keys()].join(',')}}`, `{${amounts.join(',')}}`], {
    prepare: true,
  });
}
