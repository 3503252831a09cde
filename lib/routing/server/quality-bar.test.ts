import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, disconnect } from '@/db/client';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { createGate, type Gate } from '../../budgets/server/gate';
import { GATE_SECRET, gateCall, seedPrices } from '../../budgets/server/testing/gate-fixture';
import { measurePair } from '../../evaluation/server/testing/measure-pair';
import { EMPTY_POLICY, type PolicyBody } from '../policy';
import { draftPolicy } from './draft-policy';
import { saveDraft } from './save-draft';
import { submitPolicy } from './submit-policy';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';
import { tryRequest } from './try-request';

const { db, url } = await testDatabase();
const other = connect(url, { max: 4 });
let clock = NOW;
let gates: Gate[];
let people: RoutingPeople;
let teamId: (key: string) => bigint;

const acme = (model: string) => ({ provider: 'acme', model });
const body: PolicyBody = {
  ...EMPTY_POLICY,
  rules: [
    {
      ...{ id: 'lookups', when: { taskClass: ['simple_lookup'] }, primary: acme('penny') },
      ...{ fallback: [{ ...acme('dime'), on: ['error'] }], qualityBar: '0.9' },
    },
  ],
};
/** What each process answers the next call with. */
const served = async (taskClass = 'simple_lookup') =>
  Promise.all(
    gates.map(async (gate) => {
      const { answer } = await gate.check(
        { keyId: randomUUID(), teamId: null },
        gateCall(1, { task_class: taskClass }),
      );
      return [answer.model, ...answer.reasons.map(({ code }) => code)].join(' ');
    }),
  );
const measure = (model: string, right: number, of: number, team: bigint | null = null) =>
  measurePair({ db, now: clock, actor: people.admin }, { model, baseline: 'dollar', right, of, team });

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
  gates = [db, other].map((one) => createGate({ db: one, secret: GATE_SECRET, now: () => clock }));
  await Promise.all(gates.map((gate) => gate.warm()));
});
afterAll(async () => {
  await Promise.all(gates.map((gate) => gate.close()));
  await disconnect(other);
});

it('is held by every gate from the next call after new evidence, until it is too old', async () => {
  const policy = await publishBody(db, NOW, { author: people.admin, approver: people.cfo }, null, body);
  const unproven = 'dollar no_model_fits no_evidence_for_bar no_evidence_for_bar';
  expect(await served()).toEqual([unproven, unproven]);
  await measure('dime', 96, 100);
  const byFallback = 'dime routed_by_policy no_evidence_for_bar';
  expect(await served()).toEqual([byFallback, byFallback]);
  await measure('acme/penny', 95, 100);
  expect(await served()).toEqual(['penny routed_by_policy', 'penny routed_by_policy']);
  // A team's own golden set says nothing about the organisation's policy.
  await measure('penny', 50, 100, teamId('support'));
  expect(await served()).toEqual(['penny routed_by_policy', 'penny routed_by_policy']);
  // The newest counts.
  clock = new Date(NOW.getTime() + 1);
  await measure('penny', 89, 100);
  const below = 'dime routed_by_policy below_quality_bar';
  expect(await served()).toEqual([below, below]);
  // All of it is 90 days old and a day: the gate needs to be told nothing.
  clock = new Date(NOW.getTime() + 91 * 86_400_000 + 1);
  expect(await served()).toEqual([unproven, unproven]);

  const call = { taskClass: 'simple_lookup', team: 'support', inputTokens: 1, model: 'dollar' };
  const ctx = { db, now: NOW, actor: people.admin };
  const tried = await tryRequest(ctx, { policyId: policy.policyId, body, call });
  expect(tried.result.reasons.map(({ code }) => code)).toEqual(['routed_by_policy', 'below_quality_bar']);
  const own = { ...body, rules: [] };
  const claims = await draftPolicy(ctx, { teamId: String(teamId('support')) });
  await saveDraft(ctx, { versionId: claims.versionId, revision: 1, body: own });
  // For the team's own policy its own set counts as well: penny got half of it right, later the organisation 89 %.
  expect(
    (await tryRequest(ctx, { policyId: claims.policyId, body, call })).result.reasons.map(({ code }) => code),
  ).toEqual(['routed_by_policy', 'below_quality_bar']);
});

it('keeps a version from being submitted where evidence contradicts it, and not where there is none', async () => {
  clock = NOW;
  const ctx = { db, now: new Date(NOW.getTime() + 1), actor: people.admin };
  const { versionId } = await draftPolicy(ctx, { teamId: null });
  const saved = await saveDraft(ctx, { versionId, revision: 1, body });
  expect(saved.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['fallback_dearer', 'warning'],
    ['below_quality_bar', 'error'],
    ['missing_catch_all', 'warning'],
  ]);
  await expect(submitPolicy(ctx, { versionId })).rejects.toThrow('“penny” scores 0.890000 on simple_lookup');
  const later = { ...ctx, now: new Date(NOW.getTime() + 92 * 86_400_000) };
  await submitPolicy(later, { versionId });
});
