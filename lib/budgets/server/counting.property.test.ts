import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { models, priceLists, priceVersions, providers } from '@/db/schema';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { setTeamDepartment } from '../../access/server/set-team-department';
import { repriceUsage } from '../../pricing/server/reprice-usage';
import { createTagRule } from '../../usage/server/create-tag-rule';
import { reconcile } from '../../usage/server/reconcile';
import type { Recorder } from '../../usage/server/recorder';
import { retireTagRule } from '../../usage/server/retire-tag-rule';
import { expireReservations } from './expire-reservations';
import { createGate, type Gate } from './gate';
import { releaseReservation } from './release-reservation';
import { ANY_TEAM, counterTable, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import { CountingModel, type KnownBudget, type KnownCall } from './testing/counting-model';
import { archiveBudgets, GATE_SECRET, gateCall, seedPrices, setLimit } from './testing/gate-fixture';

const RUNS = 5;
const STEPS = 30;
const HOUR = 3_600_000;
const KEY = { keyId: '00000000-0000-4000-8000-000000000000', teamId: null };

const { db, url } = await testDatabase();
const other = connect(url, { max: 4 });
let clock = new Date('2026-11-22T04:00:00Z');
let teamId: (key: string) => bigint;
let departmentId: (key: string) => bigint | null;
let recorders: Recorder[] = [];
let gate: Gate;
const model = new CountingModel();
const budgetIds: bigint[] = [];
let ruleId: string | null = null;
let serial = 0;

const now = () => clock;

async function start(): Promise<void> {
  recorders = [newRecorder(db, now), newRecorder(other, now)];
  gate = createGate({ db: other, secret: GATE_SECRET, now });
  await gate.warm();
}

async function stop(): Promise<void> {
  await Promise.all([...recorders.map((recorder) => recorder.close()), gate.close()]);
}

beforeAll(async () => {
  ({ teamId, departmentId } = await seedOrganisation(db));
  await seedPrices(db);
  model.prices.set('dollar', 10n ** 12n).set('penny', 10n ** 10n);
  model.departments.set('support', 'ops').set('claims', 'ops');
  await start();
});

afterAll(async () => {
  await stop();
  await disconnect(other);
});

const calls = fc.record({
  team: fc.constantFrom('support', 'claims'),
  workflow: fc.constantFrom('triage', 'draft', 'old'),
  user: fc.constantFrom('ann', 'ben', null),
  model: fc.constantFrom('dollar', 'penny', 'gift'),
  tokens: fc.integer({ min: 1, max: 60 }),
  hoursAgo: fc.constantFrom(0, 0, 0, -12, 26, 24 * 33),
});
type Call = typeof calls extends fc.Arbitrary<infer T> ? T : never;

const scopes = ['organisation', 'department:ops', 'department:it', 'team:support', 'workflow:support:triage'];
const perUser = ['user', 'user:department:ops', 'user:team:claims'];
const budgets = fc.record({
  scope: fc.constantFrom(...scopes, ...perUser),
  period: fc.constantFrom('day', 'week', 'month', 'quarter', 'fiscal_year' as const),
  unit: fc.constantFrom('currency', 'currency', 'tokens' as const),
});

const pick = fc.nat({ max: 1000 });
const process = fc.nat({ max: 1 });
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      calls: fc.array(calls, { minLength: 1, maxLength: 4 }),
      process,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('reserve' as const), call: calls }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      pick,
      tokens: fc.integer({ min: 1, max: 80 }),
      partial: fc.boolean(),
      process,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 24, 24 * 20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('limit' as const),
      pick,
      limit: fc.constantFrom('1', '50', '1000000'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('budget' as const), budget: budgets }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rule' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('department' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('price' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('crash' as const), call: calls, afterMs: fc.nat({ max: 12 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Models without a price are one a run, so that giving one a price leaves later runs something to do. */
let gift = 'gift';
const known = ({ team, workflow, user, model: key, tokens, hoursAgo }: Call): KnownCall => ({
  ...{ at: new Date(clock.getTime() - hoursAgo * HOUR), team, workflow, user },
  ...{ model: key === 'gift' ? gift : key, tokens: BigInt(tokens) },
});

const wire = (call: KnownCall, over: Record<string, unknown> = {}) => {
  serial += 1;
  const { at, team, workflow, user, model: key } = call;
  return usageOf(Number(call.tokens), {
    ...{ id: `e-${serial}`, time: at.toISOString(), model: key, tags: { team, workflow }, user },
    ...over,
  });
};

const DO: { [K in Step['do']]: (step: Extract<Step, { do: K }>) => Promise<void> } = {
  async record(step) {
    const events = step.calls.map(known);
    await recorders[step.process]?.record(ANY_TEAM, { source: 's', events: events.map((one) => wire(one)) });
    model.events.push(...events);
  },
  async reserve({ call: drawn }) {
    const call = known({ ...drawn, hoursAgo: 0 });
    const { team, workflow, user, model: key } = call;
    const request = gateCall(Number(call.tokens), { model: key, tags: { team, workflow }, user });
    const { answer } = await gate.check(KEY, request);
    if (answer.reservation) model.hold(answer.reservation.id, call, new Date(answer.reservation.expires_at));
  },
  async settle(step) {
    const [id, held] = picked(model.open, step.pick) ?? [];
    if (!id || !held) return;
    const usage = { ...held.call, at: clock, tokens: BigInt(step.tokens) };
    const events = [wire(usage, { reservation: id, partial: step.partial })];
    await recorders[step.process]?.record(ANY_TEAM, { source: 's', events });
    model.events.push(usage);
    model.settle(id, usage, step.partial);
  },
  async release(step) {
    const [id] = picked(model.open, step.pick) ?? [];
    if (!id) return;
    await releaseReservation(db, KEY, id);
    model.open.delete(id);
  },
  async wait({ hours }) {
    clock = new Date(clock.getTime() + hours * HOUR);
    await expireReservations(db, clock);
    model.expire(clock);
  },
  async limit(step) {
    const id = budgetIds[step.pick % Math.max(1, budgetIds.length)];
    if (id !== undefined) await setLimit(db, id, step.limit);
  },
  async budget({ budget }) {
    const twin = (one: KnownBudget) =>
      one.scope === budget.scope && one.period === budget.period && one.unit === budget.unit;
    if (model.budgets.some(twin)) return;
    serial += 1;
    const name = `b${serial}`;
    const scope = CountingModel.scopeOf(budget.scope, (kind, key) =>
      kind === 'team' ? teamId(key) : (departmentId(key) ?? 0n),
    );
    const { period, unit } = budget;
    const currency = unit === 'tokens' ? null : 'USD';
    budgetIds.push(await makeBudget(db, clock, name, scope, { period, unit, currency }));
    model.budgets.push({ name, ...budget });
  },
  async rule() {
    const ctx = systemCtx(db, 'test', clock);
    if (ruleId) {
      await retireTagRule(ctx, { ruleId });
      ruleId = null;
      model.rules.clear();
      return;
    }
    ({ ruleId } = await createTagRule(ctx, {
      ...{ tag: 'workflow', fromValue: 'old', toValue: 'triage', condition: {} },
    }));
    model.rules.set('old', 'triage');
  },
  async department() {
    const next = model.departments.get('claims') === 'ops' ? 'it' : 'ops';
    await setTeamDepartment(systemCtx(db, 'test', clock), {
      ...{ teamId: String(teamId('claims')), departmentId: String(departmentId(next)) },
    });
    model.departments.set('claims', next);
  },
  async price() {
    const [row] = await db.select().from(models).where(eq(models.key, gift));
    const [list] = await db.select().from(priceLists);
    if (!row || !list) throw new Error('The models of the test are gone.');
    await db.insert(priceVersions).values({
      ...{ priceListId: list.id, modelId: row.id, recordedAt: clock, recordedBy: 'test' },
      rates: { prices: { input: '20000', output: '20000' } },
    });
    await Promise.all(recorders.map((recorder) => recorder.reload()));
    await repriceUsage(systemCtx(db, 'test', clock), {
      ...{ modelId: String(row.id), which: 'unpriced', reason: 'a price' },
    });
    model.prices.set(gift, 2n * 10n ** 10n);
    await newGift();
    await stop();
    await start(); // the gate reads prices when it is told, a moment later
  },
  /**
   * A process loses its connections at any point of a commit; its caller sends the same again elsewhere. They are
   * all open before: of the loss of one that it is still opening, the driver tells nobody who could catch it.
   */
  async crash({ call: drawn, afterMs }) {
    const call = known(drawn);
    const events = [wire(call)];
    const victim = connect(url, { max: 2, applicationName: 'victim' });
    await Promise.all([victim, victim].map((one) => one.execute(sql`select pg_sleep(0.002)`)));
    const dying = newRecorder(victim, now);
    const answered = dying.record(ANY_TEAM, { source: 's', events }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'victim' and datname = current_database()`);
    await answered;
    await recorders[0]?.record(ANY_TEAM, { source: 's', events });
    model.events.push(call);
    await dying.close().catch(() => {});
    await disconnect(victim);
  },
  async restart() {
    await stop();
    await start();
  },
};

function picked<V>(map: ReadonlyMap<string, V>, index: number): [string, V] | undefined {
  const all = [...map];
  return all[index % Math.max(1, all.length)];
}

async function newGift(): Promise<void> {
  serial += 1;
  gift = `gift-${serial}`;
  const [provider] = await db.select().from(providers).where(eq(providers.key, 'acme'));
  await db.insert(models).values({
    ...{ providerId: provider?.id ?? 0n, key: gift, name: gift, state: 'catalogue', firstSeenAt: clock },
  });
  await Promise.all(recorders.map((recorder) => recorder.reload()));
}

/** Every counter is what the model says, and whatever holds budget has one. */
async function compare(): Promise<void> {
  const table = await counterTable(db);
  const expected = Object.fromEntries(Object.keys(table).map((place) => [place, model.figuresOf(place)]));
  expect(table).toEqual(expected);
  expect(model.heldPlaces().filter((place) => !(place in table))).toEqual([]);
}

it('equals the usage and the open reservations, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: STEPS, maxLength: STEPS }), async (sequence) => {
      await archiveBudgets(db);
      model.budgets.splice(0);
      budgetIds.splice(0);
      // What an archived budget holds is nobody's; its reservations end by themselves.
      clock = new Date(clock.getTime() + 2 * HOUR);
      await expireReservations(db, clock);
      model.expire(clock);
      for (const scope of ['organisation', 'user:team:support'] as const)
        await DO.budget({ do: 'budget', budget: { scope, period: 'day', unit: 'currency' } });
      for (const step of sequence) {
        await (DO[step.do] as (step: Step) => Promise<void>)(step);
        await compare();
      }
      const { agrees, budgets: found } = await reconcile(systemCtx(db, 'test', clock), {});
      expect(found.differences).toEqual([]);
      expect(agrees).toBe(true);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 300_000);
