import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { saveDraft } from './save-draft';
import { routingPeople } from './testing/publish';

const { db } = await testDatabase();
let clock = NOW;
const now = () => clock;
const budgeting = createBudgeting({ db, now });
const gate = createGate({ db, secret: GATE_SECRET, now, budgeting });
const recorder = createRecorder({
  ...{ db, loadPriceBook, secret: GATE_SECRET, timeZone: 'Asia/Hong_Kong', now, budgeting },
});
const KEY = { keyId: randomUUID(), teamId: null };
let teamId: (key: string) => bigint;

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
});
afterAll(async () => {
  await gate.close();
  await recorder.close();
  await budgeting.keeper.close();
});

/** At a minute after the start: so many tokens of `dollar`, a US dollar each, used by a team. */
async function used(minute: number, tokens: number, team = 'support') {
  clock = new Date(NOW.getTime() + minute * 60_000);
  await recorder.record(KEY, {
    source: 'test',
    events: [
      {
        ...{ id: randomUUID(), time: clock.toISOString(), provider: 'acme', model: 'dollar' },
        ...{ tokens: { input: tokens, output: 0 }, tags: { team, workflow: 'triage' } },
      },
    ],
  });
}
async function asked(minute: number, tokens: number, over: Record<string, unknown> = {}) {
  clock = new Date(NOW.getTime() + minute * 60_000);
  return (await gate.check(KEY, gateCall(tokens, over))).answer.decision;
}

it('counts the refused calls that what was saved before them would have let through', async () => {
  await seedBudget(db, { limit: '100', scope: 'team', teamId: teamId('support') });
  await used(0, 60);
  // 60 of 100 used. As dimes they would have been 6: 54 saved.
  expect(await asked(1, 50)).toBe('deny'); // 10 missing: goes through, and leaves 4 of what was saved
  expect(await asked(2, 45)).toBe('deny'); // 5 missing, 4 left
  await used(3, 10); // 9 more saved: 13 left; 70 used
  expect(await asked(4, 42)).toBe('deny'); // 12 missing: goes through, and leaves 13 − 42
  expect(await asked(5, 31)).toBe('deny'); // 1 missing, none left
  // Another team's call saves nothing in this budget.
  await used(6, 1_000, 'claims');
  expect(await asked(7, 31)).toBe('deny');
  expect(await asked(8, 1, { model: 'gift' })).toBe('deny'); // it has no price: not a matter of savings

  clock = new Date(NOW.getTime() + 3_600_000);
  const people = await routingPeople(db, teamId('support'));
  const ctx = { db, now: clock, actor: people.admin };
  const dime = { provider: 'acme', model: 'dime' };
  const body: PolicyBody = { ...EMPTY_POLICY, rules: [{ id: 'all', when: {}, primary: dime, fallback: [] }] };
  const { policyId, versionId } = await draftPolicy(ctx, { teamId: null });
  await saveDraft(ctx, { versionId, revision: 1, body });
  const period = { from: '2026-11-01', to: '2026-12-01' };
  const { blocks, total } = await replayPolicy(ctx, { policyId, versionId, period });
  expect(total).toMatchObject({ before: '1070.000000000000', after: '107.000000000000' });
  expect(blocks).toEqual({ refused: 5, avoided: 2, unjudged: 0 });
});
