import type postgres from 'postgres';
import type { UsageEvent } from '../event';
import type { ChargedUsage, RollupRow, Rollups } from '../rollup';
import { copyIn } from './copy-in';
import { copyNumber, copyText, instantText, picosToText, plainArray, textArray } from './wire';

type Sql = postgres.TransactionSql;

/** An event with everything it is stored with. */
export interface ChargedEvent extends ChargedUsage {
  event: UsageEvent;
  sourceId: number;
  requestedModelId: number | null;
  unpricedReason: string | null;
  /** api_keys.number of the key that sent it; null: a program of this installation. */
  keyNumber: number | null;
}

const INSERT_KEYS = `insert into usage_event_keys (team_id, source_id, event_id)
  select * from unnest($1::text::bigint[], $2::text::bigint[], $3::text::text[])`;
const CLAIM_NEW_KEYS = `${INSERT_KEYS} on conflict do nothing returning team_id, source_id, event_id`;

/**
 * Claims the identities of the events, which come sorted and without repeats. Returns the events that are new.
 * Usually all of them are: `allNew` takes them so at half the cost, and fails (see `isRepeatedIdentity`) where
 * one is not.
 */
export async function claimIdentities(
  sql: Sql,
  events: ChargedEvent[],
  allNew: boolean,
): Promise<ChargedEvent[]> {
  if (events.length === 0) return [];
  const parameters = [
    plainArray(events.map((row) => row.teamId)),
    plainArray(events.map((row) => row.sourceId)),
    textArray(events.map((row) => row.event.id)),
  ];
  if (allNew) {
    await sql.unsafe(INSERT_KEYS, parameters, { prepare: true });
    return events;
  }
  const rows = await sql.unsafe(CLAIM_NEW_KEYS, parameters, { prepare: true }).values();
  const fresh = new Set(rows.map(([team, source, id]) => `${team},${source},${id}`));
  return events.filter((row) => fresh.has(`${row.teamId},${row.sourceId},${row.event.id}`));
}

const COPY_EVENTS = `copy usage_events (team_id, occurred_at, source_id, event_id, attribution_id, model_id,
  requested_model_id, price_version_id, unpriced_reason, service_tier, task_class, requests, input_tokens,
  cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens, status,
  attempt, list_cost, effective_cost, user_id, trace_id, task_id, system_prompt_tokens, history_tokens,
  retrieved_tokens, request_hash, reservation_id, key_number, received_at) from stdin`;

function copyLine(row: ChargedEvent, receivedAt: string): string {
  const { event, tokens } = row;
  const priced = row.priceVersionId !== 0;
  const listCost = priced ? picosToText(row.listCost) : '\\N';
  const effectiveCost = row.effectiveCost === row.listCost ? listCost : picosToText(row.effectiveCost);
  return (
    `${row.teamId}\t${instantText(row.at)}\t${row.sourceId}\t${copyText(event.id)}\t` +
    `${row.attributionId}\t${row.modelId}\t${copyNumber(row.requestedModelId)}\t${row.priceVersionId}\t` +
    `${copyText(row.unpricedReason)}\t${row.serviceTier}\t${copyText(row.taskClass)}\t${row.requests}\t` +
    `${tokens.input}\t${tokens.cacheRead}\t${tokens.cacheWrite5m}\t${tokens.cacheWrite1h}\t${tokens.output}\t` +
    `${tokens.reasoning}\t${row.status}\t${row.attempt}\t${listCost}\t` +
    `${effectiveCost}\t${copyNumber(row.userId)}\t${copyText(event.traceId)}\t` +
    `${copyText(event.taskId)}\t${copyNumber(event.systemPromptTokens)}\t${copyNumber(event.historyTokens)}\t` +
    `${copyNumber(event.retrievedTokens)}\t${copyText(event.requestHash)}\t${copyText(event.reservation)}\t` +
    `${copyNumber(row.keyNumber)}\t${receivedAt}\n`
  );
}

const LINES_A_CHUNK = 500;

/** COPY straight into the partitioned table: the fastest way in, and it works on a distributed table. */
export async function copyEvents(sql: Sql, events: readonly ChargedEvent[], receivedAt: Date): Promise<void> {
  if (events.length === 0) return;
  const received = receivedAt.toISOString();
  await copyIn(sql, COPY_EVENTS, function* lines() {
    for (let start = 0; start < events.length; start += LINES_A_CHUNK) {
      let chunk = '';
      for (const row of events.slice(start, start + LINES_A_CHUNK)) chunk += copyLine(row, received);
      yield chunk;
    }
  });
}

const MEASURES = [
  'events',
  'requests',
  'errors',
  'retries',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
  'reasoning_tokens',
  'list_cost',
  'effective_cost',
];

/** Column, its type, whether its values need quoting, and the value: the key of each rollup in order. */
type KeyColumn = [name: string, type: string, quoted: boolean, value: (row: RollupRow) => string | number];

const TEAM: KeyColumn = ['team_id', 'bigint', false, (row) => row.teamId];
const HOUR: KeyColumn = ['hour', 'timestamptz', true, (row) => new Date(row.hour).toISOString()];
const DAY: KeyColumn = ['day', 'date', false, (row) => row.day];
const MONTH: KeyColumn = ['month', 'date', false, (row) => row.day];
const USER: KeyColumn = ['user_id', 'bigint', false, (row) => row.userId];
const WHAT: KeyColumn[] = [
  ['attribution_id', 'bigint', false, (row) => row.attributionId],
  ['model_id', 'bigint', false, (row) => row.modelId],
  ['service_tier', 'text', true, (row) => row.serviceTier],
  ['task_class', 'text', true, (row) => row.taskClass],
  ['price_version_id', 'bigint', false, (row) => row.priceVersionId],
];

const MEASURE_VALUES: ((row: RollupRow) => string | number)[] = [
  (row) => row.events,
  (row) => row.requests,
  (row) => row.errors,
  (row) => row.retries,
  (row) => row.tokens.input,
  (row) => row.tokens.cacheRead,
  (row) => row.tokens.cacheWrite5m,
  (row) => row.tokens.cacheWrite1h,
  (row) => row.tokens.output,
  (row) => row.tokens.reasoning,
  (row) => picosToText(row.listCost),
  (row) => picosToText(row.effectiveCost),
];

/** The upsert of one rollup. Only immutable functions in DO UPDATE SET (distributed tables allow no others). */
function upsertInto(table: string, key: KeyColumn[]) {
  const names = key.map(([name]) => name);
  const types = [
    ...key.map(([, type]) => type),
    ...MEASURES.map((name) => (name.endsWith('cost') ? 'numeric' : 'bigint')),
  ];
  const statement = `insert into ${table} (${[...names, ...MEASURES].join(', ')})
    select * from unnest(${types.map((type, index) => `$${index + 1}::text::${type}[]`).join(', ')})
    on conflict (${names.join(', ')}) do update set
    ${MEASURES.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')}`;
  return async (sql: Sql, rows: readonly RollupRow[]): Promise<void> => {
    if (rows.length === 0) return;
    const parameters = [
      ...key.map(([, , quoted, value]) =>
        quoted ? textArray(rows.map((row) => String(value(row)))) : plainArray(rows.map(value)),
      ),
      ...MEASURE_VALUES.map((value) => plainArray(rows.map(value))),
    ];
    await sql.unsafe(statement, parameters, { prepare: true });
  };
}

const upsertHourly = upsertInto('usage_hourly', [TEAM, HOUR, ...WHAT]);
const upsertDaily = upsertInto('usage_daily', [TEAM, DAY, ...WHAT]);
const upsertUserDaily = upsertInto('usage_user_daily', [TEAM, DAY, USER, ...WHAT]);
const upsertMonthly = upsertInto('usage_monthly', [TEAM, MONTH, ...WHAT]);
const upsertUserMonthly = upsertInto('usage_user_monthly', [TEAM, MONTH, USER, ...WHAT]);

/** Adds to the rollups, always in this order: writers then wait for each other only in one direction. */
export async function addToRollups(sql: Sql, rollups: Rollups): Promise<void> {
  await Promise.all([
    upsertHourly(sql, rollups.hourly),
    upsertDaily(sql, rollups.daily),
    upsertUserDaily(sql, rollups.userDaily),
    upsertMonthly(sql, rollups.monthly),
    upsertUserMonthly(sql, rollups.userMonthly),
  ]);
}
