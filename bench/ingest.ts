/**
 * Usage over HTTP to a durable, deduplicated, priced and rolled up event that is counted on budgets, beside a raw
 * COPY of the very rows it stored. Both in turn, several rounds, medians; the sender is a process of its own on the same machine.
 *
 * The baseline COPYs, over one connection and committed durably every 10,000 rows as the meter groups them, into
 * twins of the tables that hold one row per event, with their partitions and indexes: `usage_events`, and
 * `usage_event_keys`, which is the unique index of the events by (team, source, id) that a partitioned table
 * cannot carry itself. No rollups. `ratio` is against that; `ratioToEventsAlone` leaves the keys out.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Db } from '@/db/client';
import { reconcileBudgets } from '@/lib/budgets/server/reconcile-budgets';
import type { Bench } from './run';
import { budgetIngest } from './support/ingest-budgets';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import type { SendOrder, SendReport } from './support/send-usage';

const EVENTS_A_SECOND = 20_000;
const RATIO = 0.35;
const ROUNDS = 4;
const EVENTS_A_ROUND = 100_000;
const PER_REQUEST = 1_000;
const CONNECTIONS = 32;
const ROWS_A_COMMIT = 10_000;
const WARM_UP_EVENTS = 60_000;
const HOUR_MS = 3_600_000;

const COLUMNS = `team_id, occurred_at, seq, source_id, event_id, attribution_id, model_id, requested_model_id,
  price_version_id, unpriced_reason, service_tier, task_class, requests, input_tokens, cache_read_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens, status, attempt, list_cost,
  effective_cost, user_id, trace_id, task_id, system_prompt_tokens, history_tokens, retrieved_tokens, request_hash,
  reservation_id, key_number, received_at`;

const KEY_COLUMNS = 'team_id, source_id, event_id';

interface Sender {
  process: ChildProcess;
  go(): Promise<SendReport>;
}

/** A sending process with its bodies ready. */
async function sender(order: SendOrder): Promise<Sender> {
  const child = fork(path.join(import.meta.dirname, 'support/send-usage.ts'), {
    execArgv: ['--import', 'tsx'],
  });
  const failed = new Promise<never>((_, reject) => {
    child.once('exit', (code) => code !== 0 && reject(new Error(`the sender ended with ${code}`)));
  });
  failed.catch(() => {});
  const message = <T>() =>
    Promise.race([
      new Promise<T>((resolve) => child.once('message', (value) => resolve(value as T))),
      failed,
    ]);
  const ready = message<'ready'>();
  child.send(order);
  await ready;
  return {
    process: child,
    go: () => {
      const report = message<SendReport>();
      child.send('go');
      return report;
    },
  };
}

/** Columns of the events of one round as COPY text: the batches the baseline commits, each in chunks. */
async function exportRows(url: string, columns: string, prefix: string): Promise<Buffer[][]> {
  const reader = postgres(url, { max: 1 }); // of its own: the driver may leave it paused after a COPY to it
  const stream = await reader
    .unsafe(
      `copy (select ${columns} from usage_events where event_id like '${prefix}-%' order by seq) to stdout`,
    )
    .readable();
  const rows: Buffer[] = [];
  for await (const row of stream) rows.push(row as Buffer);
  await reader.end({ timeout: 0 });
  const batches: Buffer[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_A_COMMIT) {
    const batch = rows.slice(start, start + ROWS_A_COMMIT);
    batches.push(chunked(batch));
  }
  return batches;
}

function chunked(rows: Buffer[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let start = 0; start < rows.length; start += 500)
    chunks.push(Buffer.concat(rows.slice(start, start + 500)));
  return chunks;
}

interface CopyInto {
  table: string;
  columns: string;
  batches: Buffer[][];
}

/** Seconds to COPY the batches into the tables: one transaction a batch, one connection. */
async function rawCopy(url: string, targets: CopyInto[]): Promise<number> {
  const client = postgres(url, { max: 1 });
  await client`select 1`;
  const begun = performance.now();
  for (let batch = 0; batch < (targets[0]?.batches.length ?? 0); batch += 1) {
    await client.begin(async (tx) => {
      for (const { table, columns, batches } of targets)
        await copyChunks(
          await tx.unsafe(`copy ${table} (${columns}) from stdin`).writable(),
          batches[batch] ?? [],
        );
    });
  }
  const seconds = (performance.now() - begun) / 1000;
  await client.end({ timeout: 1 });
  return seconds;
}

function copyChunks(stream: Writable, chunks: Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
  });
}

/** An empty copy of the events with their partitions and indexes, or of the keys. */
async function makeTwins(db: Db): Promise<void> {
  await db.execute(sql`create table raw_keys (like usage_event_keys including all)`);
  const partitions = await db.execute<{ name: string; bounds: string }>(sql`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'usage_events'::regclass`);
  for (const twin of ['raw_events', 'alone_events']) {
    await db.execute(
      sql.raw(`create table ${twin} (like usage_events including all) partition by range (occurred_at)`),
    );
    for (const { name, bounds } of partitions)
      await db.execute(sql.raw(`create table ${twin}_${name} partition of ${twin} ${bounds}`));
  }
}

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

const thousandths = (value: number): number => Number(value.toFixed(3));

/** Every event has its key, and every rollup adds up to the events; all events here name a user. */
async function reconciles(db: Db, events: number): Promise<boolean> {
  const sums = "sum(input_tokens) || ':' || sum(output_tokens) || ':' || sum(effective_cost)::numeric(38,12)";
  const rollups = ['usage_hourly', 'usage_daily', 'usage_user_daily', 'usage_monthly', 'usage_user_monthly'];
  const [row] = await db.execute<{ sums: string[]; n: number; k: number }>(
    sql.raw(`select
    array[${['usage_events', ...rollups].map((table) => `(select ${sums} from ${table})`).join(', ')}] sums,
    (select count(*)::int from usage_events) n, (select count(*)::int from usage_event_keys) k`),
  );
  return row?.n === events && row.k === events && new Set(row.sums).size === 1;
}

export const run: Bench = async (args) => {
  const eventsARound = Number(args[0] ?? EVENTS_A_ROUND);
  const rounds = Number(args[1] ?? ROUNDS);
  const database = await ownPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']);
  const { db, key } = await prepare(database.url);
  const meter = await startMeterProcess(database.url);
  const rates: number[] = [];
  const copyRates: number[] = [];
  const aloneRates: number[] = [];
  let accepted = 0;
  let unpriced = 0;
  try {
    const dayStart = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 24 * HOUR_MS;
    const orderOf = (prefix: string, events: number, round: number): SendOrder => ({
      url: meter.url,
      key,
      events,
      perRequest: PER_REQUEST,
      connections: CONNECTIONS,
      prefix,
      from: dayStart + round * 4 * HOUR_MS,
      spanMs: 4 * HOUR_MS,
    });
    const warm = await (await sender(orderOf('warm', WARM_UP_EVENTS, 0))).go();
    accepted += warm.accepted;
    const budgets = await budgetIngest(db, key);
    await makeTwins(db);
    for (let round = 1; round <= rounds; round += 1) {
      const prefix = `r${round}`;
      const ready = await sender(orderOf(prefix, eventsARound, round));
      await db.execute(sql`checkpoint`);
      const report = await ready.go();
      accepted += report.accepted;
      unpriced += report.unpriced;
      const events = {
        columns: COLUMNS,
        batches: await exportRows(database.url, COLUMNS, prefix),
      };
      const keys = {
        table: 'raw_keys',
        columns: KEY_COLUMNS,
        batches: await exportRows(database.url, KEY_COLUMNS, prefix),
      };
      await db.execute(sql`checkpoint`);
      const copySeconds = await rawCopy(database.url, [{ table: 'raw_events', ...events }, keys]);
      await db.execute(sql`checkpoint`);
      const aloneSeconds = await rawCopy(database.url, [{ table: 'alone_events', ...events }]);
      const rate = report.accepted / report.seconds;
      const copyRate = report.accepted / copySeconds;
      const aloneRate = report.accepted / aloneSeconds;
      rates.push(rate);
      copyRates.push(copyRate);
      aloneRates.push(aloneRate);
      console.error(
        `round ${round}: ${Math.round(rate)} events/s over HTTP, raw COPY ${Math.round(copyRate)} rows/s (events alone ${Math.round(aloneRate)}), ratio ${(rate / copyRate).toFixed(3)} (${(rate / aloneRate).toFixed(3)}), 503s ${report.refused}`,
      );
    }
    const counted = await reconcileBudgets(db);
    const sound = (await reconciles(db, accepted)) && counted.differences.length === 0;
    const eventsPerSecond = Math.round(median(rates));
    const ratiosTo = (baseline: number[]) =>
      rates.map((rate, round) => thousandths(rate / (baseline[round] ?? Number.NaN)));
    const ratios = ratiosTo(copyRates);
    const ratio = thousandths(median(ratios));
    return {
      holds: sound && unpriced === 0 && eventsPerSecond >= EVENTS_A_SECOND && ratio >= RATIO,
      figures: {
        eventsPerSecond,
        ratio,
        ratioToEventsAlone: thousandths(median(ratiosTo(aloneRates))),
        copyRowsPerSecond: Math.round(median(copyRates)),
        events: accepted,
        unpriced,
        budgets,
        counters: Number(counted.counters),
        reconciles: sound,
        rounds: ratios,
      },
    };
  } finally {
    await meter.stop();
    await disconnect(db);
    await database.stop();
  }
};
