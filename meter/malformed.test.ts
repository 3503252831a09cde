import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';
import { type Meter, startMeter } from './server';
import { goodEvent, postUsage, seedKey, TEST_SECRET } from './testing/meter-for-tests';

const { db } = await testDatabase();
const REQUESTS = 1_000;
const AT_ONCE = 25;
let meter: Meter;
let anyKey: string;
let claimsKey: string;

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  await loadCatalogue(db, NOW);
  anyKey = (await seedKey(db)).key;
  claimsKey = (await seedKey(db, { teamId: teamId('claims') })).key;
  meter = await startMeter({ db, secret: TEST_SECRET, port: 0, logLevel: 'silent', now: () => NOW });
});
afterAll(() => meter.close());

/** Repeatable numbers in [0, 1): the 1,000 requests are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** JSON texts, so that what no JavaScript value can say (1e400, lone surrogates, __proto__) can be sent too. */
const STRANGE: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e308',
  '9007199254740993',
  '100000000001',
  '18446744073709551616',
  '""',
  '" "',
  '"NaN"',
  '"Infinity"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x"',
  '"\\u202e"',
  '"\\n\\t"',
  '"\\\\N"',
  '[]',
  '{}',
  '[[[[]]]]',
  '{"__proto__":{"team":"x"}}',
  '{"constructor":1}',
  '{"toString":"x"}',
  `"${'x'.repeat(1_000_000)}"`,
  nested(2_000),
  '"\'; drop table usage_events; --"',
  '"😀"',
];
const TIMES: readonly string[] = [
  '"yesterday"',
  '"2026-02-30T00:00:00Z"',
  '"2026-13-01T00:00:00Z"',
  '"2026-11-22"',
  '"2026-11-22T10:00:00"',
  '"2026-11-24T10:00:00Z"',
  '"9999-12-31T23:59:59Z"',
  '"1969-12-31T23:59:59Z"',
  '"0000-01-01T00:00:00Z"',
  '1732240000',
  '"-271821-04-20T00:00:00Z"',
  '"2026-11-22T25:00:00Z"',
  '"2026-11-22T10:00:00+99:99"',
  '"2026-11-22T10:00:60Z"',
];
const FIELDS = [
  'id',
  'time',
  'source',
  'provider',
  'model',
  'requested_model',
  'service_tier',
  'tokens',
  'requests',
  'status',
  'attempt',
  'tags',
  'user',
  'task_class',
  'trace_id',
  'task_id',
  'context',
  'request_hash',
  'reservation',
  '__proto__',
];

const withField = (event: Record<string, unknown>, field: string, json: string): string => {
  const { [field]: _replaced, ...rest } = event;
  return `${JSON.stringify(rest).slice(0, -1)},${JSON.stringify(field)}:${json}}`;
};

interface Attempt {
  key: string | null;
  body: string | Uint8Array;
  headers?: Record<string, string>;
  /** Events this body holds, where that is known. */
  events: number | null;
}

const envelope = (events: string[]): string => `{"source":"fuzz","events":[${events.join(',')}]}`;

function strangeField(random: Random): Attempt {
  const json = pick(random, random() < 0.2 ? TIMES : STRANGE);
  const field = random() < 0.2 ? 'time' : pick(random, FIELDS);
  return {
    key: anyKey,
    body: envelope([JSON.stringify(goodEvent()), withField(goodEvent(), field, json)]),
    events: 2,
  };
}

function strangeInside(random: Random): Attempt {
  const [field, key] = pick(random, [
    ['tokens', 'input'],
    ['tokens', 'cache_write_5m'],
    ['tokens', 'unknown'],
    ['tags', 'feature'],
    ['tags', 'team'],
    ['tags', '__proto__'],
    ['tags', 'a b'],
    ['context', 'history'],
  ] as const);
  const json = `{"team":"support",${JSON.stringify(key)}:${pick(random, STRANGE)}}`;
  const inner = field === 'tags' ? json : `{${JSON.stringify(key)}:${pick(random, STRANGE)}}`;
  return { key: anyKey, body: envelope([withField(goodEvent(), field, inner)]), events: 1 };
}

function strangeEnvelope(random: Random): Attempt {
  const json = pick(random, STRANGE);
  const body = pick(random, [
    json,
    `{"events":${json}}`,
    `{"source":${json},"events":[]}`,
    nested(20_000),
    '[',
    '{"events":[',
  ]);
  return { key: anyKey, body, events: null };
}

function strangeBytes(random: Random): Attempt {
  const good = Buffer.from(envelope([JSON.stringify(goodEvent())]));
  const zipped = gzipSync(good);
  const gzip = { 'content-encoding': 'gzip' };
  const cut = Math.floor(random() * good.length);
  return pick<() => Attempt>(random, [
    () => ({ key: anyKey, body: good.subarray(0, cut), events: 0 }),
    () => ({
      key: anyKey,
      body: zipped.subarray(0, Math.floor(random() * zipped.length)),
      headers: gzip,
      events: 0,
    }),
    () => ({ key: anyKey, body: good, headers: gzip, events: 0 }),
    () => {
      const broken = Buffer.from(good);
      broken[cut] = 0xff;
      return { key: anyKey, body: broken, events: null };
    },
    () => {
      const broken = Buffer.from(zipped);
      broken[10 + Math.floor(random() * (zipped.length - 18))] = Math.floor(random() * 256);
      return { key: anyKey, body: broken, headers: gzip, events: null };
    },
    () => ({
      key: anyKey,
      body: good,
      headers: { 'content-encoding': pick(random, ['br', 'deflate', 'gzip, gzip', '']) },
      events: 1,
    }),
  ])();
}

function strangeSender(random: Random): Attempt {
  const body = envelope([JSON.stringify(goodEvent())]);
  const type = pick(random, [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json5',
    '/',
    '__proto__',
  ]);
  const key = pick(random, [
    null,
    '',
    'tg_',
    `tg_${'A'.repeat(43)}`,
    `${anyKey}x`,
    'x'.repeat(4000),
    "tg_' or 1=1 --",
  ]);
  return pick<Attempt>(random, [
    { key, body, events: 1 },
    { key: claimsKey, body, events: 1 },
    { key: anyKey, body, headers: { 'content-type': type }, events: 1 },
    {
      key: anyKey,
      body: `${JSON.stringify(goodEvent())}\n{"id":`,
      headers: { 'content-type': 'application/x-ndjson' },
      events: 0,
    },
  ]);
}

const stored = async () =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from usage_events`))[0]?.n ?? 0;

it(`answers ${REQUESTS} malformed requests without a 5xx, and says of every event what became of it`, async () => {
  const random = seeded(20_261_122);
  const kinds = [strangeField, strangeField, strangeInside, strangeEnvelope, strangeBytes, strangeSender];
  const statuses = new Map<number, number>();
  let acknowledged = 0;
  for (let start = 0; start < REQUESTS; start += AT_ONCE) {
    const attempts = Array.from({ length: AT_ONCE }, () => pick(random, kinds)(random));
    const answers = await Promise.all(
      attempts.map(({ key, body, headers }) => postUsage(meter.url, key, body, headers)),
    );
    answers.forEach((answer, index) => {
      const attempt = attempts[index] as Attempt;
      const what = `${start + index}: ${String(attempt.body).slice(0, 300)} → ${JSON.stringify(answer.body).slice(0, 300)}`;
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status, what).toBeLessThan(500);
      if (answer.status === 200) {
        const { accepted, duplicates, rejected } = answer.body;
        acknowledged += accepted;
        if (attempt.events !== null)
          expect(accepted + duplicates + rejected.length, what).toBe(attempt.events);
        for (const problem of rejected) expect(problem.pointer, what).toMatch(/^\/events\/\d/);
      } else {
        expect(answer.body, what).toMatchObject({ status: answer.status, detail: expect.any(String) });
      }
    });
    expect(await stored(), `after ${start + AT_ONCE}`).toBe(acknowledged);
  }
  expect(await stored()).toBe(acknowledged);
  const [sums] = await db.execute(sql`select (select sum(events)::int from usage_hourly) as hourly,
    (select sum(events)::int from usage_daily) as daily, (select count(*)::int from usage_event_keys) as keys`);
  expect(sums).toEqual({ hourly: acknowledged, daily: acknowledged, keys: acknowledged });
  // The generator reached every kind of answer it aims at.
  expect([...statuses.keys()].sort()).toEqual([200, 400, 401, 403, 415, 422]);
}, 180_000);
