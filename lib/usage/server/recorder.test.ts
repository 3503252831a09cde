import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys, attributions, models, tagValues, teams, usageUsers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { pseudonymOf } from './pseudonym';
import { createRecorder, type Recorder } from './recorder';

const { db } = await testDatabase();
const SECRET = 'a secret of the tests, long enough for anyone';
const ANY = { keyId: 'k-any', teamId: null };

const newRecorder = () =>
  createRecorder({ db, loadPriceBook, secret: SECRET, timeZone: 'Asia/Hong_Kong', now: () => NOW });

let recorder: Recorder;
let other: Recorder;
let teamId: (key: string) => bigint;

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await loadCatalogue(db, NOW);
  recorder = newRecorder();
  other = newRecorder();
});
afterAll(async () => {
  await recorder.close();
  await other.close();
});

let unique = 0;
const usage = (over: Record<string, unknown> = {}) => {
  unique += 1;
  return {
    id: `e-${unique}`,
    time: '2026-11-20T15:59:59.999Z',
    provider: 'openai',
    model: 'gpt-4o',
    tokens: { input: 1000, output: 500 },
    tags: { team: 'support' },
    ...over,
  };
};

const one = async (query: ReturnType<typeof sql>) => (await db.execute(query))[0] as Record<string, unknown>;

/** Events and each rollup, summed; equal to the last digit where the ledger is sound. */
async function totals() {
  const measures = sql.raw(
    `sum(requests)::text r, sum(input_tokens)::text i, sum(output_tokens)::text o,
     coalesce(sum(effective_cost), 0)::numeric(38,12)::text c`,
  );
  return {
    events: await one(sql`select count(*)::text n, ${measures} from usage_events`),
    hourly: await one(sql`select sum(events)::text n, ${measures} from usage_hourly`),
    daily: await one(sql`select sum(events)::text n, ${measures} from usage_daily`),
    monthly: await one(sql`select sum(events)::text n, ${measures} from usage_monthly`),
    keys: await one(sql`select count(*)::text n from usage_event_keys`),
  };
}

describe('recording', () => {
  it('prices, stores and rolls up an event in the organisation’s day', async () => {
    const result = await recorder.record(ANY, {
      source: 's1',
      events: [usage({ id: 'first', user: 'u-1' })],
    });
    expect(result).toEqual({ accepted: 1, duplicates: 0, unpriced: 0, rejected: [] });
    const event = await one(sql`select e.*, t.key as team from usage_events e join teams t on t.id = e.team_id
      where event_id = 'first'`);
    expect(event).toMatchObject({ team: 'support', input_tokens: '1000', status: 'ok', attempt: 1 });
    // gpt-4o: 2.5 and 10 USD per million → 1000 × 2.5 + 500 × 10 = 7,500 micro-dollars.
    expect(event.effective_cost).toBe('0.007500000000');
    // 15:59:59.999Z is still the 20th in Hong Kong.
    expect(await one(sql`select day::text, events::text, effective_cost from usage_daily`)).toEqual({
      day: '2026-11-20',
      events: '1',
      effective_cost: '0.007500000000',
    });
    expect(await one(sql`select day::text, events::text from usage_user_daily`)).toEqual({
      day: '2026-11-20',
      events: '1',
    });
    const [user] = await db.select().from(usageUsers);
    expect(user?.pseudonym).toBe(pseudonymOf(SECRET, 'u-1'));
  });

  it('counts an event once, also with another time, in one request, and from another process', async () => {
    const same = usage({ id: 'twice' });
    const later = { ...same, time: '2026-10-01T00:00:00Z' };
    const first = await recorder.record(ANY, { source: 's1', events: [same, same, later] });
    expect(first).toMatchObject({ accepted: 1, duplicates: 2 });
    const again = await other.record(ANY, { source: 's1', events: [later, usage()] });
    expect(again).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await recorder.record(ANY, { source: 's2', events: [same] })).toMatchObject({ accepted: 1 });
  });

  it('keeps unknown names for someone to adopt', async () => {
    const event = usage({
      model: 'in-house-7b',
      provider: 'Our Lab',
      requested_model: 'gpt-4o',
      tags: { team: 'newcomers', feature: 'chat', colour: 'blue' },
    });
    expect(await recorder.record(ANY, { events: [event] })).toMatchObject({ accepted: 1, unpriced: 1 });
    const team = (await db.select().from(teams)).find((row) => row.key === 'newcomers');
    expect(team).toMatchObject({ adoptedAt: null });
    const model = (await db.select().from(models)).find((row) => row.key === 'in-house-7b');
    expect(model).toMatchObject({ state: 'unrecognised' });
    expect(await db.select().from(tagValues)).toMatchObject([
      { tag: 'feature', value: 'chat', state: 'pending' },
    ]);
    const row = (await db.select().from(attributions)).find(({ teamId: id }) => id === team?.id);
    expect(row).toMatchObject({
      reported: { team: 'newcomers', feature: 'chat', colour: 'blue' },
      freeTags: {},
    });
    const stored = await one(sql`select e.unpriced_reason, e.effective_cost, m.key from usage_events e
      join models m on m.id = e.requested_model_id where event_id = ${event.id}`);
    expect(stored).toEqual({ unpriced_reason: 'unknown_model', effective_cost: null, key: 'gpt-4o' });
  });

  it('takes the team from the key, and refuses another team’s whole', async () => {
    const auth = { keyId: 'k', teamId: teamId('claims') };
    expect(await recorder.record(auth, { events: [usage({ tags: undefined })] })).toMatchObject({
      accepted: 1,
    });
    const before = await totals();
    const mixed = [usage({ tags: {} }), usage({ tags: { team: 'support' } })];
    await expect(recorder.record(auth, { events: mixed })).rejects.toMatchObject({
      code: 'forbidden',
      issues: [{ path: '/events/1/tags/team' }],
    });
    expect(await totals()).toEqual(before);
  });

  it('stores the good and names the bad', async () => {
    const result = await recorder.record(ANY, {
      source: 's3',
      events: [usage(), usage({ id: 'bad', tokens: { input: -1 } }), usage({ tags: {} }), 7],
    });
    expect(result).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, id: 'bad', code: 'negative_tokens', pointer: '/events/1/tokens/input' },
        { index: 2, code: 'missing_team', pointer: '/events/2/tags/team' },
        { index: 3, code: 'wrong_type', pointer: '/events/3' },
      ],
    });
    const kept = await db.execute(
      sql`select event_id, code from ingest_rejections where source = 's3' order by id`,
    );
    expect([...kept]).toMatchObject([{ event_id: 'bad', code: 'negative_tokens' }, {}, { event_id: null }]);
  });

  it('prices without storing on a dry run', async () => {
    const before = await totals();
    const event = usage({ id: 'twice' });
    const result = await recorder.record(
      ANY,
      { source: 's1', events: [event, usage(), usage()] },
      { dryRun: true },
    );
    expect(result).toMatchObject({ accepted: 2, duplicates: 1, effectiveCost: '0.015000000000' });
    expect(await totals()).toEqual(before);
  });

  it('keeps quotes, backslashes and Chinese as they came', async () => {
    const id = 'a"b\\c\\N,{}用量';
    const tags = { team: '客戶"服務\\' };
    expect(await recorder.record(ANY, { events: [usage({ id, tags, task_class: '"\\' })] })).toMatchObject({
      accepted: 1,
    });
    const row = await one(sql`select e.event_id, e.task_class, t.key from usage_events e
      join teams t on t.id = e.team_id where t.key = ${tags.team}`);
    expect(row).toEqual({ event_id: id, task_class: '"\\', key: tags.team });
    expect(await one(sql`select task_class from usage_hourly where task_class <> '' limit 1`)).toEqual({
      task_class: '"\\',
    });
  });
});

describe('exactly once', () => {
  it('holds for any interleaving of overlapping batches from two processes', async () => {
    const batchOf = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });
    const schedule = fc.array(fc.tuple(batchOf, fc.boolean()), { minLength: 2, maxLength: 12 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(schedule, async (batches) => {
        round += 1;
        const source = `round-${round}`;
        const results = await Promise.all(
          batches.map(([numbers, second]) =>
            (second ? other : recorder).record(ANY, {
              source,
              events: numbers.map((n) =>
                usage({
                  id: `n-${n}`,
                  tags: { team: `t-${n % 3}`, feature: `f-${n % 5}` },
                  user: `u-${n % 7}`,
                }),
              ),
            }),
          ),
        );
        const wanted = new Set(batches.flatMap(([numbers]) => numbers)).size;
        expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(wanted);
        const stored =
          await one(sql`select count(*)::int n from usage_events e join sources s on s.id = e.source_id
          where s.key = ${source}`);
        expect(stored.n).toBe(wanted);
      }),
      { numRuns: 25 },
    );
    const { events, hourly, daily, monthly, keys } = await totals();
    expect(hourly).toEqual(events);
    expect(monthly).toEqual(events);
    expect(daily).toEqual(events);
    expect(keys.n).toBe(events.n);
    expect(await db.select().from(apiKeys)).toEqual([]);
  });
});
