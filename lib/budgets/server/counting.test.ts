import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { reconcile } from '../../usage/server/reconcile';
import type { Recorder } from '../../usage/server/recorder';
import { createGate, type Gate } from './gate';
import { ANY_TEAM, counterTable, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import { archiveBudgets, GATE_SECRET, gateCall, seedPrices } from './testing/gate-fixture';

const { db } = await testDatabase();
const KEY = randomUUID();
let clock = NOW;
let recorder: Recorder;
let gate: Gate;
let teamId: (key: string) => bigint;
let departmentId: (key: string) => bigint | null;
let keyNumber: bigint;

beforeAll(async () => {
  ({ teamId, departmentId } = await seedOrganisation(db));
  await seedPrices(db);
  const [key] = await db
    .insert(apiKeys)
    .values({
      ...{ id: KEY, name: 'k', prefix: 'tg_test', secretHash: '', scopes: ['usage:write'] },
      ...{ createdBy: 'test', createdAt: NOW },
    })
    .returning();
  keyNumber = key?.number ?? 0n;
  recorder = newRecorder(db, () => clock);
  gate = createGate({ db, secret: GATE_SECRET, now: () => clock });
  await gate.warm();
});

afterEach(async () => {
  clock = NOW;
  await archiveBudgets(db);
});

afterAll(async () => {
  await recorder.close();
  await gate.close();
});

const record = (events: Record<string, unknown>[], auth: Parameters<Recorder['record']>[0] = ANY_TEAM) =>
  recorder.record(auth, { source: 's', events });

const agrees = async () => (await reconcile(systemCtx(db, 'test', clock), {})).budgets.differences;

/** A hold of `dollars` in team support. */
async function reserve(dollars: number): Promise<string> {
  const { answer } = await gate.check({ keyId: KEY, teamId: null }, gateCall(dollars));
  return answer.reservation?.id ?? '';
}

describe('usage', () => {
  it('counts on every budget that applies, once, in the budget’s period', async () => {
    const support = teamId('support');
    await makeBudget(db, NOW, 'all', { kind: 'organisation' }, { period: 'fiscal_year' });
    await makeBudget(db, NOW, 'ops', { kind: 'department', departmentId: departmentId('ops') ?? 0n });
    await makeBudget(db, NOW, 'support', { kind: 'team', teamId: support }, { period: 'week' });
    await makeBudget(db, NOW, 'triage', { kind: 'workflow', teamId: support, workflow: 'triage' });
    await makeBudget(db, NOW, 'each', { kind: 'user', of: { kind: 'organisation' } }, { period: 'day' });
    await makeBudget(db, NOW, 'each in support', { kind: 'user', of: { kind: 'team', teamId: support } });
    await makeBudget(db, NOW, 'key', { kind: 'api_key', keyId: KEY }, { period: 'quarter' });
    const sent = [
      usageOf(10, { user: 'ann' }),
      usageOf(2, { user: 'ben', tags: { team: 'support', workflow: 'draft' } }),
      usageOf(300, { tags: { team: 'claims' } }),
      usageOf(4000, { user: 'ann', tags: { team: 'platform', workflow: 'triage' } }),
    ];
    const key = { keyId: KEY, keyNumber, teamId: null };
    expect(await record(sent, key)).toMatchObject({ accepted: 4 });
    expect(await record([...sent, usageOf(50_000)], ANY_TEAM)).toMatchObject({ accepted: 1, duplicates: 4 });
    expect(await counterTable(db)).toEqual({
      'all - 2026-04-01': '54312 0 0',
      'ops - 2026-11-01': '50312 0 0',
      'support - 2026-11-16': '50012 0 0',
      'triage - 2026-11-01': '50010 0 0',
      'each ann 2026-11-20': '4010 0 0',
      'each ben 2026-11-20': '2 0 0',
      'each in support ann 2026-11-01': '10 0 0',
      'each in support ben 2026-11-01': '2 0 0',
      'key - 2026-10-01': '4312 0 0',
    });
    expect(await agrees()).toEqual([]);
    expect(await db.execute(sql`select distinct key_number::text as n from usage_events order by n`)).toEqual(
      [{ n: keyNumber.toString() }, { n: null }],
    );
  });

  it('keeps what has no price apart from what was spent, and counts it in a budget of tokens', async () => {
    const claims = { kind: 'team', teamId: teamId('claims') } as const;
    const tags = { team: 'claims' };
    await makeBudget(db, NOW, 'money', claims, { period: 'day' });
    await makeBudget(db, NOW, 'tokens', claims, { period: 'day', unit: 'tokens', currency: null });
    const tokens = {
      input: 1,
      cache_read: 20,
      cache_write_5m: 300,
      cache_write_1h: 4000,
      output: 5,
      reasoning: 60,
    };
    await record([usageOf(0, { time: '2026-11-21T10:00:00Z', model: 'gift', tokens, tags })]);
    await record([usageOf(7, { time: '2026-11-21T10:00:00Z', model: 'penny', tags })]);
    expect(await counterTable(db)).toEqual({
      'money - 2026-11-21': '0.07 0 4386',
      'money - 2026-11-22': '0 0 0',
      'tokens - 2026-11-21': '4393 0 0',
      'tokens - 2026-11-22': '0 0 0',
    });
    expect(await agrees()).toEqual([]);
  });

  it('is counted from the start by a budget made in the middle of the period, also what is dated ahead', async () => {
    const platform = { kind: 'team', teamId: teamId('platform') } as const;
    const tags = { team: 'platform' };
    const tomorrow = '2026-11-23T03:00:00Z';
    await record([usageOf(5, { tags, time: '2026-11-22T01:00:00Z' }), usageOf(6, { tags, time: tomorrow })]);
    await makeBudget(db, NOW, 'days', platform, { period: 'day' });
    expect(await counterTable(db)).toEqual({ 'days - 2026-11-22': '5 0 0' });
    clock = new Date('2026-11-23T04:00:00Z');
    await record([usageOf(1, { tags, time: tomorrow })]);
    // Two days on nothing from before the budget can be missing, and nothing is looked up.
    clock = new Date('2026-11-25T04:00:00Z');
    await record([usageOf(9, { tags, time: '2026-11-25T03:00:00Z' })]);
    expect(await counterTable(db)).toEqual({
      'days - 2026-11-22': '5 0 0',
      'days - 2026-11-23': '7 0 0',
      'days - 2026-11-25': '9 0 0',
    });
    expect(await agrees()).toEqual([]);
  });
});

describe('usage that names its reservation', () => {
  it('settles it, whether it cost more or less, and counts what it cost', async () => {
    await makeBudget(db, NOW, 'a', { kind: 'team', teamId: teamId('support') }, { period: 'day' });
    await makeBudget(
      db,
      NOW,
      'b',
      { kind: 'workflow', teamId: teamId('support'), workflow: 'triage' },
      { period: 'day' },
    );
    const [first, second, third] = [await reserve(100), await reserve(20), await reserve(3)];
    const time = NOW.toISOString();
    expect(await counterTable(db)).toEqual({ 'a - 2026-11-22': '0 123 0', 'b - 2026-11-22': '0 123 0' });
    await record([usageOf(90, { time, reservation: first }), usageOf(25, { time, reservation: second })]);
    expect(await counterTable(db)).toEqual({ 'a - 2026-11-22': '115 3 0', 'b - 2026-11-22': '115 3 0' });
    // Again, after it is over: it only counts.
    await record([usageOf(1, { time, reservation: first })]);
    expect(await counterTable(db)).toEqual({ 'a - 2026-11-22': '116 3 0', 'b - 2026-11-22': '116 3 0' });
    await record([usageOf(1, { time, reservation: third, tags: { team: 'claims' } })]);
    await record([usageOf(1, { time, reservation: 'rsv_unknown"\\{' })]);
    expect(await counterTable(db)).toEqual({ 'a - 2026-11-22': '117 3 0', 'b - 2026-11-22': '117 3 0' });
    expect(
      await db.execute(
        sql`select id, state from gate_decisions where state <> 'none' order by decided_at, id`,
      ),
    ).toEqual(
      expect.arrayContaining([
        { id: first, state: 'settled' },
        { id: second, state: 'settled' },
        { id: third, state: 'open' },
      ]),
    );
    expect(await agrees()).toEqual([]);
  });

  it('leaves it open where it is partial, holding what is left, never below nothing', async () => {
    const support = { kind: 'team', teamId: teamId('support') } as const;
    await makeBudget(db, NOW, 'a', support, { period: 'day', limit: '1000000' });
    await makeBudget(db, NOW, 't', support, { period: 'day', unit: 'tokens', currency: null });
    const before = await counterTable(db);
    const id = await reserve(50);
    const time = NOW.toISOString();
    const spent = (table: Record<string, string>, name: string) => table[`${name} - 2026-11-22`];
    expect(spent(before, 'a')).toBe('117 0 0');
    await record([
      usageOf(8, { time, reservation: id, partial: true }),
      usageOf(30, { time, model: 'dime', reservation: id, partial: true }),
    ]);
    // 8 × 1 + 30 × 0.10 = 11 USD; 38 tokens.
    expect(spent(await counterTable(db), 'a')).toBe('128 39 0');
    expect(spent(await counterTable(db), 't')).toBe('155 12 0');
    await record([usageOf(45, { time, reservation: id, partial: true })]);
    expect(spent(await counterTable(db), 'a')).toBe('173 0 0');
    expect(await agrees()).toEqual([]);
    await record([usageOf(0, { time, reservation: id, tokens: { output: 2 } })]);
    expect(spent(await counterTable(db), 't')).toBe('202 0 0');
    expect(await db.execute(sql`select state from gate_decisions where id = ${id}`)).toEqual([
      { state: 'settled' },
    ]);
    expect(await agrees()).toEqual([]);
  });

  it('must say true or false for partial', async () => {
    const { rejected } = await record([usageOf(1, { partial: 'yes' })]);
    expect(rejected).toMatchObject([{ code: 'wrong_type', pointer: '/events/0/partial' }]);
  });
});
