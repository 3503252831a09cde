/**
 * Usage over HTTP to a durable, deduplicated, priced and rolled up event, beside a raw COPY of the very rows it
 * stored into a table with the same columns, partitions and index. Both in turn, several rounds, medians.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Db } from '@/db/client';
import type { Bench } from './run';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import type { SendOrder, SendReport } from './support/send-usage';

const EVENTS_A_SECOND = 20_000;
const RATIO = 0.35;
const ROUNDS = 4;
const EVENTS_A_ROUND = 100_000;
const PER_REQUEST = 1_000;
const CONNECTIONS = 16;
const HOUR_MS = 3_600_000;

const COLUMNS = `team_id, occurred_at, seq, source_id, event_id, attribution_id, model_id, requested_model_id,
  price_version_id, unpriced_reason, service_tier, task_class, requests, input_tokens, cache_read_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens, status, attempt, list_cost,
  effective_cost, user_id, trace_id, task_id, system_prompt_tokens, history_tokens, retrieved_tokens, request_hash,
  reservation_id, received_at`;

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

/** Rows of one round as COPY text, in chunks. */
async function exportRows(url: string, prefix: string): Promise<Buffer[]> {
  const reader = postgres(url, { max: 1 }); // of its own: the driver may leave it paused after a COPY to it
  const stream = await reader
    .unsafe(
      `copy (select ${COLUMNS} from usage_events where event_id like '${prefix}-%' order by seq) to stdout`,
    )
    .readable();
  const rows: Buffer[] = [];
  for await (const row of stream) rows.push(row as Buffer);
  await reader.end({ timeout: 0 });
  const chunks: Buffer[] = [];
  for (let start = 0; start < rows.length; start += 500)
    chunks.push(Buffer.concat(rows.slice(start, start + 500)));
  return chunks;
}

/** Seconds to COPY the chunks into `table` in one transaction. */
async function rawCopy(db: Db, table: string, columns: string, chunks: Buffer[]): Promise<number> {
  const begun = performance.now();
  const stream = await db.$client.unsafe(`copy ${table} (${columns}) from stdin`).writable();
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
  });
  return (performance.now() - begun) / 1000;
}

async function makeTwin(db: Db): Promise<void> {
  const partitions = await db.execute<{ name: string; bounds: string }>(sql`
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'usage_events'::regclass`);
  await db.execute(
    sql.raw('create table raw_events (like usage_events including all) partition by range (occurred_at)'),
  );
  for (const { name, bounds } of partitions)
    await db.execute(sql.raw(`create table raw_${name} partition of raw_events ${bounds}`));
}

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

async function reconciles(db: Db, events: number): Promise<boolean> {
  const sums = "sum(input_tokens) || ':' || sum(output_tokens) || ':' || sum(effective_cost)::numeric(38,12)";
  const [row] = await db.execute<{ e: string; h: string; d: string; u: string; n: number; k: number }>(
    sql.raw(`select
    (select ${sums} from usage_events) e, (select ${sums} from usage_hourly) h, (select ${sums} from usage_daily) d,
    (select ${sums} from usage_user_daily) u, (select count(*)::int from usage_events) n,
    (select count(*)::int from usage_event_keys) k`),
  );
  return row?.n === events && row.k === events && row.e === row.h && row.e === row.d && row.e === row.u;
}

export const run: Bench = async (args) => {
  const eventsARound = Number(args[0] ?? EVENTS_A_ROUND);
  const rounds = Number(args[1] ?? ROUNDS);
  const database = await ownPostgres(['-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']);
  const { db, key } = await prepare(database.url);
  const meter = await startMeterProcess(database.url);
  const rates: number[] = [];
  const ratios: number[] = [];
  const copyRates: number[] = [];
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
    const warm = await (await sender(orderOf('warm', 20_000, 0))).go();
    accepted += warm.accepted;
    await makeTwin(db);
    for (let round = 1; round <= rounds; round += 1) {
      const prefix = `r${round}`;
      const ready = await sender(orderOf(prefix, eventsARound, round));
      await db.execute(sql`checkpoint`);
      const report = await ready.go();
      accepted += report.accepted;
      unpriced += report.unpriced;
      const chunks = await exportRows(database.url, prefix);
      await db.execute(sql`checkpoint`);
      const copySeconds = await rawCopy(db, 'raw_events', COLUMNS, chunks);
      const rate = report.accepted / report.seconds;
      const copyRate = report.accepted / copySeconds;
      rates.push(rate);
      copyRates.push(copyRate);
      ratios.push(rate / copyRate);
      console.error(
        `round ${round}: ${Math.round(rate)} events/s over HTTP, ${Math.round(copyRate)} rows/s raw COPY, ratio ${(rate / copyRate).toFixed(3)}, 503s ${report.refused}`,
      );
    }
    const sound = await reconciles(db, accepted);
    const eventsPerSecond = Math.round(median(rates));
    const ratio = Number(median(ratios).toFixed(3));
    return {
      holds: sound && unpriced === 0 && eventsPerSecond >= EVENTS_A_SECOND && ratio >= RATIO,
      figures: {
        eventsPerSecond,
        ratio,
        copyRowsPerSecond: Math.round(median(copyRates)),
        events: accepted,
        unpriced,
        reconciles: sound,
        rounds: ratios.map((value) => Number(value.toFixed(3))),
      },
    };
  } finally {
    await meter.stop();
    await disconnect(db);
    await database.stop();
  }
};
