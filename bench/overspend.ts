/**
 * Two thousand calls at once against a budget for a hundred, over four meter processes: calls for one dollar each,
 * then calls for anything from a cent to three dollars. Every call has a connection of its own.
 */
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { seedBudget, seedPrices, totalsOf } from '@/lib/budgets/server/testing/gate-fixture';
import type { Bench } from './run';
import { openConnection, rawRequest } from './support/lean-client';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import { seeded } from './support/usage-stream';

const METERS = 4;
const CALLS = 2_000;
const REPEATS = 10;
const LIMIT_DOLLARS = 100;
const CENT = 10n ** 10n;

interface Storm {
  /** Cents of each call admitted, and of each refused. */
  admitted: number[];
  refused: number[];
  others: number;
}

/** All calls at once, spread over the meters. A call for n cents asks for n tokens of `penny`. */
async function storm(urls: string[], key: string, team: string, cents: number[]): Promise<Storm> {
  const connections = await Promise.all(
    cents.map((_, index) => openConnection(urls[index % urls.length] ?? '')),
  );
  const result: Storm = { admitted: [], refused: [], others: 0 };
  await Promise.all(
    connections.map(async (connection, index) => {
      const input = cents[index] ?? 0;
      const body = JSON.stringify({
        id: `call-${index}`,
        provider: 'acme',
        model: 'penny',
        tags: { team },
        tokens: { input, max_output: 0 },
      });
      const { status, body: answer } = await connection.send(
        rawRequest(urls[index % urls.length] ?? '', '/v1/gate', key, body),
      );
      const { decision, degraded } = status === 200 ? JSON.parse(answer.toString()) : { decision: null };
      if (degraded || decision === null) result.others += 1;
      else if (decision === 'deny') result.refused.push(input);
      else result.admitted.push(input);
    }),
  );
  for (const connection of connections) connection.close();
  return result;
}

async function teamWithBudget(db: Db, team: string): Promise<bigint> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into teams (key, name, first_seen_at) values (${team}, ${team}, now()) returning id::text as id`);
  return seedBudget(db, {
    scope: 'team',
    teamId: BigInt(row?.id ?? 0),
    limit: String(LIMIT_DOLLARS),
    whenUnavailable: 'closed',
  });
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

export const run: Bench = async ([repeats = String(REPEATS)]) => {
  const database = await ownPostgres();
  const { db, key } = await prepare(database.url);
  await seedPrices(db);
  const meters = await Promise.all(Array.from({ length: METERS }, () => startMeterProcess(database.url)));
  const urls = meters.map(({ url }) => url);
  const random = seeded(17);
  const admittedOfUnits: number[] = [];
  /** Cents left of the random repeats, beside the smallest call that was refused. */
  const left: { left: number; smallestRefused: number }[] = [];
  let sound = true;
  try {
    for (let repeat = 1; repeat <= Number(repeats); repeat += 1) {
      const units = `units-${repeat}`;
      const budget = await teamWithBudget(db, units);
      const one = await storm(
        urls,
        key,
        units,
        Array.from({ length: CALLS }, () => 100),
      );
      const held = (await totalsOf(db, budget)).reserved;
      admittedOfUnits.push(one.admitted.length);
      sound &&= one.others === 0 && held === BigInt(sum(one.admitted)) * CENT;
      const randoms = `random-${repeat}`;
      const other = await teamWithBudget(db, randoms);
      const mixed = await storm(
        urls,
        key,
        randoms,
        Array.from({ length: CALLS }, () => 1 + Math.floor(random() * 300)),
      );
      const heldOfMixed = (await totalsOf(db, other)).reserved;
      left.push({
        left: LIMIT_DOLLARS * 100 - sum(mixed.admitted),
        smallestRefused: Math.min(...mixed.refused),
      });
      sound &&= mixed.others === 0 && heldOfMixed === BigInt(sum(mixed.admitted)) * CENT;
      console.error(
        `repeat ${repeat} (${one.others + mixed.others} other answers, ${held} and ${heldOfMixed} held): ${one.admitted.length} of ${CALLS} admitted; random calls: ${mixed.admitted.length} admitted, ${left.at(-1)?.left} cents left, smallest refused ${left.at(-1)?.smallestRefused} cents`,
      );
    }
    const exact = admittedOfUnits.every((admitted) => admitted === LIMIT_DOLLARS);
    const neverOver = left.every((one) => one.left >= 0);
    const underByLessThanACall = left.every((one) => one.left < one.smallestRefused);
    return {
      holds: sound && exact && neverOver && underByLessThanACall,
      figures: {
        meters: METERS,
        calls: CALLS,
        limit: LIMIT_DOLLARS,
        admitted: admittedOfUnits,
        randomLeftCents: left.map((one) => one.left),
        neverOver,
        underByLessThanACall,
        countersHoldWhatWasAdmitted: sound,
      },
    };
  } finally {
    await Promise.all(meters.map((meter) => meter.stop()));
    await disconnect(db);
    await database.stop();
  }
};
