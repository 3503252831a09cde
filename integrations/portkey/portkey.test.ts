import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { portkeyConfig } from '@/lib/routing/gateways/portkey';
import { decisionsOf, type GatewayFixture, ledgerOf, startGatewayFixture } from '../testing/gateway-fixture';
import { type GatewayProcess, startGateway } from '../testing/gateway-process';

const SERVER = path.resolve(
  import.meta.dirname,
  '../../node_modules/@portkey-ai/gateway/build/start-server.js',
);
let fixture: GatewayFixture;
let gateway: GatewayProcess;
let config: string;

beforeAll(async () => {
  fixture = await startGatewayFixture();
  config = installed(portkeyConfig(fixture.policy).text);
  gateway = await startGateway({
    program: process.execPath,
    arguments: (port) => [SERVER, `--port=${port}`, '--headless'],
    ready: '/',
  });
});

afterAll(async () => {
  await gateway?.stop();
  await fixture?.close();
});

/** The published config with its `${…}` filled in, and the upstream of the tests in place of OpenAI's address. */
function installed(text: string): string {
  const values: Record<string, string> = {
    ...{ TOLLGATE_URL: fixture.meter.url, TOLLGATE_API_KEY: fixture.key, OPENAI_API_KEY: 'of-the-upstream' },
  };
  const filled = text.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
  return JSON.stringify(JSON.parse(filled), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'provider' in value
      ? { ...value, custom_host: fixture.upstream.baseUrl }
      : value,
  );
}

const call = (metadata: Record<string, string>, over: Record<string, unknown> = {}) => {
  fixture.upstream.calls.length = 0;
  return fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-config': config,
      'x-portkey-metadata': JSON.stringify(metadata),
    },
    body: JSON.stringify({
      ...{ model: 'gpt-5.5', max_tokens: 1000, messages: [{ role: 'user', content: 'Where is it?' }] },
      ...over,
    }),
  });
};
const SIMPLE = { team: 'support', workflow: 'resolve-ticket', task_class: 'simple_lookup' };
const served = () => fixture.upstream.calls.map(({ model }) => model);

describe("Portkey's gateway with the published config", () => {
  it('goes to the model of the policy, and to its fallback when that fails; usage carries the tags', async () => {
    expect((await call(SIMPLE)).status).toBe(200);
    expect(served()).toEqual(['gpt-5-nano']);
    expect(Object.keys(fixture.upstream.calls[0]?.body ?? {})).not.toContain('tollgate');

    fixture.upstream.failing.add('gpt-5-nano');
    const after = await call(SIMPLE);
    fixture.upstream.failing.clear();
    expect([after.status, served()]).toEqual([200, ['gpt-5-nano', 'gpt-5-mini']]);

    const line = { workflow: 'resolve-ticket', task_class: 'simple_lookup', tokens: '600 400 200 100' };
    const expected = [
      { ...line, model: 'gpt-5-nano', cost: '0.000130000000', settled: true },
      { ...line, model: 'gpt-5-mini', cost: '0.001300000000', settled: true },
    ];
    await vi.waitFor(async () => expect(await ledgerOf(fixture.db, 'support')).toEqual(expected), 20_000);
  });

  it('streams; Portkey does not say what a stream took, so nothing is reported', async () => {
    const streamed = await call({ ...SIMPLE, workflow: 'streamed' }, { stream: true });
    expect(streamed.status).toBe(200);
    expect(await streamed.text()).toContain('"content":"ne."');
    expect(served()).toEqual(['gpt-5-nano']);
    expect((await ledgerOf(fixture.db, 'support')).map(({ workflow }) => workflow)).not.toContain('streamed');
  });

  it('refuses a call without budget with 446, and sends nothing', async () => {
    const refused = await call({ team: 'claims' });
    expect(refused.status).toBe(446);
    const body = JSON.stringify(await refused.json());
    expect(body).toContain('budget_exceeded');
    expect(body).toContain('“Claims”');
    expect(new Set(await decisionsOf(fixture.db, 'claims'))).toEqual(new Set(['deny']));
    expect(served()).toEqual([]);
  });

  it('goes down to the cheaper model that a budget asks for', async () => {
    expect((await call({ team: 'platform' })).status).toBe(200);
    expect(served()).toEqual(['gpt-5.5']);
    expect((await call({ team: 'platform' })).status).toBe(200);
    expect(served()).toEqual(['gpt-5-nano']);
  });
});
