/**
 * Every split by one or two dimensions, and the total, of 13 months, through the real questions: on a ledger of
 * 10 million events and on one of 1 million with the same tag combinations, in turns, in one run. Also what the
 * total and the splits by one dimension would take from the daily or the hourly rollup alone, which is why months
 * have their own.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db, disconnect } from '@/db/client';
import { startEmbedded, withDatabase } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { systemCtx } from '@/lib/access/server/context';
import { everyDayOf } from '@/lib/attribution/cover';
import { type Dimension, FIXED_DIMENSIONS, usageQuerySchema } from '@/lib/attribution/query';
import { runScan } from '@/lib/attribution/server/scan';
import { hourlySource, type Source, usageSource } from '@/lib/attribution/server/sources';
import { splitUsage } from '@/lib/attribution/server/split-usage';
import { summariseUsage } from '@/lib/attribution/server/summarise-usage';
import { toInstants } from '@/lib/time/period';
import type { Bench } from './run';
import { fill, layOut, PERIOD, ZONE } from './support/explore-ledger';

const LIMIT_MS = 100;
const LIMIT_RATIO = 1.3;
const DIMENSIONS: Dimension[] = [...FIXED_DIMENSIONS, 'tag:project'];

const say = (text: string) => process.stderr.write(`${text}\n`);

function everySplit(): Dimension[][] {
  const pairs = DIMENSIONS.flatMap((a, index) => DIMENSIONS.slice(index + 1).map((b) => [a, b]));
  return [[], ...DIMENSIONS.map((one) => [one]), ...pairs];
}

const queryOf = (dimensions: Dimension[]) =>
  usageQuerySchema.parse({
    period: PERIOD,
    dimensions,
    measures: ['effective_cost', 'requests'],
    currency: 'HKD',
  });

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const askSplit = (db: Db, dimensions: Dimension[]) => {
  const ctx = systemCtx(db, 'bench', new Date());
  const query = queryOf(dimensions);
  return () => (dimensions.length === 0 ? summariseUsage(ctx, { query }) : splitUsage(ctx, { query }));
};

/** The same sums from a finer rollup: what a split would cost without the monthly one. */
const askFiner = (db: Db, source: Source, dimensions: Dimension[]) => () =>
  runScan(db, {
    source,
    where: [],
    dimensions,
    segments: [{ start: PERIOD.from, bucket: 0, rate: '7.8' }],
    byBucket: false,
    sums: ['events', 'requests', 'unpriced_requests', 'unpriced_tokens', 'effective_cost'],
    moneyPlaces: 22,
  });

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const rounded = (value: number, decimals = 1) => Number(value.toFixed(decimals));

async function build(url: string, name: string, events: number): Promise<Db> {
  const admin = connect(url, { max: 1 });
  await admin.execute(sql.raw(`create database ${name}`));
  await disconnect(admin);
  const own = withDatabase(url, name);
  await migrate(own);
  const db = connect(own, { max: 4, applicationName: 'tollgate-bench' });
  say(`Filling ${name}`);
  await layOut(db);
  await fill(own, events, say);
  return db;
}

const LEDGER_TABLES = [
  ...['usage_events', 'usage_hourly', 'usage_daily', 'usage_monthly'],
  ...['usage_user_daily', 'usage_user_monthly'],
];

/** Rows of each table; and whether the events and the three rollups that hold all of them have the same sums. */
async function countRows(db: Db) {
  const rows: Record<string, string | undefined> = {};
  const sums = new Set<string>();
  for (const table of LEDGER_TABLES) {
    const events = table === 'usage_events' ? 'count(*)' : 'sum(events)';
    const [row] = await db.execute<Record<'rows' | 'sums', string>>(
      sql.raw(`select count(*) as rows, concat_ws(' ', ${events}, sum(requests), sum(input_tokens),
        sum(output_tokens), sum(effective_cost)) as sums from ${table}`),
    );
    rows[table] = row?.rows;
    if (!table.includes('user')) sums.add(row?.sums ?? '');
  }
  return { rows, rollupsEqualEvents: sums.size === 1 };
}

/** Both ledgers in turns, so that whatever else the machine does falls on both. */
async function measure(large: Db, small: Db, rounds: number) {
  const times = { large: [] as number[], small: [] as number[] };
  const slowest = new Map<string, number>();
  for (let round = -1; round < rounds; round += 1) {
    for (const dimensions of everySplit()) {
      const big = await milliseconds(askSplit(large, dimensions));
      const little = await milliseconds(askSplit(small, dimensions));
      if (round < 0) continue; // warming up
      times.large.push(big);
      times.small.push(little);
      const name = dimensions.join(' × ') || 'total';
      slowest.set(name, Math.max(slowest.get(name) ?? 0, big));
    }
  }
  const worst = [...slowest].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return { ...times, worst: worst.map(([name, ms]) => `${name}: ${rounded(ms)} ms`) };
}

/** 95th percentile and median of the total and every split by one dimension, from a finer rollup. */
async function measureFiner(db: Db, source: Source) {
  const times: number[] = [];
  for (const dimensions of everySplit().filter((some) => !some.includes('user') && some.length < 2))
    times.push(await milliseconds(askFiner(db, source, dimensions)));
  return { p95Ms: rounded(percentile(times, 0.95)), medianMs: rounded(percentile(times, 0.5)) };
}

/** The figures of two filled ledgers. */
export async function compareLedgers(large: Db, small: Db, rounds: number) {
  const { rows, rollupsEqualEvents } = await countRows(large);
  say(`Measuring ${everySplit().length} splits, ${rounds} rounds, both ledgers in turns`);
  const { worst, ...times } = await measure(large, small, rounds);
  const [p95, p95Small] = [percentile(times.large, 0.95), percentile(times.small, 0.95)];
  const [median, medianSmall] = [percentile(times.large, 0.5), percentile(times.small, 0.5)];
  const figures = {
    rows,
    rollupsEqualEvents,
    splits: everySplit().length,
    p95Ms: rounded(p95),
    p95MsAtTenth: rounded(p95Small),
    ratio: rounded(p95 / p95Small, 2),
    medianMs: rounded(median),
    medianMsAtTenth: rounded(medianSmall),
    dailyAlone: await measureFiner(large, usageSource(everyDayOf(PERIOD))),
    hourlyAlone: await measureFiner(large, hourlySource(toInstants(PERIOD, ZONE))),
    slowest: worst,
  };
  return {
    holds: rollupsEqualEvents && p95 <= LIMIT_MS && p95 / p95Small <= LIMIT_RATIO,
    figures,
  };
}

/** `npm run -s bench -- explore [events] [rounds]`: the large ledger has that many events, the small one a tenth. */
export const run: Bench = async ([size = '10000000', rounds = '3']) => {
  const events = Number(size);
  const directory = await mkdtemp(path.join(tmpdir(), 'tollgate-bench-'));
  await chmod(directory, 0o755); // as root, Postgres runs as another user
  const postgres = await startEmbedded(path.join(directory, 'pg'), {
    flags: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'max_wal_size=8GB',
      'shared_buffers=2GB',
      'autovacuum=off',
    ].flatMap((flag) => ['-c', flag]),
  });
  const open: Db[] = [];
  try {
    const small = await build(postgres.url, 'small', Math.round(events / 10));
    open.push(small);
    const large = await build(postgres.url, 'large', events);
    open.push(large);
    return await compareLedgers(large, small, Number(rounds));
  } finally {
    for (const db of open) await disconnect(db);
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
