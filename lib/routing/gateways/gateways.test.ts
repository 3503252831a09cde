import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EMPTY_POLICY, type RoutingRule } from '../policy';
import type { GatewayPolicy } from './gateway-policy';
import { litellmConfig } from './litellm';
import { portkeyConfig } from './portkey';
import { gateQuestion, gateVerdict, readPortkeyContext, usageEvent } from './portkey-hook';

const KNOWN = new Set(['nano', 'mini', 'large', 'flash']);
const rule = (
  id: string,
  when: RoutingRule['when'],
  model: string,
  more: Partial<RoutingRule> = {},
): RoutingRule => ({
  ...{ id, when, primary: { provider: null, model }, fallback: [] },
  ...more,
});
const policyOf = (rules: RoutingRule[]): GatewayPolicy => ({
  ...{ id: '7', name: 'All\ncalls', version: 3, body: { ...EMPTY_POLICY, rules } },
  find: ({ model }) =>
    KNOWN.has(model) ? { provider: model === 'flash' ? 'google' : 'openai', model } : null,
});
const mini = { provider: null, model: 'mini' };
const RULES = [
  rule('night', { hours: { from: '22:00', until: '06:00' } }, 'nano'),
  rule('simple', { taskClass: ['simple_lookup', 'classification'] }, 'nano', {
    fallback: [
      { ...mini, on: ['error'] },
      { ...mini, model: 'flash', on: ['budget'] },
    ],
  }),
  rule('again', { taskClass: ['classification', 'summarisation'] }, 'mini'),
  rule('both', { taskClass: ['agentic'], team: ['claims'] }, 'large'),
  rule('gone', { taskClass: ['agentic'] }, 'retired'),
  rule('of-team', { team: ['claims'] }, 'large'),
  rule('rest', {}, 'flash'),
  rule('never', { taskClass: ['agentic'] }, 'large'),
];

describe('litellmConfig', () => {
  const { text, left } = litellmConfig(policyOf(RULES));
  const config = parse(text);

  it('names every model once, with its key and its own name beside LiteLLM’s', () => {
    expect(text.startsWith('# Tollgate policy 7, version 3: All calls\n# ')).toBe(true);
    const served = config.model_list.filter((one: { model_name: string }) => one.model_name !== 'tollgate');
    expect(served.map((one: { model_name: string }) => one.model_name)).toEqual([
      ...['openai/nano', 'openai/mini', 'google/flash', 'openai/large'],
    ]);
    expect(served[2]).toEqual({
      model_name: 'google/flash',
      litellm_params: { model: 'gemini/flash', api_key: 'os.environ/GEMINI_API_KEY', tags: ['default'] },
      model_info: { tollgate_provider: 'google', tollgate_model: 'flash' },
    });
    expect(config.router_settings.fallbacks).toEqual([{ 'openai/nano': ['openai/mini'] }]);
  });

  it('routes by one kind of tag, the first rule first, and leaves the rest to the gate', () => {
    const routed = config.model_list.filter((one: { model_name: string }) => one.model_name === 'tollgate');
    expect(
      routed.map((one: { litellm_params: { model: string; tags: string[] } }) => [
        one.litellm_params.model,
        one.litellm_params.tags,
      ]),
    ).toEqual([
      ['openai/nano', ['task_class=simple_lookup', 'task_class=classification']],
      ['openai/mini', ['task_class=summarisation']],
      ['gemini/flash', ['default']],
    ]);
    expect(left).toEqual([
      { rule: 'night', because: 'hours' },
      { rule: 'both', because: 'several_conditions' },
      { rule: 'gone', because: 'unknown_model' },
      { rule: 'of-team', because: 'other_tags' },
    ]);
  });
});

describe('portkeyConfig', () => {
  it('asks conditions in order, ends at the catch-all, and fails closed at the gate', () => {
    const { text, left } = portkeyConfig(policyOf(RULES));
    const config = JSON.parse(text);
    expect(config.strategy.default).toBe('rest');
    const asked = config.strategy.conditions.map((one: Record<string, unknown>) => [one.then, one.query]);
    const isAgentic = { 'metadata.task_class': { $in: ['agentic'] } };
    const ofClaims = { 'metadata.team': { $in: ['claims'] } };
    expect(asked).toEqual([
      ['simple', { 'metadata.task_class': { $in: ['simple_lookup', 'classification'] } }],
      ['again', { 'metadata.task_class': { $in: ['classification', 'summarisation'] } }],
      ['both', { $and: [isAgentic, ofClaims] }],
      ['of-team', ofClaims],
    ]);
    expect(left.map(({ rule: id }) => id)).toEqual(['night', 'gone']);
    expect(config.before_request_hooks[0]).toMatchObject({
      deny: true,
      checks: [{ parameters: { failOnError: true } }],
    });
  });

  it('lets calls of no rule through as they came where nothing catches all', () => {
    const config = JSON.parse(portkeyConfig(policyOf(RULES.slice(0, 3))).text);
    expect(config.strategy.default).toBe('as-asked');
    expect(config.targets.at(-1)).not.toHaveProperty('override_params');
  });
});

describe("Portkey's hooks", () => {
  const sent = {
    request: { json: { model: 'nano', max_tokens: 50 }, text: 'seven c' },
    provider: 'mistral-ai',
    metadata: { team: 'support', task_class: 'agentic', _user: 'u1', odd: 4 },
  };
  const context = readPortkeyContext(sent);
  if (!context) throw new Error('not read');
  const word = { decision: 'allow', fallback: [], reservation: { id: 'rsv_1' }, reasons: [] };

  it('asks with the metadata as tags, and three characters a token', () => {
    expect(gateQuestion(context, 'id')).toEqual({
      ...{ id: 'id', provider: 'mistral', model: 'nano', tags: { team: 'support' }, user: 'u1' },
      ...{ task_class: 'agentic', tokens: { input: 3, max_output: 50 }, ttl_seconds: 300 },
    });
  });

  it('says what form of answer and which tools a call asks for', () => {
    const json = { ...context.request.json, response_format: { type: 'json_schema' }, tools: [{}] };
    const asking = { ...context, request: { ...context.request, json } };
    expect(gateQuestion(asking, 'id')).toMatchObject({
      ...{ tags: { team: 'support', output_format: 'json_schema' }, needs_tools: true },
    });
  });

  it.each([
    ['the model answered', { provider: 'mistral', model: 'mini' }, 'mini'],
    ['its own, where another provider is answered', { provider: 'openai', model: 'mini' }, 'nano'],
    [
      'its own, where that is a fallback of the answer',
      { provider: 'mistral', model: 'mini', fallback: [{ model: 'nano' }] },
      'nano',
    ],
  ])('calls %s', (_what, over, model) => {
    expect(gateVerdict(context, 'id', { ...word, ...over })).toMatchObject({
      verdict: true,
      transformedData: {
        request: { json: { model, max_tokens: 50, tollgate: { id: 'id', reservation: 'rsv_1' } } },
      },
    });
  });

  it('reports disjoint tokens, in the words of OpenAI and of Anthropic, and nothing of a stream', () => {
    const at = new Date('2026-11-22T04:00:00Z');
    const tokensOf = (usage: object) =>
      usageEvent({ ...context, response: { json: { usage } } }, at, 'other')?.tokens;
    expect(
      tokensOf({
        ...{ prompt_tokens: 10, prompt_tokens_details: { cached_tokens: 4 }, completion_tokens: 7 },
        completion_tokens_details: { reasoning_tokens: 2 },
      }),
    ).toEqual({ input: 6, cache_read: 4, output: 5, reasoning: 2 });
    expect(tokensOf({ input_tokens: 6, cache_read_input_tokens: 4, output_tokens: 7 })).toEqual({
      ...{ input: 6, cache_read: 4, cache_write_5m: 0, output: 7 },
    });
    expect(usageEvent({ ...context, response: { json: null } }, at, 'other')).toBeNull();
  });

  it.each([[null], [[]], [{}], [{ request: { json: {} } }], [{ request: { json: { model: 4 } } }]])(
    'reads nothing from %j',
    (raw) => expect(readPortkeyContext(raw)).toBeNull(),
  );
});
