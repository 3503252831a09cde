import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { seedPrices } from '../../budgets/server/testing/gate-fixture';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder, type Recorder } from '../../usage/server/recorder';
import { readShapes } from './call-shapes';
import { classifierAgreement } from './classifier-agreement';
import { listWorkflowClasses } from './list-workflow-classes';
import { setWorkflowTaskClass } from './set-workflow-task-class';
import { type RoutingPeople, routingPeople } from './testing/publish';

const { db } = await testDatabase();
const PERIOD = { from: '2026-11-21', to: '2026-11-22' };
const ctx = systemCtx(db, 'test', NOW);
let recorder: Recorder;
let people: RoutingPeople;

let serial = 0;
/** `requests` calls, each of 1,000 tokens in and 100 out, unless told otherwise. */
const event = (hour: string, taskClass: string, requests: number, tags: object, over: object = {}) => {
  serial += 1;
  return {
    ...{ id: `e-${serial}`, time: `2026-11-21T${hour}:00+08:00`, provider: 'acme', model: 'penny', requests },
    ...{ tokens: { input: 1_000 * requests, output: 100 * requests }, task_class: taskClass },
    tags: { team: 'support', ...tags },
    ...over,
  };
};
const record = async (events: object[]) => {
  const { rejected } = await recorder.record({ keyId: 'k', teamId: null }, { source: 'test', events });
  expect(rejected).toEqual([]);
};

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
  recorder = createRecorder({
    ...{ db, loadPriceBook, secret: 'a secret of the tests, long enough for anyone' },
    ...{ timeZone: 'Asia/Hong_Kong', now: () => NOW },
  });
  await setWorkflowTaskClass(
    { db, actor: people.cfo, now: new Date('2026-11-21T12:00:00+08:00') },
    { workflow: 'resolve', taskClass: 'agentic', reason: 'its calls work with tools' },
  );
  const resolve = { workflow: 'resolve' };
  await record([
    event('11:00', 'agentic', 5, resolve),
    event('13:00', 'agentic', 7, resolve),
    event('13:00', 'summarisation', 3, resolve),
    event('13:00', 'summarisation', 11, { prompt_template: 'summarise-shift@4' }),
    event('14:00', 'structured_extraction', 2, { output_format: 'json_schema' }),
    event('14:00', 'simple_lookup', 13, {}, { context: { retrieved: 13 * 600 } }),
    event('15:00', '', 4, { prompt_template: 'extract-fields', workflow: 'inbox' }),
    event('15:00', '', 6, { workflow: 'inbox', team: 'claims' }),
  ]);
});
afterAll(() => recorder.close());

describe('classifierAgreement', () => {
  it('holds what the gate would assign against what was declared, by hand', async () => {
    const found = await classifierAgreement(ctx, { period: PERIOD });
    expect(found).toMatchObject({
      ...{ period: PERIOD, view: 'gate', coverage: { declared: '41', undeclared: '10' } },
      sample: { events: 6, of: '6', calls: '41' },
      ...{ agreed: '20', unknown: '18' },
      confusion: [
        {
          ...{ declared: 'summarisation', calls: '14', agreed: '11', unknown: '0' },
          others: [{ taskClass: 'agentic', calls: '3' }],
        },
        { declared: 'simple_lookup', calls: '13', agreed: '0', unknown: '13', others: [] },
        // Before the class of its workflow was set, nothing says so.
        { declared: 'agentic', calls: '12', agreed: '7', unknown: '5', others: [] },
        { declared: 'structured_extraction', calls: '2', agreed: '2', unknown: '0', others: [] },
      ],
      undeclared: {
        sample: { events: 2, of: '2', calls: '10' },
        assigned: [
          { taskClass: null, calls: '6' },
          { taskClass: 'structured_extraction', calls: '4' },
        ],
      },
    });
    const spoke = found.rules.filter((rule) => rule.spoke !== '0');
    expect(spoke).toEqual([
      { rule: 'workflow_default', confidence: 0.95, spoke: '10', right: '7', decided: '10' },
      { rule: 'template_words', confidence: 0.85, spoke: '11', right: '11', decided: '11' },
      { rule: 'schema', confidence: 0.75, spoke: '2', right: '2', decided: '2' },
      { rule: 'json', confidence: 0.6, spoke: '2', right: '2', decided: '0' },
    ]);
  });

  it('knows more of a call once it was made', async () => {
    const found = await classifierAgreement(ctx, { period: PERIOD, view: 'ledger' });
    expect([found.agreed, found.unknown]).toEqual(['20', '5']);
    expect(found.confusion[1]).toEqual({
      ...{ declared: 'simple_lookup', calls: '13', agreed: '0', unknown: '0' },
      others: [{ taskClass: 'retrieval_answer', calls: '13' }],
    });
  });

  it('shows a lead the calls of own teams, and refuses a period that is none', async () => {
    const lead = { db, now: NOW, actor: people.lead };
    const found = await classifierAgreement(lead, { period: PERIOD });
    expect([found.coverage, found.undeclared.sample.calls]).toEqual([
      { declared: '41', undeclared: '4' },
      '4',
    ]);
    const backwards = { from: PERIOD.to, to: PERIOD.from };
    await expect(classifierAgreement(ctx, { period: backwards })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('draws the same sample each time where there is too much', async () => {
    await record(
      Array.from({ length: 600 }, () => ({
        ...event('11:00', 'agentic', 1, {}),
        time: '2026-11-18T11:00:00+08:00',
      })),
    );
    const of = {
      ...{ from: new Date('2026-11-18T00:00:00+08:00'), to: new Date('2026-11-19T00:00:00+08:00') },
      ...{ scope: 'all' as const, declared: true },
    };
    const sample = await readShapes(db, of, 200);
    expect(sample.length).toBeGreaterThan(120);
    expect(sample.length).toBeLessThanOrEqual(200);
    expect(await readShapes(db, of, 200)).toHaveLength(sample.length);
    expect(await readShapes(db, of, 600)).toHaveLength(600);
  });
});

describe('listWorkflowClasses', () => {
  it('lists what is called without a class first, and who may set one', async () => {
    const { workflows, maySet } = await listWorkflowClasses(
      { db, now: NOW, actor: people.cfo },
      { period: PERIOD },
    );
    expect(maySet).toBe(true);
    expect(workflows).toEqual([
      { workflow: 'inbox', calls: '10', undeclared: '10', set: null },
      {
        ...{ workflow: 'resolve', calls: '15', undeclared: '0' },
        set: { taskClass: 'agentic', isInUse: true, byName: 'cfo', at: '2026-11-21T04:00:00.000Z' },
      },
    ]);
    const own = await listWorkflowClasses({ db, now: NOW, actor: people.lead }, { period: PERIOD });
    expect(own.workflows.find(({ workflow }) => workflow === 'inbox')?.calls).toBe('4');
    expect(own.maySet).toBe(false);
  });
});
