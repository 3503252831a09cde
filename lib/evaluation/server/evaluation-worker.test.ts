import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import PgBoss from 'pg-boss';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { createBudgeting } from '../../budgets/server/budgeting';
import { createGate } from '../../budgets/server/gate';
import { GATE_SECRET, seedPrices } from '../../budgets/server/testing/gate-fixture';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { addGoldenSet } from './add-golden-set';
import { archiveGoldenSet } from './archive-golden-set';
import { findRun } from './evaluation-rows';
import { startEvaluationWorker } from './evaluation-worker';
import { resumeEvaluation } from './resume-evaluation';
import { startEvaluation } from './start-evaluation';
import { stopEvaluation } from './stop-evaluation';

const { db, url } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const now = () => NOW;
const budgeting = createBudgeting({ db, now });
const gate = createGate({ db, secret: GATE_SECRET, now, budgeting });
const recorder = createRecorder({
  ...{ db, loadPriceBook, secret: GATE_SECRET, timeZone: 'Asia/Hong_Kong', now, budgeting },
});
const boss = new PgBoss({ connectionString: url, max: 2 });
const KEY = 'sk-known-to-nobody';
const errors: unknown[] = [];
const asked: string[] = [];
/** Answers wait until somebody lets them go. */
let hold: Promise<void> = Promise.resolve();
let upstream: Server;
let endpoint: { baseUrl: string; apiKey: string };
let support: string;
let setId: string;

beforeAll(async () => {
  process.env.TOLLGATE_SECRET = GATE_SECRET;
  process.env.EVALUATION_PRIVATE_HOSTS = '127.0.0.1';
  support = String((await seedOrganisation(db)).teamId('support'));
  await seedPrices(db);
  upstream = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { model, messages } = JSON.parse(Buffer.concat(chunks).toString());
    if (request.headers.authorization !== `Bearer ${KEY}`) return void response.writeHead(401).end('{}');
    await hold;
    if (response.destroyed) return;
    asked.push(messages.at(-1).content);
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        ...{ id: 'c', object: 'chat.completion', created: 1, model },
        choices: [{ index: 0, message: { role: 'assistant', content: 'right' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
      }),
    );
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  endpoint = { baseUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`, apiKey: KEY };
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  const text = Array.from({ length: 6 }, (_, at) => JSON.stringify({ prompt: `q${at}`, expected: 'right' }));
  setId = (
    await addGoldenSet(ctx, {
      ...{ teamId: null, name: 'Set', taskClass: 'classification', text: text.join('\n') },
    })
  ).setId;
});
afterAll(async () => {
  await boss.stop({ graceful: true, timeout: 2_000 });
  await gate.close();
  await recorder.close();
  await budgeting.keeper.close();
  upstream.close();
});

const work = () =>
  startEvaluationWorker({
    ...{ boss, db, now, gate, recorder, secret: GATE_SECRET, pollSeconds: 0.5, keepMs: 50 },
    onError: (error) => errors.push(error),
  });
const start = async () => {
  const { runId } = await startEvaluation(ctx, {
    ...{ setId, provider: 'acme', model: 'penny', payingTeamId: support, cap: '1000', endpoint },
  });
  return BigInt(runId);
};
const stateOf = async (run: bigint) => (await findRun(db, run)).state;

it('carries a run to its end with a key that is kept sealed, and no longer', async () => {
  const run = await start();
  const { state, sealedKey } = await findRun(db, run);
  expect(state).toBe('waiting');
  expect(sealedKey).toMatch(/^v1\./);
  expect(sealedKey).not.toContain(KEY);
  const worker = await work();
  await expect.poll(() => stateOf(run), { timeout: 20_000 }).toBe('done');
  await worker.stop();
  expect([...asked].sort()).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 'q5']);
  expect(await findRun(db, run)).toMatchObject({ sealedKey: null, claim: null, failure: null });
  expect(errors).toEqual([]);
});

it('stops when somebody says so, and goes on from there; a worker that ends hands the run on', async () => {
  let letGo = () => {};
  hold = new Promise((resolve) => {
    letGo = resolve;
  });
  asked.length = 0;
  const first = await work();
  const run = await start();
  await expect.poll(() => stateOf(run), { timeout: 20_000 }).toBe('running');
  await stopEvaluation(ctx, { runId: String(run) });
  await expect(stopEvaluation(ctx, { runId: String(run) })).rejects.toThrow('ended already');
  expect(await findRun(db, run)).toMatchObject({ state: 'stopped', failure: 'by_hand', sealedKey: null });

  await resumeEvaluation(ctx, { runId: String(run), endpoint, cap: '2000' });
  await expect.poll(() => stateOf(run), { timeout: 20_000 }).toBe('running');
  await first.stop();
  expect(await stateOf(run)).toBe('waiting');
  letGo();
  const second = await work();
  await boss.send('evaluation-sweep', {});
  await expect.poll(() => stateOf(run), { timeout: 40_000 }).toBe('done');
  await second.stop();
  expect([...asked].sort()).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 'q5']);
  expect(errors).toEqual([]);
});

it('asks nothing more of a set whose texts were deleted', async () => {
  const { setId: own } = await addGoldenSet(ctx, {
    ...{ teamId: null, name: 'Gone', taskClass: 'classification', text: '{"prompt":"q","expected":"right"}' },
  });
  const { runId } = await startEvaluation(ctx, {
    ...{ setId: own, provider: 'acme', model: 'penny', payingTeamId: support, cap: '1000', endpoint },
  });
  await archiveGoldenSet(ctx, { setId: own });
  expect(await findRun(db, BigInt(runId))).toMatchObject({
    ...{ state: 'stopped', failure: 'no_prompts', sealedKey: null },
  });
  await expect(resumeEvaluation(ctx, { runId, endpoint })).rejects.toThrow('no prompts');
});

it('says why a run cannot go on', async () => {
  const worker = await work();
  const refused = await startEvaluation(ctx, {
    ...{ setId, provider: 'acme', model: 'penny', payingTeamId: support, cap: '1000' },
    endpoint: { ...endpoint, apiKey: 'sk-wrong' },
  });
  const run = BigInt(refused.runId);
  await expect.poll(() => stateOf(run), { timeout: 20_000 }).toBe('stopped');
  await worker.stop();
  expect(await findRun(db, run)).toMatchObject({ failure: 'key_refused', sealedKey: null });
  const away = { ...endpoint, baseUrl: 'http://10.0.0.1/v1' };
  await expect(resumeEvaluation(ctx, { runId: refused.runId, endpoint: away })).rejects.toThrow(
    'private network',
  );
  for (const baseUrl of ['ftp://a.example/v1', 'https://me:pw@a.example/v1', 'https://a.example/v1?key=x'])
    await expect(
      resumeEvaluation(ctx, { runId: refused.runId, endpoint: { ...endpoint, baseUrl } }),
    ).rejects.toMatchObject({ code: 'invalid' });
});
