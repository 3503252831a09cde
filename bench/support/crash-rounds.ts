import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { connect, type Db, disconnect } from '@/db/client';
import { freePort } from '@/db/embedded';
import { type MeterProcess, ownPostgres, prepare, startMeterProcess } from './own-system';
import { exited, restartPostgres } from './restart-postgres';
import { seeded } from './usage-stream';

export interface CrashFigures {
  rounds: number;
  meterKills: number;
  postgresKills: number;
  acknowledged: number;
  stored: number;
  /** Acknowledged and not there. */
  lost: number;
  /** There more than once. */
  twice: number;
  /** Sent, never acknowledged, yet stored once: the answer was lost, not the events. */
  unacknowledgedStored: number;
  rollupsEqualEvents: boolean;
}

const PER_BATCH = 50;
const SENDERS = 4;

const batchOf = (number: number) => ({
  source: 'crash',
  events: Array.from({ length: PER_BATCH }, (_, index) => ({
    id: `b${number}-${index}`,
    time: '2026-11-20T08:30:00+08:00',
    provider: 'openai',
    model: 'gpt-4o',
    tokens: { input: 100 + (number % 7), output: index },
    tags: { team: `team-${number % 5}`, feature: `feature-${index % 3}` },
    user: `u-${index % 11}`,
  })),
});

/** Sends numbered batches until told to stop, and again what was not acknowledged: as a careful client would. */
function startSenders(key: string, urlOf: () => string) {
  const acknowledged = new Set<number>();
  let next = 0;
  let running = true;
  const send = async () => {
    while (running) {
      const number = next;
      next += 1;
      for (let attempt = 0; running && attempt < 400; attempt += 1) {
        if (await post(urlOf(), key, number)) {
          acknowledged.add(number);
          break;
        }
        await sleep(25);
      }
    }
  };
  const done = Promise.all(Array.from({ length: SENDERS }, send));
  return {
    acknowledged,
    sent: () => next,
    async stop() {
      running = false;
      await done;
    },
  };
}

async function post(url: string, key: string, number: number): Promise<boolean> {
  try {
    const response = await fetch(`${url}/v1/usage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(batchOf(number)),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status !== 200) {
      await response.arrayBuffer();
      return false;
    }
    const { accepted, duplicates } = (await response.json()) as { accepted: number; duplicates: number };
    return accepted + duplicates === PER_BATCH;
  } catch {
    return false;
  }
}

/**
 * Kills the meter, and in every other round Postgres, with SIGKILL while batches flow; then compares what was
 * acknowledged with what is stored. Everything is its own: Postgres with fsync on, a meter process, senders.
 */
export async function crashRounds(
  rounds: number,
  log: (line: string) => void = () => {},
): Promise<CrashFigures> {
  const database = await ownPostgres();
  const port = Number(new URL(database.url).port);
  const prepared = await prepare(database.url);
  await disconnect(prepared.db);
  const meterPort = await freePort();
  let meter: MeterProcess = await startMeterProcess(database.url, meterPort);
  let running: { pid: number; stop(): Promise<void> } = database;
  const random = seeded(11);
  const senders = startSenders(prepared.key, () => meter.url);
  let meterKills = 0;
  let postgresKills = 0;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const before = senders.acknowledged.size;
      while (senders.acknowledged.size < before + 3) await sleep(10);
      await sleep(random() * 150);
      if (round % 2 === 1) {
        meter.process.kill('SIGKILL');
        await exited(meter.process.pid ?? 0);
        meter = await startMeterProcess(database.url, meterPort);
        meterKills += 1;
      } else {
        process.kill(running.pid, 'SIGKILL');
        await exited(running.pid);
        running = await restartPostgres(database.directory, port);
        postgresKills += 1;
      }
      log(`round ${round}: ${senders.acknowledged.size} batches acknowledged`);
    }
    const before = senders.acknowledged.size;
    while (senders.acknowledged.size < before + 3) await sleep(10);
    await senders.stop();
    const db = connect(database.url, { max: 1 });
    const compared = await compare(db, senders.acknowledged);
    await disconnect(db);
    return { rounds, meterKills, postgresKills, ...compared };
  } finally {
    await senders.stop();
    await meter.stop();
    await running.stop();
    await database.stop();
  }
}

async function compare(db: Db, acknowledged: ReadonlySet<number>) {
  const rows = await db.execute<{ id: string; n: number }>(
    sql`select event_id as id, count(*)::int as n from usage_events group by event_id`,
  );
  const counts = new Map(rows.map(({ id, n }) => [id, n]));
  let lost = 0;
  for (const number of acknowledged)
    for (let index = 0; index < PER_BATCH; index += 1) if (!counts.has(`b${number}-${index}`)) lost += 1;
  const stored = rows.reduce((sum, { n }) => sum + n, 0);
  const sums = sql.raw(
    `sum(input_tokens) || ':' || sum(output_tokens) || ':' || sum(requests) || ':' || sum(effective_cost)::numeric(38,12)`,
  );
  const [equal] = await db.execute<{ ok: boolean }>(sql`select
    e.s = (select ${sums} from usage_hourly) and e.s = (select ${sums} from usage_daily)
    and e.s = (select ${sums} from usage_user_daily)
    and e.n = (select sum(events) from usage_hourly) and e.n = (select count(*) from usage_event_keys) as ok
    from (select ${sums} as s, count(*) as n from usage_events) e`);
  return {
    acknowledged: acknowledged.size * PER_BATCH,
    stored,
    lost,
    twice: rows.filter(({ n }) => n > 1).length,
    unacknowledgedStored: stored - acknowledged.size * PER_BATCH + lost,
    rollupsEqualEvents: equal?.ok === true,
  };
}
