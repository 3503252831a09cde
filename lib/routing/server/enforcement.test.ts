import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { gateDecisions, models } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { createGate, type Gate } from '../../budgets/server/gate';
import {
  archiveBudgets,
  GATE_SECRET,
  gateCall,
  seedBudget,
  seedPrices,
  spend,
  totalsOf,
} from '../../budgets/server/testing/gate-fixture';
import { EMPTY_POLICY, type PolicyBody, type RoutingRule } from '../policy';
import { retirePolicy } from './retire-policy';
import { rollBackPolicy } from './roll-back-policy';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';

const { db, url } = await testDatabase();
const other = connect(url, { max: 4 });
const ANY_TEAM = { keyId: randomUUID(), teamId: null };
const UNIT = 10n ** 12n;
let gate: Gate;
let second: Gate;
let people: RoutingPeople;
let teamId: (key: string) => bigint;

const acme = (model: string) => ({ provider: 'acme', model });
const rule = (id: string, over: Partial<RoutingRule> = {}): RoutingRule => ({
  ...{ id, when: {}, primary: acme('dime'), fallback: [] },
  ...over,
});
const bodyOf = (...rules: RoutingRule[]): PolicyBody => ({ ...EMPTY_POLICY, rules });
const publish = (body: PolicyBody, team: bigint | null = null) =>
  publishBody(db, NOW, { author: people.admin, approver: people.cfo }, team, body);
const check = async (raw: unknown, at: Gate = gate) => (await at.check(ANY_TEAM, raw)).answer;
const retire = (policyId: string) =>
  retirePolicy({ db, now: NOW, actor: people.cfo }, { policyId, reason: 'end of the test' });

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
  gate = createGate({ db, secret: GATE_SECRET, now: () => NOW });
  second = createGate({ db: other, secret: GATE_SECRET, now: () => NOW });
  await Promise.all([gate.warm(), second.warm()]);
});
beforeEach(() => archiveBudgets(db));
afterAll(async () => {
  await Promise.all([gate.close(), second.close()]);
  await disconnect(other);
});

describe('a policy in force', () => {
  it('decides model, fallbacks and what is held, and says which rule it was', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    const lookup = rule('lookup', {
      when: { taskClass: ['simple_lookup'], workflow: ['triage'], team: ['support'] },
      primary: { provider: null, model: 'dime' },
      fallback: [
        { ...acme('penny'), on: ['error', 'timeout'] },
        { ...acme('dollar'), on: ['error'] },
      ],
    });
    const { policyId } = await publish(bodyOf(lookup));
    const answer = await check(gateCall(30, { task_class: 'simple_lookup' }));
    expect(answer).toMatchObject({
      ...{ decision: 'allow', provider: 'acme', model: 'dime' },
      fallback: [acme('penny'), acme('dollar')],
      reservation: { amount: '3.000000000000' },
      policy: { id: policyId, version: 1, rule: 'lookup' },
      reasons: [
        { code: 'routed_by_policy', detail: 'The rule “lookup” answers with dime in place of dollar.' },
      ],
    });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 3n * UNIT });
    const [row] = await db
      .select()
      .from(gateDecisions)
      .where(eq(gateDecisions.id, answer.reservation?.id ?? ''));
    const ids = new Map((await db.select().from(models)).map(({ key, id }) => [key, id]));
    expect(row).toMatchObject({ modelId: ids.get('dollar'), servedModelId: ids.get('dime') });

    const unmatched = await check(gateCall(30, { task_class: 'agentic' }));
    expect(unmatched).toMatchObject({ model: 'dollar', fallback: [], policy: null, reasons: [] });
    await retire(policyId);
    expect(await check(gateCall(30, { task_class: 'simple_lookup' }))).toMatchObject({
      ...{ model: 'dollar', policy: null },
    });
  });

  it('of a team decides alone for its calls', async () => {
    const all = await publish(bodyOf(rule('all')));
    const own = await publish(
      bodyOf(rule('own', { when: { taskClass: ['agentic'] }, primary: acme('penny') })),
      teamId('claims'),
    );
    const claims = { tags: { team: 'claims' } };
    expect((await check(gateCall(1))).policy?.rule).toBe('all');
    expect((await check(gateCall(1, { ...claims, task_class: 'agentic' }))).policy?.rule).toBe('own');
    expect(await check(gateCall(1, claims))).toMatchObject({ model: 'dollar', policy: null });
    await retire(own.policyId);
    expect((await check(gateCall(1, claims))).policy?.rule).toBe('all');
    await retire(all.policyId);
  });

  it('is asked for its cheaper model when a budget wants one, and for no other', async () => {
    const thresholds = [
      { percent: 1, action: { kind: 'downgrade' as const, tier: 'cost_optimised' as const } },
    ];
    const budgetId = await seedBudget(db, { limit: '1000', thresholds });
    await check(gateCall(1));
    await spend(db, budgetId, '500');
    const withBudget = await publish(
      bodyOf(
        rule('all', {
          primary: acme('dollar'),
          fallback: [
            { ...acme('penny'), on: ['error'] },
            { ...acme('dime'), on: ['budget'] },
          ],
        }),
      ),
    );
    const served = await check(gateCall(10));
    expect(served).toMatchObject({ model: 'dime', reservation: { amount: '1.000000000000' } });
    expect(served.reasons.map(({ code }) => code)).toEqual([
      ...['threshold_passed', 'routed_by_policy', 'downgraded_by_budget'],
    ]);
    // Without one of its own, the cheapest of the tier, unless the team may not have it.
    const approvedModels = [{ team: 'support', models: [acme('dollar'), acme('dime')] }];
    await publish({
      rules: [rule('all', { primary: acme('dollar') })],
      constraints: { ...EMPTY_POLICY.constraints, approvedModels },
    });
    expect((await check(gateCall(10))).model).toBe('dollar');
    expect((await check(gateCall(10, { tags: { team: 'claims' } }))).model).toBe('penny');
    await retire(withBudget.policyId);
  });

  it('answers a repeated request as it did, whatever was published since', async () => {
    const { policyId } = await publish(bodyOf(rule('first')));
    const call = gateCall(5);
    const first = await check(call);
    await publish(bodyOf(rule('second', { primary: acme('penny') })));
    expect(await check(call)).toEqual(first);
    const again = await check(gateCall(5));
    expect(again).toMatchObject({ model: 'penny', policy: { version: 2, rule: 'second' } });
    await rollBackPolicy({ db, now: NOW, actor: people.cfo }, { policyId, reason: 'as it was' });
    expect(await check(gateCall(5), second)).toMatchObject({ policy: { version: 1, rule: 'first' } });
    await retire(policyId);
  });

  it('is in force whole with the next call of every gate, and never by half', async () => {
    const versionOf = (version: number) =>
      bodyOf(
        rule(`a-${version}`, {
          when: { workflow: ['triage'] },
          primary: acme(version % 2 === 0 ? 'dime' : 'penny'),
        }),
        rule(`b-${version}`, { primary: acme(version % 2 === 0 ? 'dime' : 'penny') }),
      );
    let { policyId } = await publish(versionOf(1));
    let isOver = false;
    const seen: { version: number; rule: string; model: string; atLeast: number }[] = [];
    let inForce = 1;
    const caller = async (at: Gate, tags: Record<string, string>) => {
      while (!isOver) {
        const atLeast = inForce;
        const { policy, model } = await check(gateCall(1, { tags }), at);
        if (policy) seen.push({ version: policy.version, rule: policy.rule, model, atLeast });
      }
    };
    const callers = [gate, second].flatMap((at) => [
      caller(at, { team: 'support', workflow: 'triage' }),
      caller(at, { team: 'claims' }),
    ]);
    for (let version = 2; version <= 8; version += 1) {
      ({ policyId } = await publish(versionOf(version)));
      inForce = version;
    }
    isOver = true;
    await Promise.all(callers);
    expect(seen.length).toBeGreaterThan(8);
    for (const { version, rule: id, model, atLeast } of seen) {
      expect(version).toBeGreaterThanOrEqual(atLeast);
      expect(Number(id.split('-')[1])).toBe(version);
      expect(model).toBe(version % 2 === 0 ? 'dime' : 'penny');
    }
    await retire(policyId);
  });

  it('lets only Tollgate’s own calls keep their model, and holds them as all others', async () => {
    const budgetId = await seedBudget(db, { limit: '100' });
    const { policyId } = await publish(bodyOf(rule('all')));
    const call = gateCall(40);
    const own = await gate.check(ANY_TEAM, call, { keepModel: true });
    expect(own.answer).toMatchObject({
      ...{ decision: 'allow', model: 'dollar', policy: null, fallback: [], reasons: [] },
      reservation: { amount: '40.000000000000' },
    });
    expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: 40n * UNIT });
    // The same id cannot bring a caller to that answer, and nothing of a request asks for it.
    await expect(check(call)).rejects.toMatchObject({ code: 'conflict' });
    const asked = { keepModel: true, keep_model: true, options: { keepModel: true } };
    expect(
      await check(gateCall(1, { ...asked, tags: { team: 'support', keepModel: 'true' } })),
    ).toMatchObject({
      ...{ model: 'dime', policy: { rule: 'all' } },
    });
    await retire(policyId);
  });

  it('takes no budget above its limit, whichever calls it routes', async () => {
    const { policyId } = await publish(bodyOf(rule('all')));
    const calls = fc.array(fc.record({ tokens: fc.integer({ min: 1, max: 60 }), keepModel: fc.boolean() }), {
      ...{ minLength: 2, maxLength: 12 },
    });
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 100 }), async (asked, limit) => {
        await archiveBudgets(db);
        const budgetId = await seedBudget(db, { limit: String(limit) });
        const answers = await Promise.all(
          asked.map(({ tokens, keepModel }, index) =>
            (index % 2 === 0 ? gate : second).check(ANY_TEAM, gateCall(tokens), { keepModel }),
          ),
        );
        let held = 0n;
        answers.forEach(({ answer }, index) => {
          const { tokens, keepModel } = asked[index] ?? { tokens: 0, keepModel: false };
          if (answer.decision === 'deny') return;
          // A token is a dollar with the model asked for, ten cents with the policy's.
          held += (BigInt(tokens) * UNIT) / (keepModel ? 1n : 10n);
        });
        expect(held).toBeLessThanOrEqual(BigInt(limit) * UNIT);
        expect(await totalsOf(db, budgetId)).toEqual({ spent: 0n, reserved: held });
      }),
      { numRuns: 15 },
    );
    await retire(policyId);
  });
});
