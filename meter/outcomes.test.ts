import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Meter, startMeter } from './server';
import { seedKey, TEST_SECRET } from './testing/meter-for-tests';
import { postOutcomes } from './testing/post-outcomes';

const { db } = await testDatabase();
let meter: Meter;
let anyTeam: string;
let support: string;
let usageOnly: string;

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  const scopes = ['outcomes:write'];
  anyTeam = (await seedKey(db, { teamId: null, scopes })).key;
  support = (await seedKey(db, { teamId: teamId('support'), scopes })).key;
  usageOnly = (await seedKey(db, { teamId: null })).key;
  meter = await startMeter({
    db,
    secret: TEST_SECRET,
    port: 0,
    logLevel: 'silent',
    jobs: false,
    now: () => NOW,
  });
});
afterAll(() => meter?.close());
beforeEach(async () => {
  await db.execute(sql`truncate outcomes, outcomes_daily`);
});

const good = (id: string, over: object = {}) => ({
  ...{ id, time: '2026-10-31T23:59:59.123+08:00', workflow: 'resolve-ticket', outcome: 'ticket_resolved' },
  ...over,
});
const send = (key: string, outcomes: unknown[], source?: string) =>
  postOutcomes(meter.url, key, { source, outcomes });
const days = () =>
  db.execute(sql`select t.key as team, d.day::text as day, a.workflow, d.outcome, d.count::text as count,
    d.value_currency as currency, d.value_amount::text as amount
    from outcomes_daily d join attributions a on a.id = d.attribution_id join teams t on t.id = d.team_id
    order by 1, 2, 3, 4, 5`);
const stored = async () => {
  const [row] = await db.execute<{ rows: string }>(sql`select count(*)::text as rows from outcomes`);
  return row?.rows;
};

describe('POST /v1/outcomes', () => {
  it('stores outcomes, on the day of the organisation on which they were delivered', async () => {
    const { status, body } = await send(support, [
      good('a'),
      good('b', { count: 4, time: '2026-10-31T16:00:00Z' }),
      good('c', { value: { amount: '12.00', currency: 'HKD' }, tags: { team: 'support', region: 'hk' } }),
    ]);
    expect([status, body]).toEqual([200, { accepted: 3, duplicates: 0, rejected: [] }]);
    const of = { team: 'support', workflow: 'resolve-ticket', outcome: 'ticket_resolved' };
    const none = { currency: '', amount: '0.000000000000' };
    expect([...(await days())]).toEqual([
      { ...of, day: '2026-10-31', count: '1', ...none },
      { ...of, day: '2026-10-31', count: '1', currency: 'HKD', amount: '12.000000000000' },
      { ...of, day: '2026-11-01', count: '4', ...none },
    ]);
  });

  it('counts what is sent twice once, in one request, in the next, and by 24 at the same time', async () => {
    expect((await send(support, [good('a'), good('a', { count: 9 })])).body).toEqual({
      ...{ accepted: 1, duplicates: 1, rejected: [] },
    });
    const many = Array.from({ length: 50 }, (_, index) => good(`m-${index}`, { count: 2 }));
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, turn) => send(support, turn % 2 ? many : [...many].reverse())),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
    expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(50);
    expect(await stored()).toBe('51');
    expect((await days()).map(({ count }) => count)).toEqual(['101']);
  });

  it('tells teams and sources apart: the same id of another is another outcome', async () => {
    for (const source of ['crm', 'desk'])
      for (const team of ['support', 'claims'])
        expect((await send(anyTeam, [good('same', { tags: { team } })], source)).body.accepted).toBe(1);
    expect(await stored()).toBe('4');
  });

  it('takes back with a count below zero and a new id', async () => {
    await send(support, [good('a', { count: 10 }), good('a-back', { count: -3 })]);
    expect((await days()).map(({ count }) => count)).toEqual(['7']);
  });

  it('names what is wrong with each and stores the rest', async () => {
    const wrong: [string, object][] = [
      ['required /id', good('', {})],
      ['invalid_time /time', good('w1', { time: '2026-10-31 12:00' })],
      ['time_in_future /time', good('w2', { time: '2027-01-01T00:00:00Z' })],
      ['required /workflow', good('w3', { workflow: ' ' })],
      ['required /outcome', good('w4', { outcome: undefined })],
      ['out_of_range /count', good('w5', { count: 0 })],
      ['out_of_range /count', good('w6', { count: 1.5 })],
      ['wrong_type /count', good('w7', { count: '3' })],
      ['invalid_amount /value/amount', good('w8', { value: { amount: 12, currency: 'HKD' } })],
      ['invalid_amount /value/amount', good('w9', { value: { amount: '-1', currency: 'HKD' } })],
      ['unknown_currency /value/currency', good('w10', { value: { amount: '1', currency: 'XXX' } })],
      ['workflow_differs /tags/workflow', good('w11', { tags: { workflow: 'other' } })],
      ['invalid_tag_key /tags', good('w12', { tags: { '1': 'x' } })],
      ['wrong_type /value', good('w13', { value: 12 })],
    ];
    const { status, body } = await send(support, [
      ...wrong.map(([, one]) => one),
      'text',
      null,
      good('fine'),
    ]);
    expect([status, body.accepted]).toEqual([200, 1]);
    expect(
      body.rejected.map((one: { index: number; code: string; pointer: string }) => [
        one.index,
        `${one.code} ${one.pointer.replace(/^\/outcomes\/\d+/, '')}`,
      ]),
    ).toEqual(
      [...wrong.map(([what]) => what), 'wrong_type ', 'wrong_type '].map((what, index) => [index, what]),
    );
    expect(await stored()).toBe('1');
  });

  it('keeps a key to its team and its scopes', async () => {
    const other = await send(support, [good('a'), good('b', { tags: { team: 'claims' } })]);
    expect([other.status, other.body.errors[0].pointer]).toEqual([403, '/outcomes/1/tags/team']);
    const unnamed = await send(anyTeam, [good('a')]);
    expect(unnamed.body.rejected[0].code).toBe('missing_team');
    expect((await send(usageOnly, [good('a')])).status).toBe(403);
    expect((await postOutcomes(meter.url, null, { outcomes: [] })).status).toBe(401);
    expect(await stored()).toBe('0');
  });

  it('refuses a malformed or too large body whole', async () => {
    const status = async (body: unknown, headers = {}) =>
      (await postOutcomes(meter.url, support, body, headers)).status;
    expect(await status('{"outcomes":')).toBe(400);
    expect(await status('')).toBe(400);
    expect(await status([])).toBe(422);
    expect(await status({ events: [] })).toBe(422);
    expect(await status({ source: 7, outcomes: [] })).toBe(422);
    expect(await status({ outcomes: [] }, { 'content-type': 'text/csv' })).toBe(415);
    expect(await status('x', { 'content-encoding': 'gzip' })).toBe(400);
    expect(await status({ outcomes: Array(10_001).fill(good('a')) })).toBe(413);
    expect(await stored()).toBe('0');
  });

  it('reads lines and gzip as usage does', async () => {
    const lines = `${JSON.stringify(good('a'))}\n\n${JSON.stringify(good('b'))}\n`;
    const { body } = await postOutcomes(meter.url, support, gzipSync(lines), {
      ...{ 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    });
    expect(body).toEqual({ accepted: 2, duplicates: 0, rejected: [] });
    const metrics = await (await fetch(`${meter.url}/metrics`)).text();
    expect(metrics).toMatch(/tollgate_outcomes_total\{result="accepted"\} \d+/);
  });
});
