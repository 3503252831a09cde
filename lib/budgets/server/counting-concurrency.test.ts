import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { budgets } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { setTeamDepartment } from '../../access/server/set-team-department';
import { parseMoney } from '../../money/money';
import { createTagRule } from '../../usage/server/create-tag-rule';
import { reconcile } from '../../usage/server/reconcile';
import type { Recorder } from '../../usage/server/recorder';
import { createGate, type Gate } from './gate';
import { changeMapping } from './mapping-lock';
import { recountBudgets } from './recount-budgets';
import { ANY_TEAM, counterTable, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import {
  archiveBudgets,
  BLOCK_AT_100,
  GATE_SECRET,
  gateCall,
  seedPrices,
  setLimit,
} from './testing/gate-fixture';

const { db, url } = await testDatabase();
const pools = [connect(url, { max: 4 }), connect(url, { max: 4 }), connect(url, { max: 4 })];
let recorders: Recorder[];
let gate: Gate;
let teamId: (key: string) => bigint;
let departmentId: (key: string) => bigint | null;

beforeAll(async () => {
  ({ teamId, departmentId } = await seedOrganisation(db));
  await seedPrices(db);
  recorders = pools.map((pool) => newRecorder(pool, () => NOW));
  gate = createGate({ db, secret: GATE_SECRET, now: () => NOW });
  await gate.warm();
});

afterAll(async () => {
  await Promise.all([...recorders.map((recorder) => recorder.close()), gate.close()]);
  await Promise.all(pools.map(disconnect));
});

/** A budget that is being made while a batch, prepared without it, waits for the mapping. */
it('counts a batch that waited for a new budget', async () => {
  const [recorder] = recorders;
  await recorder?.record(ANY_TEAM, { source: 's', events: [usageOf(1, { id: 'before' })] });
  let waiting: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await changeMapping(tx, NOW);
    const [row] = await tx
      .insert(budgets)
      .values({
        ...{ name: 'awaited', scope: 'organisation', unit: 'currency', currency: 'USD', planRate: '1' },
        ...{ limitAmount: parseMoney('1000'), period: 'quarter', thresholds: BLOCK_AT_100 },
        ...{ whenUnavailable: 'open', whenUnpriced: 'deny', reviewOn: '2027-01-01' },
        ...{ createdBy: 'test', createdAt: NOW },
      })
      .returning({ id: budgets.id });
    await recountBudgets(tx, NOW, [row?.id ?? 0n]);
    waiting = recorder?.record(ANY_TEAM, { source: 's', events: [usageOf(4, { id: 'during' })] }) ?? waiting;
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await waiting;
  expect((await counterTable(db))['awaited - 2026-10-01']).toBe('5 0 0');
  await archiveBudgets(db);
  await db.execute(sql`truncate usage_events, usage_event_keys, usage_hourly, usage_daily, usage_user_daily,
    usage_monthly, usage_user_monthly`);
});

const BATCHES = 40;
const PEOPLE = ['ann', 'ben', 'cat'];
const FLOWS = ['triage', 'draft', 'old'];

/** Three processes record while budgets are made, limits, rules and departments change, and calls are gated. */
it('loses nothing and counts nothing twice while everything changes', async () => {
  const ctx = systemCtx(db, 'test', NOW);
  let sent = 0;
  const recording = recorders.flatMap((recorder, process) =>
    Array.from({ length: BATCHES }, async (_, batch) => {
      await new Promise((resolve) => setTimeout(resolve, batch * 15));
      const events = Array.from({ length: 5 }, (_, index) => {
        sent += 1;
        return usageOf(1, {
          id: `p${process}-${batch}-${index}`,
          time: index === 0 ? '2026-11-21T10:00:00Z' : '2026-11-22T03:00:00Z',
          user: PEOPLE[(batch + index) % 3],
          tags: { team: ['support', 'claims'][process % 2], workflow: FLOWS[index % 3] },
        });
      });
      // Every other batch goes to two processes at once: one of them counts it.
      const others = batch % 2 === 0 ? [recorders[(process + 1) % 3]] : [];
      await Promise.all([recorder, ...others].map((one) => one?.record(ANY_TEAM, { source: 's', events })));
    }),
  );
  const support = teamId('support');
  const changing = async () => {
    const first = await makeBudget(db, NOW, 'all', { kind: 'organisation' }, { period: 'day' });
    await makeBudget(db, NOW, 'ops', { kind: 'department', departmentId: departmentId('ops') ?? 0n });
    await makeBudget(
      db,
      NOW,
      'each',
      { kind: 'user', of: { kind: 'team', teamId: support } },
      { period: 'day' },
    );
    await setLimit(db, first, '2000000');
    await makeBudget(db, NOW, 'new', { kind: 'workflow', teamId: support, workflow: 'new' });
    await createTagRule(ctx, { tag: 'workflow', fromValue: 'old', toValue: 'new', condition: {} });
    await makeBudget(
      db,
      NOW,
      'tokens',
      { kind: 'team', teamId: support },
      { unit: 'tokens', currency: null },
    );
    await setTeamDepartment(ctx, {
      teamId: String(teamId('claims')),
      departmentId: String(departmentId('it')),
    });
    await makeBudget(db, NOW, 'claims', { kind: 'team', teamId: teamId('claims') }, { period: 'week' });
    await setTeamDepartment(ctx, {
      teamId: String(teamId('claims')),
      departmentId: String(departmentId('ops')),
    });
  };
  const gating = Array.from({ length: 60 }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 10));
    await gate.check({ keyId: '00000000-0000-4000-8000-000000000000', teamId: null }, gateCall(1));
  });
  await Promise.all([...recording, changing(), ...gating]);

  expect(sent).toBe(600);
  expect(await reconcile(ctx, {})).toMatchObject({ agrees: true, budgets: { differences: [] } });
  const table = await counterTable(db);
  // 3 × 40 × 5 calls of one dollar, a fifth of them the day before; two processes in three send for support.
  expect(table['all - 2026-11-22']?.split(' ')[0]).toBe('480');
  expect(table['ops - 2026-11-01']?.split(' ')[0]).toBe('600');
  expect(table['tokens - 2026-11-01']?.split(' ')[0]).toBe('400');
  expect(table['claims - 2026-11-16']?.split(' ')[0]).toBe('200');
  // Of indexes 0 to 4 one is `old`, by now `new`: 2 × 40.
  expect(table['new - 2026-11-01']?.split(' ')[0]).toBe('80');
  const each = PEOPLE.map((person) => Number(table[`each ${person} 2026-11-22`]?.split(' ')[0]));
  expect(each.reduce((a, b) => a + b, 0)).toBe(320);
});
