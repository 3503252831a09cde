/**
 * SIGKILL in turn to the meter and to Postgres while callers reserve, settle, release and die. Postgres stays away
 * for a while each time. Afterwards: what was answered as held is written down, nothing holds budget past its
 * expiry, budgets did as they say without the database, and counters equal events.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { connect, type Db, disconnect } from '@/db/client';
import { freePort } from '@/db/embedded';
import { seedBudget, seedPrices, totalsOf } from '@/lib/budgets/server/testing/gate-fixture';
import type { Bench } from './run';
import {
  STORM_TEAMS,
  STORM_TTL_SECONDS,
  type StormNotes,
  type StormTeam,
  startGateStorm,
} from './support/gate-storm';
import { type MeterProcess, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import { exited, restartPostgres } from './support/restart-postgres';

const ROUNDS = 10;
const AWAY_MS = 1_500;
/** A running meter ends reservations every five seconds. */
const EXPIRED_WITHIN_MS = 12_000;
const LIMIT_DOLLARS = 2_000;
const DOLLAR = 10n ** 12n;

async function seedTeam(db: Db, team: StormTeam): Promise<bigint> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into teams (key, name, first_seen_at) values (${team}, ${team}, now()) returning id::text as id`);
  return seedBudget(db, {
    scope: 'team',
    teamId: BigInt(row?.id ?? 0),
    limit: String(LIMIT_DOLLARS),
    whenUnavailable: team,
  });
}

const metric = async (url: string, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN);
};

/** Until the gate has found the database again and written down what it decided without it. */
async function recovered(url: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready && (await metric(url, 'tollgate_gate_degraded_waiting')) === 0) return;
    await sleep(100);
  }
  throw new Error('the meter did not recover within a minute');
}

/** A call for all that is left must be let through as soon as what was abandoned is over, job or no job. */
async function fitsAllThatIsLeft(url: string, key: string, dollars: number): Promise<boolean> {
  if (dollars <= 0) return true;
  const response = await fetch(`${url}/v1/gate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: 'all-that-is-left',
      provider: 'acme',
      model: 'dollar',
      tags: { team: 'closed' },
      ttl_seconds: 1,
      tokens: { input: dollars, max_output: 0 },
    }),
  });
  const { decision, degraded } = (await response.json()) as { decision: string; degraded: boolean };
  return decision !== 'deny' && !degraded;
}

async function compare(db: Db, notes: StormNotes) {
  const rows = await db.execute<{ id: string; request: string; degraded: boolean; state: string }>(
    sql`select id, request_id as request, degraded, state from gate_decisions`,
  );
  const ids = new Set(rows.map(({ id }) => id));
  const requests = new Set(rows.map(({ request }) => request));
  const wrongWord = [...notes.degraded.values()].filter(({ team, decision, code }) =>
    team === 'open'
      ? decision !== 'allow' || code !== 'database_unavailable'
      : decision !== 'deny' || code !== 'budget_unavailable',
  );
  return {
    reservationsLost: notes.reserved.filter((id) => !ids.has(id)).length,
    degradedLost: [...notes.degraded.keys()].filter((id) => !requests.has(id)).length,
    degradedWrong: wrongWord.length,
    stillOpen: rows.filter(({ state }) => state === 'open').length,
  };
}

export const run: Bench = async ([rounds = String(ROUNDS)]) => {
  const database = await ownPostgres();
  const port = Number(new URL(database.url).port);
  const { db, key } = await prepare(database.url);
  await seedPrices(db);
  const budgets = { open: await seedTeam(db, 'open'), closed: await seedTeam(db, 'closed') };
  await disconnect(db);
  const meterPort = await freePort();
  let meter: MeterProcess = await startMeterProcess(database.url, meterPort);
  let running: { pid: number; stop(): Promise<void> } = database;
  const storm = startGateStorm(key, () => meter.url);
  const { notes } = storm;
  try {
    for (let round = 1; round <= Number(rounds); round += 1) {
      const before = storm.calls();
      while (storm.calls() < before + 40) await sleep(10);
      if (round % 2 === 1) {
        meter.process.kill('SIGKILL');
        await exited(meter.process.pid ?? 0);
        meter = await startMeterProcess(database.url, meterPort);
      } else {
        process.kill(running.pid, 'SIGKILL');
        await sleep(AWAY_MS);
        await exited(running.pid);
        running = await restartPostgres(database.directory, port);
        await recovered(meter.url);
      }
      console.error(
        `round ${round}: ${storm.calls()} calls, ${notes.reserved.length} reserved, ${notes.degraded.size} without the database`,
      );
    }
    const before = storm.calls();
    while (storm.calls() < before + 40) await sleep(10);
    await storm.stop();
    await recovered(meter.url);
    await sleep(STORM_TTL_SECONDS * 1000 + 100);
    const left = LIMIT_DOLLARS - notes.settledDollars.closed;
    const nothingHeldPastExpiry = await fitsAllThatIsLeft(meter.url, key, left);
    await sleep(EXPIRED_WITHIN_MS);
    const after = connect(database.url, { max: 1 });
    const compared = await compare(after, notes);
    let reconciles = true;
    for (const team of STORM_TEAMS) {
      const { spent, reserved } = await totalsOf(after, budgets[team]);
      reconciles &&= reserved === 0n && spent === BigInt(notes.settledDollars[team]) * DOLLAR;
    }
    await disconnect(after);
    const { reservationsLost, degradedLost, degradedWrong, stillOpen } = compared;
    return {
      holds:
        reconciles &&
        nothingHeldPastExpiry &&
        notes.settledDollars.closed <= LIMIT_DOLLARS &&
        reservationsLost + degradedLost + degradedWrong + stillOpen === 0 &&
        notes.degraded.size > 0 &&
        notes.reserved.length > 0,
      figures: {
        rounds: Number(rounds),
        calls: storm.calls(),
        reserved: notes.reserved.length,
        released: notes.released,
        abandoned: notes.abandoned,
        denied: notes.denied,
        decidedWithoutDatabase: notes.degraded.size,
        ...compared,
        settledDollars: notes.settledDollars,
        nothingHeldPastExpiry,
        countersEqualEvents: reconciles,
      },
    };
  } finally {
    await storm.stop();
    await meter.stop();
    await running.stop();
    await database.stop();
  }
};
