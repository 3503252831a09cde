import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { evaluationResults, goldenCases, usageEvents } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { createBudgeting } from '../../budgets/server/budgeting';
import { createGate } from '../../budgets/server/gate';
import { liftKillSwitch } from '../../budgets/server/lift-kill-switch';
import { startKillSwitch } from '../../budgets/server/start-kill-switch';
import { GATE_SECRET, seedPrices } from '../../budgets/server/testing/gate-fixture';
import { parseMoney } from '../../money/money';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { EMPTY_POLICY } from '../../routing/policy';
import { readPastCalls } from '../../routing/server/past-calls';
import { retirePolicy } from '../../routing/server/retire-policy';
import { servedCalls } from '../../routing/server/served-calls';
import { publishBody, routingPeople } from '../../routing/server/testing/publish';
import { createRecorder } from '../../usage/server/recorder';
import { addGoldenSet } from './add-golden-set';
import { compareRuns } from './compare-runs';
import { currentEvidence } from './current-evidence';
import { findRun } from './evaluation-rows';
import { getRun } from './get-run';
import { listGoldenSets } from './list-golden-sets';
import { type RunOptions, runEvaluation } from './run-evaluation';
import { startEvaluation } from './start-evaluation';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const now = () => NOW;
const budgeting = createBudgeting({ db, now });
const gate = createGate({ db, secret: GATE_SECRET, now, budgeting });
const recorder = createRecorder({
  db,
  loadPriceBook,
  secret: GATE_SECRET,
  timeZone: 'Asia/Hong_Kong',
  now,
  budgeting,
});
let upstream: Server;
let baseUrl: string;
let support: string;
const asked: string[] = [];
/** Statuses the next calls fail with. */
let failures: number[] = [];
let dieAt = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  process.env.TOLLGATE_SECRET = GATE_SECRET;
  support = String((await seedOrganisation(db)).teamId('support'));
  await seedPrices(db);
  upstream = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { model, messages } = JSON.parse(Buffer.concat(chunks).toString());
    const status = asked.length >= dieAt ? 401 : (failures.shift() ?? 200);
    const prompt: string = messages.at(-1).content;
    if (status !== 200)
      return void response.writeHead(status, { 'retry-after': '0' }).end('{"error":{"message":"no"}}');
    asked.push(`${model} ${prompt}`);
    const content = prompt.startsWith('Grade')
      ? 'SCORE: 0.5'
      : model === 'penny' && prompt === 'q3'
        ? 'wrong'
        : 'right';
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        ...{ id: 'c', object: 'chat.completion', created: 1, model },
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
      }),
    );
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
});
afterAll(async () => {
  await gate.close();
  await recorder.close();
  await budgeting.keeper.close();
  upstream.close();
});
beforeEach(() => {
  asked.length = 0;
  failures = [];
  dieAt = Number.POSITIVE_INFINITY;
});

const options = (): RunOptions => ({
  ...{ db, gate, recorder, secret: GATE_SECRET, endpoint: { baseUrl }, now, sleep: async () => {} },
  ...{ concurrency: 2, maxOutputTokens: 10, tries: 3, timeoutMs: 5_000 },
});
const lines = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({ id: `c${at}`, prompt: `q${at}`, expected: 'right', ...more }),
  );
const addSet = async (text: string) =>
  (await addGoldenSet(ctx, { teamId: null, name: 'Set', taskClass: 'classification', text })).setId;
const start = async (setId: string, model: string, over: { cap?: string; judge?: string } = {}) =>
  BigInt(
    (
      await startEvaluation(ctx, {
        setId,
        provider: 'acme',
        model,
        payingTeamId: support,
        cap: '1000',
        ...over,
      })
    ).runId,
  );

it('asks a set, books each call in the ledger, and gives evidence', async () => {
  const setId = await addSet(lines(6).join('\n'));
  const sealed = await db.select({ sealed: goldenCases.sealed }).from(goldenCases);
  expect(sealed.map((one) => one.sealed).join()).not.toContain(`"prompt"`);
  failures = [503, 429];
  const penny = await start(setId, 'penny');
  expect(await runEvaluation(options(), penny)).toEqual({ state: 'done', answers: 6, cases: 6, failed: 0 });
  const dollar = await start(setId, 'dollar', { cap: '100000' });
  await runEvaluation(options(), dollar);
  const { evidenceId } = await compareRuns(ctx, {
    runId: String(penny),
    baselineRunId: String(dollar),
    margin: '0.05',
  });
  // 12 tokens a call: 0.12 USD with penny, 12 USD with dollar; five of six right, and all six.
  expect(await currentEvidence(ctx, { taskClass: 'classification' })).toEqual([
    expect.objectContaining({
      ...{
        id: evidenceId,
        model: 'penny',
        baseline: 'dollar',
        cases: 6,
        verdict: 'not_proven',
        stale: false,
      },
      ...{ difference: '-0.166667', score: '0.833333', baselineScore: '1.000000', team: null },
      ...{ costPerCorrect: '0.144000000000', baselineCostPerCorrect: '12.000000000000' },
    }),
  ]);
  const later = new Date(NOW.getTime() + 91 * 86_400_000);
  expect((await currentEvidence({ ...ctx, now: later }, {})).map(({ stale }) => stale)).toEqual([true]);
  const [set] = await listGoldenSets(ctx, {});
  expect(set?.runs.map(({ model, state, cost }) => [model, state, cost])).toEqual([
    ['dollar', 'done', '72.000000000000'],
    ['penny', 'done', '0.720000000000'],
  ]);
});

it('goes on where it stopped, and asks nothing twice', async () => {
  const run = await start(await addSet(lines(5).join('\n')), 'penny');
  dieAt = 3;
  await expect(runEvaluation({ ...options(), concurrency: 1 }, run)).rejects.toThrow();
  expect(await findRun(db, run)).toMatchObject({ state: 'stopped', failure: 'key_refused' });
  dieAt = Number.POSITIVE_INFINITY;
  expect(await runEvaluation(options(), run)).toEqual({ state: 'done', answers: 5, cases: 5, failed: 0 });
  expect([...asked].sort()).toEqual(['penny q0', 'penny q1', 'penny q2', 'penny q3', 'penny q4']);
});

it('writes down the cases that fail, goes on, and asks only those again', async () => {
  const run = await start(await addSet(lines(4).join('\n')), 'penny');
  failures = [400, 500, 500, 500];
  expect(await runEvaluation({ ...options(), concurrency: 1 }, run)).toEqual({
    ...{ state: 'stopped', answers: 2, cases: 4, failed: 2 },
  });
  const detail = await getRun(ctx, { runId: String(run) });
  expect(detail.failures.map(({ caseKey, code }) => [caseKey, code])).toEqual([
    ['c0', 'request_refused'],
    ['c1', 'endpoint_failed'],
  ]);
  expect(detail).toMatchObject({ run: { failure: 'cases_failed', failed: 2 }, moreFailures: 0 });
  asked.length = 0;
  expect(await runEvaluation(options(), run)).toEqual({ state: 'done', answers: 4, cases: 4, failed: 0 });
  expect([...asked].sort()).toEqual(['penny q0', 'penny q1']);
  // Four answers at 0.12 USD, one of them wrong.
  expect(await getRun(ctx, { runId: String(run) })).toMatchObject({
    ...{ failures: [], costPerCorrect: '0.160000000000', inputTokens: '40', outputTokens: '8' },
    grades: expect.arrayContaining([
      { detail: 'differs', cases: 1 },
      { detail: 'right', cases: 3 },
    ]),
  });
});

it('measures the model it was started with, whatever a policy would serve, and stops where a switch does', async () => {
  const people = await routingPeople(db, BigInt(support));
  const { policyId } = await publishBody(db, NOW, { author: people.admin, approver: people.cfo }, null, {
    ...EMPTY_POLICY,
    rules: [{ id: 'all', when: {}, primary: { provider: 'acme', model: 'dime' }, fallback: [] }],
  });
  const run = await start(await addSet(lines(2).join('\n')), 'penny');
  await runEvaluation(options(), run);
  expect([...asked].sort()).toEqual(['penny q0', 'penny q1']);
  // No policy was to be followed: neither a replay nor the drift counts such calls, while the ledger has them.
  const day = { from: NOW.getTime() - 86_400_000, to: NOW.getTime() + 86_400_000 };
  const ofAll = { teamId: null, scope: 'all' as const };
  expect(await db.$count(usageEvents)).toBeGreaterThan(0);
  expect(await servedCalls(db, { ...day, ...ofAll })).toEqual([]);
  expect(
    await readPastCalls(db, { from: new Date(day.from), to: new Date(day.to), ...ofAll, limit: 10 }),
  ).toEqual([]);
  await retirePolicy({ db, now: NOW, actor: people.cfo }, { policyId, reason: 'end of the test' });
  const endsAt = new Date(NOW.getTime() + 3_600_000).toISOString();
  const { killSwitchId } = await startKillSwitch(ctx, {
    ...{ scope: { kind: 'team', teamId: support }, reason: 'a test reason', endsAt },
  });
  const next = await start(await addSet(lines(2).join('\n')), 'penny');
  expect((await runEvaluation(options(), next)).state).toBe('stopped');
  expect(await findRun(db, next)).toMatchObject({ failure: 'killed' });
  await liftKillSwitch(ctx, { killSwitchId, reason: 'end of the test' });
});

it('stops before a call could take it above its cap', async () => {
  // Held: 0.01 USD for each byte of [{"role":"user","content":"q0"}] (32) and of 10 tokens of output; booked: 0.12.
  const run = await start(await addSet(lines(9).join('\n')), 'penny', { cap: '0.7' });
  const outcome = await runEvaluation({ ...options(), concurrency: 4 }, run);
  expect(outcome).toEqual({ state: 'capped', answers: 3, cases: 9, failed: 0 });
  const rows = (await db.select().from(evaluationResults)).filter(({ runId }) => runId === run);
  expect(rows.map(({ cost }) => cost)).toEqual(Array(3).fill(parseMoney('0.12')));
});

it('grades rubrics by a judge', async () => {
  const setId = await addSet(lines(1, { grader: 'rubric', expected: 'Polite.' }).join('\n'));
  await expect(start(setId, 'penny')).rejects.toThrow('judge model');
  const run = await start(setId, 'penny', { judge: 'dime' });
  await runEvaluation(options(), run);
  const rows = (await db.select().from(evaluationResults)).filter(({ runId }) => runId === run);
  expect(rows).toMatchObject([{ score: '0.500000', detail: 'judged', cost: parseMoney('0.12') }]);
});
