import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '@/db/client';
import { freePort } from '@/db/embedded';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';
import { type Meter, startMeter } from './server';
import { goodEvent, postUsage, seedKey, TEST_SECRET } from './testing/meter-for-tests';

const { db, url: databaseUrl } = await testDatabase();
const lines: string[] = [];
let clock = NOW;
let meter: Meter;
let anyKey: string;
let claimsKey: { key: string; id: string };

const start = (limits?: Parameters<typeof startMeter>[0]['limits']) =>
  startMeter({
    db,
    secret: TEST_SECRET,
    port: 0,
    logLevel: 'trace',
    logTo: { write: (line) => lines.push(line) },
    now: () => clock,
    limits,
  });

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  await loadCatalogue(db, NOW);
  anyKey = (await seedKey(db)).key;
  claimsKey = await seedKey(db, { teamId: teamId('claims') });
  meter = await start();
});
afterAll(() => meter.close());

const post = (body: unknown, headers: Record<string, string> = {}, query = '') =>
  postUsage(meter.url, anyKey, body, headers, query);
const countEvents = async () =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from usage_events`))[0]?.n;

describe('POST /v1/usage', () => {
  it('stores good events, names bad ones, and knows them again', async () => {
    const body = { source: 'gw', events: [goodEvent(), goodEvent({ id: 'b', tokens: { input: -5 } })] };
    const rejected = [
      {
        index: 1,
        id: 'b',
        code: 'negative_tokens',
        pointer: '/events/1/tokens/input',
        detail: 'A token count cannot be below zero.',
      },
    ];
    const first = await post(body);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ accepted: 1, duplicates: 0, unpriced: 0, rejected });
    expect((await post(body)).body).toEqual({ accepted: 0, duplicates: 1, unpriced: 0, rejected });
  });

  it('takes NDJSON and gzip', async () => {
    const ndjson = `${JSON.stringify(goodEvent())}\n\n${JSON.stringify(goodEvent({ source: 'x' }))}\r\n`;
    const type = { 'content-type': 'application/x-ndjson; charset=utf-8' };
    expect((await post(ndjson, type)).body).toMatchObject({ accepted: 2 });
    const zipped = gzipSync(JSON.stringify({ events: [goodEvent()] }));
    expect((await post(zipped, { 'content-encoding': 'gzip' })).body).toMatchObject({ accepted: 1 });
  });

  it('prices without storing on a dry run', async () => {
    const before = await countEvents();
    const answer = await post({ events: [goodEvent()] }, {}, '?dry_run=true');
    // 1000 × 2.5 + 500 × 10 micro-dollars
    expect(answer.body).toMatchObject({ accepted: 1, effectiveCost: '0.007500000000' });
    expect(await countEvents()).toBe(before);
    expect((await post({ events: [] }, {}, '?dry_run=perhaps')).status).toBe(422);
  });

  it.each<[string, number, unknown, Record<string, string>]>([
    ['not JSON', 400, '{"events":[', {}],
    ['empty', 400, '', {}],
    ['not UTF-8', 400, Uint8Array.from([0x7b, 0xff, 0x7d]), {}],
    ['not gzip', 400, '{"events":[]}', { 'content-encoding': 'gzip' }],
    ['cut gzip', 400, gzipSync('{"events":[]}').subarray(0, 15), { 'content-encoding': 'gzip' }],
    ['a bad NDJSON line', 400, '{}\n{', { 'content-type': 'application/x-ndjson' }],
    ['another encoding', 415, '{"events":[]}', { 'content-encoding': 'br' }],
    ['another type', 415, '{"events":[]}', { 'content-type': 'text/csv' }],
    ['a list', 422, '[]', {}],
    ['no events', 422, '{}', {}],
    ['a bad source', 422, '{"source":7,"events":[]}', {}],
    ['a bomb', 413, gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' }],
    ['too many bytes', 413, Buffer.alloc(16 * 1024 * 1024 + 1, 32), {}],
    ['too many events', 413, `{"events":[${'0,'.repeat(10_000)}0]}`, {}],
  ])('answers a body that is %s with %d and a problem', async (_name, status, body, headers) => {
    const before = await countEvents();
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    expect(await countEvents()).toBe(before);
  });

  it('takes exactly 10,000 events', async () => {
    const events = Array.from({ length: 10_000 }, () => goodEvent());
    expect((await post({ source: 'full', events })).body).toMatchObject({ accepted: 10_000 });
  });

  it('asks for a key with the scope, of the right team', async () => {
    const body = { events: [goodEvent()] };
    expect((await postUsage(meter.url, null, body)).status).toBe(401);
    const wrong = await postUsage(meter.url, `tg_${'x'.repeat(43)}`, body);
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer');
    const reader = await seedKey(db, { scopes: ['usage:read'] });
    expect((await postUsage(meter.url, reader.key, body)).status).toBe(403);
    const foreign = await postUsage(meter.url, claimsKey.key, body);
    expect(foreign.status).toBe(403);
    expect(foreign.body.errors).toMatchObject([{ pointer: '/events/0/tags/team', code: 'other_team' }]);
    const own = await postUsage(meter.url, claimsKey.key, { events: [goodEvent({ tags: {} })] });
    expect(own.body).toMatchObject({ accepted: 1 });
    const nobody = await post({ events: [goodEvent({ tags: {} })] });
    expect(nobody.body.rejected).toMatchObject([{ code: 'missing_team', pointer: '/events/0/tags/team' }]);
  });

  it('stops a revoked or expired key within seconds', async () => {
    const { key, id } = await seedKey(db, { expiresAt: new Date(NOW.getTime() + 3_600_000) });
    const status = async () => (await postUsage(meter.url, key, { events: [] })).status;
    expect(await status()).toBe(200);
    clock = new Date(NOW.getTime() + 3_600_000);
    expect(await status()).toBe(401);
    clock = NOW;
    const second = await seedKey(db);
    expect((await postUsage(meter.url, second.key, { events: [] })).status).toBe(200);
    await db.execute(sql`update api_keys set revoked_at = now() where id in (${id}, ${second.id})`);
    clock = new Date(NOW.getTime() + 5_000);
    expect((await postUsage(meter.url, second.key, { events: [] })).status).toBe(401);
    clock = NOW;
  });
});

describe('limits', () => {
  it('answers 503 with Retry-After beyond its budget, and stores what it took', async () => {
    const small = await start({ recorder: { queuedEvents: 500, lanes: 1, windowMs: 50 } });
    const send = () =>
      postUsage(small.url, anyKey, { source: 'b', events: Array.from({ length: 200 }, () => goodEvent()) });
    const before = (await countEvents()) ?? 0;
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    await small.close();
    const taken = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 503);
    expect(taken.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(taken.length + refused.length).toBe(8);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await countEvents()).toBe(before + 200 * taken.length);
  });

  it('answers 429 with Retry-After when one key opens too many requests', async () => {
    const small = await start({ inFlight: { bytes: 1e9, requestsPerKey: 2 }, recorder: { windowMs: 100 } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => postUsage(small.url, anyKey, { events: [goodEvent()] })),
    );
    await small.close();
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    for (const { status, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBe('1');
    }
  });

  it('answers 503 while the database is away', async () => {
    const gone = connect(`postgres://nobody@127.0.0.1:${await freePort()}/none`, { max: 1 });
    const away = await startMeter({ db: gone, secret: TEST_SECRET, port: 0, logLevel: 'silent' });
    const answer = await postUsage(away.url, anyKey, { events: [goodEvent()] });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${away.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${away.url}/healthz`)).status).toBe(200);
    await away.close();
    await gone.$client.end({ timeout: 0 });
  });
});

describe('stopping', () => {
  it('answers what is in flight before it closes', async () => {
    const stopping = await start({ recorder: { windowMs: 150 } });
    const before = (await countEvents()) ?? 0;
    const inFlight = postUsage(stopping.url, anyKey, { source: 'stop', events: [goodEvent()] });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await stopping.close();
    expect((await inFlight).body).toMatchObject({ accepted: 1 });
    expect(await countEvents()).toBe(before + 1);
    await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
  });
});

describe('operations', () => {
  it('is healthy, ready, and counts what it did', async () => {
    expect(await (await fetch(`${meter.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${meter.url}/readyz`)).json()).toEqual({ status: 'ready' });
    const metrics = await (await fetch(`${meter.url}/metrics`)).text();
    expect(metrics).toMatch(/tollgate_usage_events_total\{result="accepted"\} 1000\d/);
    expect(metrics).toContain('tollgate_http_request_duration_seconds_bucket');
    const nothing = await fetch(`${meter.url}/v1/none`);
    expect(nothing.status).toBe(404);
    expect(nothing.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is not ready while migrations are missing', async () => {
    const [last] = await db.execute<{ hash: string; created_at: string }>(
      sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)
          returning hash, created_at`,
    );
    expect((await fetch(`${meter.url}/readyz`)).status).toBe(503);
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${last?.hash}, ${last?.created_at})`,
    );
    expect((await fetch(`${meter.url}/readyz`)).status).toBe(200);
  });

  it('logs without secrets', async () => {
    await postUsage(meter.url, `${anyKey.slice(0, -3)}zzz`, {
      events: [goodEvent({ user: 'secret-person' })],
    });
    await post('{"events":', { cookie: 'session=hidden' });
    const log = lines.join('');
    expect(log).toContain('request refused');
    for (const secret of [
      anyKey,
      claimsKey.key,
      anyKey.slice(3, 40),
      TEST_SECRET,
      'secret-person',
      'session=hidden',
    ])
      expect(log).not.toContain(secret);
  });

  it('describes every route it has, with schemas that resolve', async () => {
    const document = await (await fetch(`${meter.url}/openapi.json`)).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        '/healthz',
        '/metrics',
        '/openapi.json',
        '/readyz',
        '/v1/gate',
        '/v1/gate/reservations/{id}',
        '/v1/gateways/portkey/gate',
        '/v1/gateways/portkey/usage',
        '/v1/outcomes',
        '/v1/usage',
      ].sort(),
    );
    for (const path of Object.keys(document.paths)) {
      const method = Object.keys(document.paths[path])[0]?.toUpperCase();
      expect((await fetch(meter.url + path, { method })).status).not.toBe(404);
    }
    const responses = Object.keys(document.paths['/v1/usage'].post.responses);
    expect(responses).toEqual(['200', '400', '401', '403', '413', '415', '422', '429', '500', '503']);
    const text = JSON.stringify(document);
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = (pointer ?? '').split('/').reduce((node, part) => node?.[part], document);
      expect(target, pointer).toBeDefined();
    }
    const fields = Object.keys(document.components.schemas.UsageEvent.properties);
    expect(fields).toEqual(
      expect.arrayContaining([
        'id',
        'time',
        'source',
        'provider',
        'model',
        'tokens',
        'tags',
        'user',
        'context',
        'reservation',
        'request_hash',
        'requested_model',
      ]),
    );
  });

  it('runs its jobs from the database’s clock', async () => {
    const withJobs = await startMeter({
      databaseUrl,
      secret: TEST_SECRET,
      port: 0,
      logLevel: 'silent',
      now: () => NOW,
    });
    const rows = await db.execute<{ name: string }>(sql`select name from pgboss.schedule order by name`);
    await withJobs.close();
    expect(rows.map(({ name }) => name)).toEqual([
      'alert-sweep',
      'announce-missed-refusals',
      'ask-for-evidence',
      'evaluation-sweep',
      'expire-raises',
      'expire-reservations',
      'expire-samples',
      'freeze-forecasts',
      'keep-budgets',
      'prune-gate-decisions',
      'prune-ingest-rejections',
      'prune-sign-in-attempts',
      'remind-budget-reviews',
      'send-packs',
      'send-packs-by-date',
      'usage-partitions-ahead',
    ]);
    const ahead = await db.execute(sql`select to_regclass('usage_events_2027_02') as name`);
    expect(ahead[0]?.name).toBe('usage_events_2027_02');
  });
});
