import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import {
  archiveBudgets,
  gateCall,
  seedBudget,
  seedPrices,
  totalsOf,
} from '@/lib/budgets/server/testing/gate-fixture';
import { EMPTY_POLICY } from '@/lib/routing/policy';
import { retirePolicy } from '@/lib/routing/server/retire-policy';
import { publishBody, routingPeople } from '@/lib/routing/server/testing/publish';
import { type Meter, startMeter } from './server';
import { postUsage, seedKey, TEST_SECRET } from './testing/meter-for-tests';
import { deleteReservation, postGate } from './testing/post-gate';

const { db } = await testDatabase();
const UNIT = 10n ** 12n;
const CLOCK = new Date('2026-11-22T04:00:12Z');
let meter: Meter;
let key: string;
let bound: string;
let writer: string;
let platform: bigint;
const lines: string[] = [];

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  await seedPrices(db);
  platform = teamId('platform');
  key = (await seedKey(db, { scopes: ['gate:check', 'usage:write'] })).key;
  bound = (await seedKey(db, { scopes: ['gate:check'], teamId: teamId('claims') })).key;
  writer = (await seedKey(db, { scopes: ['usage:write'] })).key;
  meter = await startMeter({
    db,
    secret: TEST_SECRET,
    port: 0,
    now: () => CLOCK,
    logTo: { write: (line) => void lines.push(line) },
  });
});

afterAll(() => meter.close());

/** A team of which no usage was ever recorded, so that its budgets begin at nothing. */
const ofPlatform = () => ({ scope: 'team' as const, teamId: platform });
const platformCall = (input: number, over = {}) => gateCall(input, { tags: { team: 'platform' }, ...over });
const gate = (body: unknown, query = '', by: string | null = key) => postGate(meter.url, by, body, query);

describe('POST /v1/gate', () => {
  it('routes every call: nothing of a request asks to keep its model, as Tollgate’s own calls do', async () => {
    const people = await routingPeople(db, platform);
    const { policyId } = await publishBody(db, CLOCK, { author: people.admin, approver: people.cfo }, null, {
      ...EMPTY_POLICY,
      rules: [{ id: 'all', when: {}, primary: { provider: 'acme', model: 'dime' }, fallback: [] }],
    });
    const asked = { keepModel: true, keep_model: true, options: { keepModel: true } };
    const { status, body } = await gate(platformCall(1, asked), '?keepModel=true&keep_model=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({ model: 'dime', policy: { rule: 'all' } });
    await retirePolicy({ db, now: CLOCK, actor: people.cfo }, { policyId, reason: 'end of the test' });
  });

  it('decides, settles with usage, and refuses what does not fit', async () => {
    const budgetId = await seedBudget(db, { limit: '10', name: 'All' });
    const { status, body, headers } = await gate(gateCall(8));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({
      decision: 'allow',
      reservation: { amount: '8.000000000000', currency: 'USD' },
    });
    expect((await gate(gateCall(3))).body.decision).toBe('deny');
    const usage = await postUsage(meter.url, key, {
      events: [
        {
          id: 'settles',
          time: CLOCK.toISOString(),
          provider: 'acme',
          model: 'dollar',
          tokens: { input: 5 },
          tags: { team: 'support' },
          reservation: body.reservation.id,
        },
      ],
    });
    expect(usage.body).toMatchObject({ accepted: 1 });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 5n * UNIT, reserved: 0n });
    expect((await gate(gateCall(5))).body).toMatchObject({
      decision: 'warn',
      budgets: [{ percent: '100.0' }],
    });
    await archiveBudgets(db);
  });

  it('denies by status, in the words that clients of OpenAI read', async () => {
    await seedBudget(db, { ...ofPlatform(), limit: '10', name: 'All' });
    const { status, headers, body } = await gate(platformCall(11), '?enforce=status');
    expect(status).toBe(429);
    expect(headers.get('x-should-retry')).toBe('false');
    expect(headers.get('retry-after')).toBeNull();
    expect(body).toEqual({
      error: {
        message: expect.stringContaining(
          'The budget “All” has used 0.000000000000 USD of 10.000000000000 USD',
        ),
        type: 'budget_exceeded',
        param: null,
        code: 'budget_exceeded',
      },
    });
    expect((await gate(platformCall(1), '?enforce=status')).status).toBe(200);
    await archiveBudgets(db);
    await seedBudget(db, {
      ...ofPlatform(),
      limit: '10',
      thresholds: [{ percent: 1, action: { kind: 'throttle', requestsPerMinute: 1 } }],
    });
    await gate(platformCall(1));
    const throttled = await gate(platformCall(1), '?enforce=status');
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '48']);
    expect(throttled.body.error.code).toBe('throttled');
    await archiveBudgets(db);
  });

  it('takes gzip, and a key of a team speaks for its team alone', async () => {
    const zipped = await postGate(meter.url, key, gzipSync(JSON.stringify(gateCall(1))), '', {
      'content-encoding': 'gzip',
    });
    expect(zipped.status).toBe(200);
    expect((await gate(gateCall(1, { tags: {} }), '', bound)).status).toBe(200);
    const foreign = await gate(gateCall(1), '', bound);
    expect([foreign.status, foreign.body.errors[0].code]).toEqual([403, 'other_team']);
  });

  it('answers problems as RFC 9457, with what to do', async () => {
    const cases: [number, Promise<{ status: number; body: { status: number; detail: string } }>, RegExp][] = [
      [401, gate(gateCall(1), '', null), /API key/],
      [401, gate(gateCall(1), '', `tg_${'x'.repeat(43)}`), /API key/],
      [403, gate(gateCall(1), '', writer), /gate:check/],
      [400, gate('{'), /JSON/],
      [400, gate(''), /empty/],
      [415, postGate(meter.url, key, 'x', '', { 'content-type': 'text/plain' }), /application\/json/],
      [413, gate(gateCall(1, { user: 'x'.repeat(70_000) })), /holds at most|64|16 MiB/],
      [422, gate([]), /object/],
      [
        422,
        gate(gateCall(1, { tokens: { max_output: 5 } })),
        /tokens\.input: Send the number of input tokens/,
      ],
      [422, gate(gateCall(1, { tokens: { input: 1, output: 5 } })), /max_output/],
      [422, gate(gateCall(1, { tags: {} })), /tags\.team/],
      [422, gate(gateCall(1, { ttl_seconds: 3_601 })), /from 1 to 3600/],
      [422, gate(gateCall(1), '?enforce=yes'), /enforce/],
    ];
    for (const [expected, asked, detail] of cases) {
      const { status, body } = await asked;
      expect([status, body.status], body.detail).toEqual([expected, expected]);
      expect(body.detail).toMatch(detail);
    }
  });

  it('says 409 where an id comes again for another call', async () => {
    const call = gateCall(1);
    expect((await gate(call)).status).toBe(200);
    expect((await gate({ ...call, model: 'dime' })).status).toBe(409);
  });

  it('never answers 5xx, whatever it is sent', async () => {
    const soup = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.constantFrom('', 'support', '\u0000', '__proto__', '9'.repeat(400), '\ud800'),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    const field = fc.constantFrom(
      'id',
      'provider',
      'model',
      'tags',
      'user',
      'task_class',
      'tokens',
      'service_tier',
      'ttl_seconds',
    );
    const bodies = fc.sample(
      fc.oneof(
        fc.tuple(field, soup).map(([name, value]) => JSON.stringify({ ...gateCall(1), [name]: value })),
        fc
          .tuple(fc.constantFrom('input', 'max_output', 'cache_read', 'x'), soup)
          .map(([name, value]) => JSON.stringify(gateCall(1, { tokens: { input: 1, [name]: value } }))),
        fc
          .tuple(fc.string(), soup)
          .map(([name, value]) => JSON.stringify(gateCall(1, { tags: { team: 'support', [name]: value } }))),
        soup.map((value) => JSON.stringify(value) ?? ''),
        fc.uint8Array({ maxLength: 60 }),
        fc.string(),
      ),
      { numRuns: 500, seed: 7 },
    );
    const statuses = new Map<number, number>();
    for (const body of bodies) {
      const { status } = await gate(body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect((statuses.get(422) ?? 0) + (statuses.get(400) ?? 0)).toBeGreaterThan(200);
  });
});

describe('DELETE /v1/gate/reservations/{id}', () => {
  it('releases once and again, and only for a key of the team', async () => {
    const budgetId = await seedBudget(db, { ...ofPlatform(), limit: '10' });
    const { id } = (await gate(platformCall(10))).body.reservation;
    expect((await deleteReservation(meter.url, bound, id)).status).toBe(403);
    expect((await deleteReservation(meter.url, writer, id)).status).toBe(403);
    for (let n = 0; n < 2; n += 1)
      expect(await deleteReservation(meter.url, key, id)).toMatchObject({
        status: 200,
        body: { id, state: 'released' },
      });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 0n });
    for (const unknown of ['rsv_00000000000000000000000000', 'x', '\u0000', 'rsv_%'])
      expect((await deleteReservation(meter.url, key, unknown)).status).toBe(404);
    await archiveBudgets(db);
  });
});

it('counts decisions and says what it refused, without names of users', async () => {
  await seedBudget(db, { ...ofPlatform(), limit: '1' });
  await gate(platformCall(2, { user: 'someone-private' }));
  const text = await (await fetch(`${meter.url}/metrics`)).text();
  expect(text).toMatch(/tollgate_gate_decisions_total\{decision="deny",degraded="false"\} [1-9]/);
  expect(text).toMatch(/tollgate_gate_decisions_total\{decision="allow",degraded="false"\} [1-9]/);
  expect(text).toMatch(/tollgate_gate_decision_duration_seconds_count [1-9]/);
  const refusal = lines.map((line) => JSON.parse(line)).find((line) => line.msg === 'call refused');
  expect(refusal).toMatchObject({ reason: 'budget_exceeded' });
  expect(lines.join('')).not.toContain('someone-private');
  const { paths } = (await (await fetch(`${meter.url}/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/gate', '/v1/gate/reservations/{id}']));
  await archiveBudgets(db);
});
