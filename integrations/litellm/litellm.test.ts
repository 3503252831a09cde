import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { litellmConfig } from '@/lib/routing/gateways/litellm';
import { decisionsOf, type GatewayFixture, ledgerOf, startGatewayFixture } from '../testing/gateway-fixture';
import { type GatewayProcess, startGateway } from '../testing/gateway-process';
import { pythonEnvironment } from '../testing/python-environment';

const HERE = import.meta.dirname;
const MASTER_KEY = 'sk-of-the-tests';

/** LiteLLM's proxy itself, from PyPI. CI never goes without it. */
const environment = await pythonEnvironment(path.join(HERE, 'requirements-test.txt')).catch(
  (error: Error) => {
    if (process.env.CI) throw error;
    return error;
  },
);
const without = environment instanceof Error ? environment.message : null;
if (without) console.warn(`LiteLLM's proxy is not tested: ${without}`);

describe.skipIf(without !== null)("LiteLLM's proxy with the published config", () => {
  let fixture: GatewayFixture;
  let proxy: GatewayProcess;
  let directory: string;

  beforeAll(async () => {
    fixture = await startGatewayFixture();
    directory = await mkdtemp(path.join(tmpdir(), 'tollgate-litellm-'));
    await writeFile(path.join(directory, 'config.yaml'), litellmConfig(fixture.policy).text);
    await copyFile(path.join(HERE, 'tollgate_hook.py'), path.join(directory, 'tollgate_hook.py'));
    proxy = await startGateway({
      program: path.join(String(environment), 'litellm'),
      arguments: (port) => ['--config', 'config.yaml', '--host', '127.0.0.1', '--port', String(port)],
      cwd: directory,
      env: {
        ...{ OPENAI_API_KEY: 'of-the-upstream', OPENAI_BASE_URL: fixture.upstream.baseUrl },
        ...{ TOLLGATE_URL: fixture.meter.url, TOLLGATE_API_KEY: fixture.key, TOLLGATE_TIMEOUT_SECONDS: '10' },
        ...{ LITELLM_MASTER_KEY: MASTER_KEY, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
      },
      ready: '/health/liveliness',
    });
  }, 240_000);

  afterAll(async () => {
    await proxy?.stop();
    await fixture?.close();
    if (directory) await rm(directory, { recursive: true, force: true });
  });

  const call = (tags: string, over: Record<string, unknown> = {}) => {
    fixture.upstream.calls.length = 0;
    return fetch(`${proxy.url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${MASTER_KEY}`,
        'x-litellm-tags': tags,
      },
      body: JSON.stringify({
        ...{ model: 'gpt-5.5', max_tokens: 1000, messages: [{ role: 'user', content: 'Where is it?' }] },
        ...over,
      }),
    });
  };
  const SIMPLE = 'team=support,workflow=resolve-ticket,task_class=simple_lookup';
  /** 1,000 tokens in, of which 400 cached, 300 out, of which 100 reasoning: 1,300 at the model's one price. */
  const line = (model: string, cost: string) => ({
    ...{ model, workflow: 'resolve-ticket', task_class: 'simple_lookup', tokens: '600 400 200 100' },
    ...{ cost, settled: true },
  });
  const served = () => fixture.upstream.calls.map(({ model }) => model);

  it('goes to the model of the policy, and to its fallback when that fails; usage carries the tags', async () => {
    expect((await call(SIMPLE)).status).toBe(200);
    expect(served()).toEqual(['gpt-5-nano']);

    const streamed = await call(SIMPLE, { stream: true });
    const text = await streamed.text();
    expect(text).toContain('"content":"ne."');
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(served()).toEqual(['gpt-5-nano']);

    fixture.upstream.failing.add('gpt-5-nano');
    const after = await call(SIMPLE);
    fixture.upstream.failing.clear();
    expect([after.status, served()]).toEqual([200, ['gpt-5-nano', 'gpt-5-mini']]);

    const expected = [
      line('gpt-5-nano', '0.000130000000'),
      line('gpt-5-nano', '0.000130000000'),
      line('gpt-5-mini', '0.001300000000'),
    ];
    await vi.waitFor(async () => expect(await ledgerOf(fixture.db, 'support')).toEqual(expected), 20_000);
  });

  it('refuses a call without budget with 429, asked once, never sent, not to be tried again', async () => {
    const refused = await call('team=claims');
    expect([refused.status, refused.headers.get('x-should-retry')]).toEqual([429, 'false']);
    const { error } = (await refused.json()) as { error: { type: string; message: string } };
    expect(error.type).toBe('budget_exceeded');
    expect(error.message).toContain('“Claims”');
    expect(await decisionsOf(fixture.db, 'claims')).toEqual(['deny']);
    expect(served()).toEqual([]);
  });

  it('gives back what is held when no model answers', async () => {
    for (const model of ['gpt-5-nano', 'gpt-5-mini']) fixture.upstream.failing.add(model);
    const failed = await call(SIMPLE);
    fixture.upstream.failing.clear();
    expect(failed.status).toBe(500);
    const [open] = await fixture.db.execute<{ count: number }>(
      "select count(*)::int as count from gate_decisions where state = 'open'",
    );
    expect(open?.count).toBe(0);
  });

  it('goes on by the tags of the config while the gate is away', async () => {
    await fixture.meter.close();
    expect((await call(SIMPLE, { model: 'tollgate' })).status).toBe(200);
    expect(served()).toEqual(['gpt-5-nano']);
    expect((await call('team=support', { model: 'tollgate' })).status).toBe(200);
    expect(served()).toEqual(['gpt-5.5']);
  });
});
