import { randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { budgetThresholdEvents, gateDecisions, killSwitches } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { announceMissedRefusals } from './announce-refusals';
import { loadBudgetConfig } from './budget-config';
import { expireReservations } from './expire-reservations';
import { createGate, type Gate } from './gate';
import { pruneDecisions } from './prune-decisions';
import { releaseReservation } from './release-reservation';
import {
  archiveBudgets,
  GATE_SECRET,
  gateCall,
  seedBudget,
  seedPrices,
  setLimit,
  spend,
  totalsOf,
} from './testing/gate-fixture';

const { db, url } = await testDatabase();
const other = connect(url, { max: 4 });
const KEY = randomUUID();
const ANY_TEAM = { keyId: KEY, teamId: null };
const UNIT = 10n ** 12n;
let clock = NOW;
let gate: Gate;
let second: Gate;
let teamId: (key: string) => bigint;
let departmentId: (key: string) => bigint | null;

beforeAll(async () => {
  ({ teamId, departmentId } = await seedOrganisation(db));
  await seedPrices(db);
});

beforeEach(async () => {
  clock = NOW;
  gate = createGate({ db, secret: GATE_SECRET, now: () => clock });
  second = createGate({ db: other, secret: GATE_SECRET, now: () => clock });
  await Promise.all([gate.warm(), second.warm()]);
});

afterAll(() => disconnect(other));

afterEach(async () => {
  await Promise.all([gate.close(), second.close()]);
  await archiveBudgets(db);
});

const check = async (raw: unknown, at: Gate = gate) => (await at.check(ANY_TEAM, raw)).answer;

it('lets no more calls through because two clocks differ about the minute', async () => {
  const thresholds = [{ percent: 1, action: { kind: 'throttle' as const, requestsPerMinute: 3 } }];
  const budgetId = await seedBudget(db, { limit: '100', thresholds });
  await check(gateCall(1));
  await spend(db, budgetId, '10');
  const decisions: string[] = [];
  for (const ahead of [0, 60_000, 0, 60_000, 0, 60_000, 0, 60_000]) {
    clock = new Date(NOW.getTime() + ahead);
    decisions.push((await check(gateCall(1))).decision);
  }
  clock = NOW;
  expect(decisions.filter((decision) => decision !== 'deny')).toHaveLength(4);
});

describe('the gate', () => {
  it('answers as API.md says, and holds what the call may take', async () => {
    const budgetId = await seedBudget(db, { name: 'All', limit: '100' });
    const { answer, body } = await gate.check(ANY_TEAM, gateCall(30));
    expect(answer).toEqual({
      decision: 'allow',
      provider: 'acme',
      model: 'dollar',
      fallback: [],
      reservation: {
        id: expect.stringMatching(/^rsv_[0-9a-z]{26}$/),
        amount: '30.000000000000',
        currency: 'USD',
        expires_at: new Date(NOW.getTime() + 600_000).toISOString(),
      },
      budgets: [
        {
          id: String(budgetId),
          name: 'All',
          scope: 'organisation',
          percent: '30.0',
          state: 'ok',
          remaining: '70.000000000000',
          unit: 'currency',
          currency: 'USD',
        },
      ],
      policy: null,
      reasons: [],
      degraded: false,
    });
    expect(JSON.parse(body)).toEqual(answer);
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 30n * UNIT });
    const [row] = await db
      .select()
      .from(gateDecisions)
      .where(eq(gateDecisions.id, answer.reservation?.id ?? ''));
    expect(row).toMatchObject({
      teamId: teamId('support'),
      decision: 'allow',
      state: 'open',
      holds: [30n * UNIT],
      estimatedCost: 30n * UNIT,
      estimatedTokens: 30n,
      budgetId,
      degraded: false,
    });
  });

  it('admits exactly what fits while calls arrive at once at two gates', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, index) => check(gateCall(1), index % 2 ? gate : second)),
    );
    const decisions = answers.map(({ decision }) => decision);
    expect(decisions.filter((decision) => decision !== 'deny')).toHaveLength(100);
    expect(decisions.filter((decision) => decision === 'deny')).toHaveLength(500);
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 100n * UNIT });
  });

  it('holds in every budget that applies, and names the most exceeded one first', async () => {
    const organisation = await seedBudget(db, { name: 'Organisation', limit: '100' });
    const department = await seedBudget(db, {
      name: 'Operations',
      scope: 'department',
      departmentId: departmentId('ops'),
      limit: '50',
    });
    const team = await seedBudget(db, {
      name: 'Support',
      scope: 'team',
      teamId: teamId('support'),
      limit: '40',
    });
    const elsewhere = await seedBudget(db, {
      name: 'Claims',
      scope: 'team',
      teamId: teamId('claims'),
      limit: '1',
    });
    expect((await check(gateCall(30))).decision).toBe('allow');
    for (const id of [organisation, department, team])
      expect(await totalsOf(db, id)).toEqual({ spent: 0n, reserved: 30n * UNIT });
    expect(await totalsOf(db, elsewhere)).toEqual({ spent: 0n, reserved: 0n });
    // 30 + 25 = 55: of 40 that is 137.5 %, of 50 it is 110 %, of 100 it is 55 %.
    const denied = await check(gateCall(25));
    expect(denied.decision).toBe('deny');
    expect(denied.reservation).toBeNull();
    expect(denied.reasons.map(({ code, budget_id }) => [code, budget_id])).toEqual([
      ['budget_exceeded', String(team)],
      ['budget_exceeded', String(department)],
    ]);
    expect(denied.budgets.map(({ name, percent }) => [name, percent])).toEqual([
      ['Support', '75.0'],
      ['Operations', '60.0'],
      ['Organisation', '30.0'],
    ]);
    await gate.close(); // and with it what it had to announce
    const announced = await db
      .select()
      .from(budgetThresholdEvents)
      .where(inArray(budgetThresholdEvents.budgetId, [organisation, department, team]))
      .orderBy(budgetThresholdEvents.budgetId);
    expect(announced.map(({ budgetId, percent, cause }) => [budgetId, percent, cause])).toEqual([
      [department, 100, 'denied'],
      [team, 100, 'denied'],
    ]);
    expect(await totalsOf(db, organisation)).toEqual({ spent: 0n, reserved: 30n * UNIT });
  });

  it('announces a refusal that a process ended before announcing, once', async () => {
    const budgetId = await seedBudget(db, {
      limit: '10',
      thresholds: [
        { percent: 50, action: { kind: 'notify' } },
        { percent: 100, action: { kind: 'block' } },
      ],
    });
    await check(gateCall(11));
    await gate.close();
    await db.delete(budgetThresholdEvents).where(eq(budgetThresholdEvents.budgetId, budgetId));
    const config = await loadBudgetConfig(db);
    const [first, second] = [
      await announceMissedRefusals(db, config, clock),
      await announceMissedRefusals(db, config, clock),
    ];
    expect([first, second]).toEqual([2, 0]);
  });

  it('counts what recording left as a change, down to the last unit', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    await check(gateCall(10));
    await spend(db, budgetId, '89.999999999999');
    expect((await check(gateCall(1))).decision).toBe('deny');
    await spend(db, budgetId, '-0.999999999999');
    expect((await check(gateCall(1))).decision).toBe('warn');
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 89n * UNIT, reserved: 11n * UNIT });
  });

  it('counts each user of a per-user budget for itself', async () => {
    await seedBudget(db, { scope: 'user', teamId: teamId('support'), limit: '10' });
    const of = (user: string) => check(gateCall(6, { user }));
    expect((await of('ada')).decision).toBe('allow');
    expect((await of('grace')).decision).toBe('allow');
    expect((await of('ada')).decision).toBe('deny');
    expect((await check(gateCall(100))).decision).toBe('allow');
  });

  it('holds the budget of a key and of a workflow', async () => {
    await seedBudget(db, { scope: 'api_key', keyId: KEY, limit: '10', name: 'Key' });
    await seedBudget(db, {
      scope: 'workflow',
      teamId: teamId('support'),
      workflow: 'triage',
      limit: '5',
      name: 'Workflow',
    });
    expect((await check(gateCall(6))).reasons[0]?.detail).toContain('“Workflow”');
    expect((await check(gateCall(6, { tags: { team: 'support', workflow: 'reply' } }))).decision).toBe(
      'allow',
    );
    expect((await check(gateCall(6, { tags: { team: 'support' } }))).reasons[0]?.detail).toContain('“Key”');
    expect(
      (await gate.check({ keyId: randomUUID(), teamId: null }, gateCall(6, { tags: { team: 'support' } })))
        .answer,
    ).toMatchObject({ decision: 'allow', budgets: [], reservation: null });
  });

  it('holds tokens where the budget counts tokens, also of a model without a price', async () => {
    const budgetId = await seedBudget(db, { unit: 'tokens', limit: '1000' });
    const answer = await check(
      gateCall(700, { model: 'gift', tokens: { input: 600, cache_read: 50, max_output: 50 } }),
    );
    expect(answer).toMatchObject({
      decision: 'allow',
      reservation: { amount: null, currency: 'USD' },
      budgets: [{ percent: '70.0', remaining: '300', unit: 'tokens', currency: null }],
    });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 700n * UNIT });
    expect((await check(gateCall(301))).decision).toBe('deny');
  });

  it('refuses an unpriced model under a blocking budget, unless the budget allows it', async () => {
    const strict = await seedBudget(db, { limit: '100', name: 'Strict' });
    expect((await check(gateCall(1, { model: 'gift' }))).reasons[0]).toMatchObject({
      code: 'unpriced_model',
      budget_id: String(strict),
    });
    expect((await check(gateCall(1, { model: 'nobody-knows-it' }))).reasons[0]?.detail).toContain(
      'unknown_model',
    );
    await archiveBudgets(db);
    const lenient = await seedBudget(db, { limit: '100', whenUnpriced: 'allow' });
    expect(await check(gateCall(1, { model: 'gift' }))).toMatchObject({
      decision: 'allow',
      reservation: null,
      reasons: [{ code: 'not_held', budget_id: String(lenient) }],
    });
    expect(await totalsOf(db, lenient)).toEqual({ spent: 0n, reserved: 0n });
  });

  it('raises and lowers a limit at once, and never resets what was spent', async () => {
    const budgetId = await seedBudget(db, { limit: '10' });
    expect((await check(gateCall(8))).decision).toBe('allow');
    expect((await check(gateCall(8))).decision).toBe('deny');
    await setLimit(db, budgetId, '16');
    expect((await check(gateCall(8))).decision).toBe('warn');
    await setLimit(db, budgetId, '12');
    const denied = await check(gateCall(1));
    expect(denied).toMatchObject({
      decision: 'deny',
      budgets: [{ percent: '133.3', remaining: '-4.000000000000' }],
    });
    await setLimit(db, budgetId, '17');
    expect((await check(gateCall(1))).decision).toBe('warn');
  });

  it('stops with the next call when a kill switch is set, and goes on when it is over', async () => {
    await seedBudget(db, { limit: '100' });
    expect((await check(gateCall(1))).decision).toBe('allow');
    await db.transaction(async (tx) => {
      await tx.insert(killSwitches).values({
        scope: 'team',
        teamId: teamId('support'),
        reason: 'A loop in triage.',
        startedAt: NOW,
        startedByName: 'Ada',
        endsAt: new Date(NOW.getTime() + 3_600_000),
      });
      await tx.execute(sql`update budget_state set version = version + 1`);
    });
    const killed = await check(gateCall(1));
    expect(killed).toMatchObject({
      decision: 'deny',
      reservation: null,
      reasons: [
        { code: 'killed', detail: 'Calls are stopped until 2026-11-22T05:00:00.000Z: A loop in triage.' },
      ],
    });
    expect((await check(gateCall(1), second)).decision).toBe('deny');
    expect((await check(gateCall(1, { tags: { team: 'claims' } }))).decision).toBe('allow');
    clock = new Date(NOW.getTime() + 3_600_000);
    expect((await check(gateCall(1))).decision).toBe('allow');
  });

  it('answers with a cheaper model of the same provider from a threshold on', async () => {
    await seedBudget(db, {
      limit: '100',
      thresholds: [
        { percent: 50, action: { kind: 'downgrade', tier: 'balanced' } },
        { percent: 80, action: { kind: 'downgrade', tier: 'cost_optimised' } },
        { percent: 100, action: { kind: 'block' } },
      ],
    });
    expect(await check(gateCall(50))).toMatchObject({
      model: 'dollar',
      reservation: { amount: '50.000000000000' },
    });
    expect(await check(gateCall(40))).toMatchObject({
      decision: 'warn',
      model: 'dime',
      reservation: { amount: '4.000000000000' },
      reasons: [{ code: 'threshold_passed' }, { code: 'downgraded_by_budget' }],
    });
    expect(await check(gateCall(30, { model: 'dime', tokens: { input: 270, max_output: 0 } }))).toMatchObject(
      {
        model: 'dime',
        reservation: { amount: '27.000000000000' },
      },
    );
    expect(await check(gateCall(100))).toMatchObject({
      model: 'penny',
      reservation: { amount: '1.000000000000' },
    });
  });

  it('lets so many calls a minute through from a threshold on', async () => {
    await seedBudget(db, {
      limit: '100',
      thresholds: [{ percent: 10, action: { kind: 'throttle', requestsPerMinute: 3 } }],
    });
    clock = new Date('2026-11-22T04:00:05Z');
    const three = await Promise.all([check(gateCall(10)), check(gateCall(1)), check(gateCall(1))]);
    expect(three.map(({ decision }) => decision)).toEqual(['warn', 'warn', 'warn']);
    expect((await check(gateCall(1))).reasons[0]).toMatchObject({ code: 'throttled' });
    expect((await check(gateCall(1), second)).decision).toBe('deny');
    clock = new Date('2026-11-22T04:01:00Z');
    expect((await check(gateCall(1))).decision).toBe('warn');
  });

  it('refuses another team’s call, a call of no team, and keeps a team nobody has seen', async () => {
    const bound = { keyId: KEY, teamId: teamId('support') };
    await expect(gate.check(bound, gateCall(1, { tags: { team: 'claims' } }))).rejects.toMatchObject({
      code: 'forbidden',
      issues: [{ path: '/tags/team', code: 'other_team' }],
    });
    await expect(gate.check(ANY_TEAM, gateCall(1, { tags: {} }))).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: '/tags/team', code: 'missing_team' }],
    });
    expect((await gate.check(bound, gateCall(1, { tags: {} }))).answer.decision).toBe('allow');
    expect((await check(gateCall(1, { tags: { team: 'brand-new' } }))).decision).toBe('allow');
    const rows = await db.execute<{ adopted: boolean }>(
      sql`select adopted_at is not null as adopted from teams where key = 'brand-new'`,
    );
    expect([...rows]).toEqual([{ adopted: false }]);
  });
});

describe('the same id again', () => {
  it('gives the same answer and holds nothing twice: in turn, in one batch, in two processes', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    const call = gateCall(10);
    const first = await gate.check(ANY_TEAM, call);
    const again = await gate.check(ANY_TEAM, call);
    expect(again).toEqual({ ...first, kind: 'decided', isRepeat: true });
    expect(again.body).toBe(first.body);
    const at = (gates: Gate[], raw: unknown) => Promise.all(gates.map((one) => one.check(ANY_TEAM, raw)));
    const bodies = (await at([gate, gate, second, second, gate], gateCall(10, { user: 'u' }))).map(
      ({ body }) => body,
    );
    expect(new Set(bodies).size).toBe(1);
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 20n * UNIT });
  });

  it('gives one answer to a storm of repeats over two processes', async () => {
    const budgetId = await seedBudget(db, { limit: '1000' });
    const calls = Array.from({ length: 40 }, () => gateCall(1));
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        (index % 3 ? gate : second).check(ANY_TEAM, calls[index % 40]),
      ),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(40);
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 40n * UNIT });
  });

  it('is refused for another request, and free for another team', async () => {
    await seedBudget(db, { limit: '100' });
    const call = gateCall(10);
    await gate.check(ANY_TEAM, call);
    await expect(
      gate.check(ANY_TEAM, { ...call, tokens: { input: 11, max_output: 0 } }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    const mixed = await Promise.allSettled([
      gate.check(ANY_TEAM, { ...call, id: 'twice' }),
      gate.check(ANY_TEAM, { ...call, id: 'twice', model: 'dime' }),
    ]);
    expect(mixed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await check({ ...call, tags: { team: 'claims' } })).decision).toBe('allow');
    const sameTags = { workflow: 'triage', team: 'support' };
    expect((await gate.check(ANY_TEAM, { ...call, tags: sameTags })).isRepeat).toBe(true);
    expect(
      (await gate.check({ keyId: KEY, teamId: teamId('support') }, { ...call, tags: { workflow: 'triage' } }))
        .isRepeat,
    ).toBe(true);
  });
});

describe('a reservation', () => {
  it('is over after its time, at the latest before anything is refused for it', async () => {
    const budgetId = await seedBudget(db, { limit: '10' });
    await check(gateCall(10, { ttl_seconds: 60 }));
    clock = new Date(NOW.getTime() + 59_999);
    expect((await check(gateCall(10))).decision).toBe('deny');
    clock = new Date(NOW.getTime() + 60_000);
    expect((await check(gateCall(10))).decision).toBe('warn');
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 10n * UNIT });
  });

  it('gives back in every budget it held, also those the refused call does not touch', async () => {
    const organisation = await seedBudget(db, { limit: '10' });
    const team = await seedBudget(db, { scope: 'team', teamId: teamId('support'), limit: '10' });
    await check(gateCall(10, { ttl_seconds: 1 }));
    clock = new Date(NOW.getTime() + 1_000);
    expect((await check(gateCall(10, { tags: { team: 'claims' } }))).decision).toBe('warn');
    expect(await totalsOf(db, organisation)).toEqual({ spent: 0n, reserved: 10n * UNIT });
    expect(await totalsOf(db, team)).toEqual({ spent: 0n, reserved: 0n });
  });

  it('expires by the job, once', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    for (let n = 0; n < 5; n += 1) await check(gateCall(2));
    clock = new Date(NOW.getTime() + 600_000);
    await check(gateCall(7));
    const ended = await Promise.all([expireReservations(db, clock), expireReservations(other, clock)]);
    expect(ended[0] + ended[1]).toBeGreaterThanOrEqual(5);
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 7n * UNIT });
  });

  it('is released by a key of its team, and again without effect', async () => {
    const budgetId = await seedBudget(db, { limit: '10' });
    const { reservation } = await check(gateCall(10));
    const id = reservation?.id ?? '';
    await expect(releaseReservation(db, { keyId: KEY, teamId: teamId('claims') }, id)).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (let n = 0; n < 2; n += 1)
      expect(await releaseReservation(db, { keyId: KEY, teamId: teamId('support') }, id)).toEqual({
        id,
        state: 'released',
      });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 0n });
    expect((await check(gateCall(10))).decision).toBe('warn');
    await expect(releaseReservation(db, ANY_TEAM, 'rsv_none')).rejects.toMatchObject({ code: 'not_found' });
    await db.execute(sql`update gate_decisions set state = 'settled' where id = ${id}`);
    await expect(releaseReservation(db, ANY_TEAM, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is forgotten after 35 days, a denial after 400', async () => {
    await db.execute(sql`delete from gate_decisions`);
    await seedBudget(db, { limit: '10' });
    await check(gateCall(10));
    await check(gateCall(10));
    const daysOn = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
    expect(await pruneDecisions(db, daysOn(36))).toBe(0); // still open
    await expireReservations(db, daysOn(1));
    expect(await pruneDecisions(db, daysOn(34))).toBe(0);
    expect(await pruneDecisions(db, daysOn(36))).toBe(1);
    expect(await pruneDecisions(db, daysOn(399))).toBe(0);
    expect(await pruneDecisions(db, daysOn(401))).toBe(1);
  });
});

describe('a new period', () => {
  const rollOver = async (
    zone: string,
    month: number,
    period: 'day' | 'month' | 'fiscal_year',
    before: string,
    after: string,
  ) => {
    await db.execute(sql`update organisation set time_zone = ${zone}, fiscal_year_start_month = ${month}`);
    const budgetId = await seedBudget(db, { limit: '10', period });
    clock = new Date(before);
    expect((await check(gateCall(10))).decision).toBe('warn');
    expect((await check(gateCall(1))).decision).toBe('deny');
    clock = new Date(after);
    expect((await check(gateCall(10))).decision).toBe('warn');
    const rows = await db.execute<{ from: string; to: string }>(sql`
      select period_from::text as from, period_to::text as to from budget_counters where budget_id = ${budgetId.toString()}::bigint
      order by period_from`);
    return [...rows].map(({ from, to }) => `${from} ${to}`);
  };

  it('begins at midnight in Hong Kong', async () => {
    expect(
      await rollOver('Asia/Hong_Kong', 4, 'month', '2026-10-31T15:59:59.999Z', '2026-10-31T16:00:00Z'),
    ).toEqual(['2026-10-01 2026-11-01', '2026-11-01 2026-12-01']);
  });

  it('knows the leap day', async () => {
    expect(
      await rollOver('Asia/Hong_Kong', 4, 'day', '2028-02-29T15:59:59.999Z', '2028-02-29T16:00:00Z'),
    ).toEqual(['2028-02-29 2028-03-01', '2028-03-01 2028-03-02']);
  });

  it('begins at midnight where clocks change', async () => {
    // New York puts its clocks back on 1 November 2026: that day begins at 04:00 UTC and the next at 05:00 UTC.
    expect(
      await rollOver('America/New_York', 1, 'day', '2026-11-02T04:59:59.999Z', '2026-11-02T05:00:00Z'),
    ).toEqual(['2026-11-01 2026-11-02', '2026-11-02 2026-11-03']);
  });

  it('begins in April with the fiscal year', async () => {
    expect(
      await rollOver('Asia/Hong_Kong', 4, 'fiscal_year', '2027-03-31T15:59:59.999Z', '2027-03-31T16:00:00Z'),
    ).toEqual(['2026-04-01 2027-04-01', '2027-04-01 2028-04-01']);
  });
});
