import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gateDecisions } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { createBudgeting } from '../../budgets/server/budgeting';
import { createGate } from '../../budgets/server/gate';
import { GATE_SECRET, gateCall, seedBudget, seedPrices } from '../../budgets/server/testing/gate-fixture';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { EMPTY_POLICY, type PolicyBody } from '../policy';
import { draftPolicy } from './draft-policy';
import { replayPolicy } from './replay-policy';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';
import { tryRequest } from './try-request';

const { db } = await testDatabase();
const now = () => NOW;
const budgeting = createBudgeting({ db, now });
const gate = createGate({ db, secret: GATE_SECRET, now, budgeting });
const recorder = createRecorder({
  ...{ db, loadPriceBook, secret: GATE_SECRET, timeZone: 'Asia/Hong_Kong', now, budgeting },
});
const KEY = { keyId: randomUUID(), teamId: null };
const acme = (model: string) => ({ provider: 'acme', model });
const body: PolicyBody = {
  ...EMPTY_POLICY,
  rules: [
    { id: 'by-user', when: {}, primary: acme('penny'), fallback: [], share: 40, stickyBy: 'user' },
    { id: 'by-request', when: {}, primary: acme('dime'), fallback: [], share: 50 },
    // Decided by what a call might write, which the ledger does not know: it keeps what it did write.
    { id: 'rest', when: {}, primary: acme('dime'), fallback: [], maximumCost: '40' },
  ],
};
let people: RoutingPeople;
const ctx = () => ({ db, now: NOW, actor: people.admin });
const period = { from: '2026-11-01', to: '2026-12-01' };

beforeAll(async () => {
  process.env.TOLLGATE_SECRET = GATE_SECRET;
  const { teamId } = await seedOrganisation(db);
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
});
afterAll(async () => {
  await gate.close();
  await recorder.close();
  await budgeting.keeper.close();
});

/** Asks for a call, makes it as the gate says, and reports what it took: less than it might. */
async function call(index: number, id: { event: string; request: string }, user: string | null) {
  const asked = gateCall(200, {
    id: id.request,
    ...(user && { user }),
    tokens: { input: 100, max_output: 400 },
  });
  const { answer } = await gate.check(KEY, asked);
  await recorder.record(KEY, {
    source: 'test',
    events: [
      {
        ...{
          id: id.event,
          time: NOW.toISOString(),
          provider: answer.provider ?? 'acme',
          model: answer.model,
        },
        ...{ tokens: { input: 100, output: index }, tags: { team: 'support', workflow: 'triage' } },
        ...(user && { user }),
        ...(answer.reservation && { reservation: answer.reservation.id }),
      },
    ],
  });
  return answer;
}

it('returns what happened for the version in force, canaries and all', async () => {
  const { policyId, versionId } = await publishBody(
    db,
    NOW,
    { author: people.admin, approver: people.cfo },
    null,
    body,
  );
  const rules: Record<string, number> = { 'by-user': 0, 'by-request': 0, rest: 0 };
  const note = (answer: Awaited<ReturnType<typeof call>>) => {
    const { rule = '' } = answer.policy ?? {};
    rules[rule] = (rules[rule] ?? 0) + 1;
  };
  // Nothing is held: the decision is found by the call's own id.
  for (let at = 0; at < 15; at += 1)
    note(await call(at, { event: `free-${at}`, request: `free-${at}` }, `u-${at}`));
  await seedBudget(db, { limit: '100000' });
  for (let at = 0; at < 45; at += 1)
    note(
      await call(
        at,
        { event: `event-${at}`, request: `request-${at}` },
        at % 9 === 0 ? null : `u-${at % 20}`,
      ),
    );
  for (const count of Object.values(rules)) expect(count).toBeGreaterThan(4);

  const replayed = (version: string) => replayPolicy(ctx(), { policyId, versionId: version, period });
  const found = await replayed(versionId);
  expect(found.total).toMatchObject({ calls: '60', moved: '0', saved: '0.000000000000', unknown: '0' });
  expect(Object.fromEntries(found.byRule.map(({ rule, calls }) => [rule, Number(calls)]))).toEqual(rules);
  expect(found.undrawn).toBe('0');

  // Another version of the same text draws the same calls; only what rests on the size of a call differs.
  const copy = await draftPolicy(ctx(), { teamId: null });
  const anew = await replayed(copy.versionId);
  expect(Object.fromEntries(anew.byRule.map(({ rule, calls }) => [rule, Number(calls)]))).toEqual(rules);

  // Trying a request draws the user as the gate does.
  const tried = async (user: string) =>
    (
      await tryRequest(ctx(), {
        policyId,
        body: { ...body, rules: body.rules.slice(0, 1) },
        call: { team: 'support', inputTokens: 1, model: 'dollar', user },
      })
    ).result.rule;
  for (let at = 20; at < 30; at += 1) {
    const answer = await call(at, { event: `again-${at}`, request: `again-${at}` }, `u-${at}`);
    expect((await tried(`u-${at}`)) === 'by-user').toBe(answer.policy?.rule === 'by-user');
  }

  // Once the decisions are forgotten, users are still drawn alike, and the page is told of the others.
  await db.delete(gateDecisions);
  const later = await replayed(versionId);
  expect(later.undrawn).toBe('70');
  expect(later.byRule.find(({ rule }) => rule === 'by-user')?.moved).toBe('0');
});
