import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog, gateDecisions, workflowTaskClasses } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { createGate, type Gate } from '../../budgets/server/gate';
import { GATE_SECRET, gateCall, seedPrices } from '../../budgets/server/testing/gate-fixture';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { EMPTY_POLICY, type PolicyBody, type RoutingRule } from '../policy';
import { BUILT_IN_TASK_CLASSES } from '../task-class';
import { addTaskClass } from './add-task-class';
import { archiveTaskClass } from './archive-task-class';
import { replayPolicy } from './replay-policy';
import { setWorkflowTaskClass } from './set-workflow-task-class';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';
import { tryRequest } from './try-request';

const { db } = await testDatabase();
const ANY_TEAM = { keyId: randomUUID(), teamId: null };
let gate: Gate;
let people: RoutingPeople;
let policyId: string;
let versionId: string;

const rule = (id: string, taskClass: string, model: string): RoutingRule => ({
  ...{ id, when: { taskClass: [taskClass] }, primary: { provider: 'acme', model }, fallback: [] },
});
const BODY: PolicyBody = {
  ...EMPTY_POLICY,
  rules: [rule('lookups', 'simple_lookup', 'penny'), rule('summaries', 'summarisation', 'dime')],
};
const as = (actor: RoutingPeople['cfo']) => ({ db, now: NOW, actor });
const answerTo = async (over: object) => (await gate.check(ANY_TEAM, gateCall(5, { ...over }))).answer;
const set = (taskClass: string | null) =>
  setWorkflowTaskClass(as(people.cfo), { workflow: 'desk', taskClass, reason: 'its calls are such' });
const desk = { tags: { team: 'support', workflow: 'desk' } };
const template = (name: string, workflow = 'desk') => ({
  tags: { team: 'support', workflow, prompt_template: name },
});

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
  gate = createGate({ db, secret: GATE_SECRET, now: () => NOW });
  await gate.warm();
  ({ policyId, versionId } = await publishBody(
    db,
    NOW,
    { author: people.admin, approver: people.cfo },
    null,
    BODY,
  ));
});
afterAll(() => gate.close());

describe('a call that declares no class', () => {
  it('is routed by the one assigned, and the answer and its row say so', async () => {
    const answer = await answerTo(template('summarise-case'));
    expect(answer).toMatchObject({ model: 'dime', policy: { rule: 'summaries' } });
    expect(answer.reasons.map(({ code }) => code)).toEqual(['routed_by_policy', 'task_class_assigned']);
    expect(answer.reasons[1]?.detail).toBe(
      'No task_class was sent; summarisation is assumed (template_words, confidence 0.85): Words of its prompt template’s name speak of this class alone, such as “summarise” or “extract”.',
    );
    const [row] = await db
      .select()
      .from(gateDecisions)
      .where(eq(gateDecisions.answer, JSON.stringify(answer)));
    // The tag stays as it was declared.
    expect(row).toMatchObject({ taskClass: '', reason: 'routed_by_policy' });
  });

  it('goes where it asked to while its class is unknown', async () => {
    expect(await answerTo(desk)).toMatchObject({ model: 'dollar', policy: null, reasons: [] });
  });

  it('keeps a class that was declared, whatever else it carries', async () => {
    const declared = await answerTo({ ...template('summarise-case'), task_class: 'simple_lookup' });
    expect(declared).toMatchObject({ model: 'penny', policy: { rule: 'lookups' } });
    expect(declared.reasons.map(({ code }) => code)).toEqual(['routed_by_policy']);
    const named = fc.constantFrom('summarise', 'look-up', 'agentic', 'x');
    const classes = fc.constantFrom(...BUILT_IN_TASK_CLASSES.filter((key) => key !== 'simple_lookup'));
    await fc.assert(
      fc.asyncProperty(named, classes, async (name, taskClass) => {
        const { policy, reasons } = await answerTo({ ...template(name), task_class: taskClass });
        expect(policy?.rule ?? null).toBe(taskClass === 'summarisation' ? 'summaries' : null);
        expect(reasons.some(({ code }) => code === 'task_class_assigned')).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('follows the class set for its workflow from the next decision on', async () => {
    await set('simple_lookup');
    expect(await answerTo(desk)).toMatchObject({ model: 'penny', policy: { rule: 'lookups' } });
    await expect(set('simple_lookup')).rejects.toMatchObject({ issues: [{ code: 'same_task_class' }] });
    await expect(set('no_such')).rejects.toMatchObject({ issues: [{ code: 'unknown_task_class' }] });
    await addTaskClass(as(people.cfo), { key: 'house', name: 'House', description: 'Ours', isSimple: false });
    await set('house');
    expect(await answerTo(desk)).toMatchObject({ model: 'dollar', policy: null });
    await set('summarisation');
    await archiveTaskClass(as(people.cfo), { key: 'house', reason: 'not needed' });
    await expect(set('house')).rejects.toMatchObject({ issues: [{ code: 'unknown_task_class' }] });
    expect((await answerTo(desk)).policy?.rule).toBe('summaries');
    await set(null);
    expect((await answerTo(desk)).policy).toBeNull();
    expect(await db.select().from(workflowTaskClasses)).toEqual([]);
    const written = await db.select().from(auditLog).where(eq(auditLog.action, 'workflow.set_task_class'));
    expect(written.map(({ before, after, reason }) => ({ before, after, reason })).at(-1)).toEqual({
      ...{ before: { taskClass: 'summarisation' }, after: { taskClass: null }, reason: 'its calls are such' },
    });
  });

  it('is shown with its class and why when it is tried', async () => {
    const call = { team: 'support', inputTokens: 100, model: 'dollar', promptTemplate: 'summarise-case' };
    const asked = await tryRequest(as(people.cfo), { policyId, body: BODY, call });
    expect(asked.result.rule).toBe('summaries');
    expect(asked.assigned).toEqual({
      ...{ taskClass: 'summarisation', rule: 'template_words', confidence: 0.85 },
      reasons: [{ rule: 'template_words', taskClass: 'summarisation', confidence: 0.85 }],
    });
    const declared = { ...call, taskClass: 'simple_lookup' };
    expect(await tryRequest(as(people.cfo), { policyId, body: BODY, call: declared })).toMatchObject({
      ...{ assigned: null, result: { rule: 'lookups' } },
    });
  });

  it('is replayed by the class assigned, and counted', async () => {
    const recorder = createRecorder({
      ...{ db, loadPriceBook, secret: 'a secret of the tests, long enough for anyone' },
      ...{ timeZone: 'Asia/Hong_Kong', now: () => NOW },
    });
    const past = (id: string, requests: number, over: object) => ({
      ...{ id, time: '2026-11-20T12:00:00+08:00', provider: 'acme', model: 'dollar', requests },
      tokens: { input: requests },
      ...over,
    });
    await recorder.record(
      { keyId: 'k', teamId: null },
      {
        source: 'test',
        events: [
          past('a', 4, template('summarise-case')),
          past('b', 6, desk),
          past('c', 3, { ...template('summarise-case'), task_class: 'simple_lookup' }),
        ],
      },
    );
    await recorder.close();
    const replay = await replayPolicy(as(people.cfo), {
      ...{ policyId, versionId, period: { from: '2026-11-20', to: '2026-11-21' } },
    });
    expect(replay.undeclared).toEqual({ calls: '10', assigned: '4' });
    // A token costs a dollar, a dime, a penny: 4 moved to dimes, 3 to pennies, 6 stay.
    expect(replay.total).toMatchObject({ calls: '13', moved: '7', before: '13.000000000000' });
    expect(replay.byRule.map(({ rule, calls }) => [rule, calls])).toEqual([
      [null, '6'],
      ['summaries', '4'],
      ['lookups', '3'],
    ]);
  });
});
