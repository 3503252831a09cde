import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { litellmList } from './lists/litellm';
import type { Rates } from './rates';

const read = (entries: Record<string, unknown>) => litellmList(entries);
const one = (entry: Record<string, unknown>): Rates | undefined =>
  read({ m: { litellm_provider: 'acme', ...entry } }).list.models[0]?.versions[0]?.rates;
const refused = (entry: unknown) =>
  read({ m: entry }).unreadable.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(' '))[0];

describe('a LiteLLM entry', () => {
  it('gives prices per million tokens, digit for digit', () => {
    const entry = { input_cost_per_token: 1.75e-6, output_cost_per_token: 1.4e-5 };
    expect(one({ ...entry, cache_read_input_token_cost: 1.75e-7 })).toEqual({
      prices: { input: '1.75', cacheRead: '0.175', output: '14' },
    });
    // 1/3 USD per million has no end: rounded half to even to six decimals, and said.
    const map = read({ m: { litellm_provider: 'a', input_cost_per_token: 3.3333333e-7 } });
    expect(map.list.models[0]?.versions[0]).toMatchObject({
      rates: { prices: { input: '0.333333' } },
      note: 'input_cost_per_token rounded to 0.333333',
    });
  });

  it('gives dearer long contexts, also as ranges', () => {
    expect(
      one({
        input_cost_per_token: 3e-6,
        output_cost_per_token: 1.5e-5,
        input_cost_per_token_above_200k_tokens: 6e-6,
        output_cost_per_token_above_200k_tokens: 2.25e-5,
      })?.contextTiers,
    ).toEqual([{ aboveInputTokens: 200_000, prices: { input: '6', output: '22.5' } }]);
    const range = (start: number, input: number) => ({
      range: [start, start + 1],
      input_cost_per_token: input,
    });
    expect(one({ tiered_pricing: [range(32_000, 2e-6), range(0, 1e-6)] })).toEqual({
      prices: { input: '1' },
      contextTiers: [{ aboveInputTokens: 32_000, prices: { input: '2' } }],
    });
    expect(refused({ litellm_provider: 'a', tiered_pricing: [range(5, 1e-6)] })).toBe(
      'not_a_price tiered_pricing',
    );
  });

  it('gives a service tier only where one factor gives all its prices back', () => {
    const base = { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5 };
    const batch = { input_cost_per_token_batches: 1.25e-6, output_cost_per_token_batches: 5e-6 };
    expect(one({ ...base, ...batch })?.serviceTiers).toEqual({ batch: '0.5' });
    expect(one({ ...base, ...batch, output_cost_per_token_batches: 6e-6 })?.serviceTiers).toBeUndefined();
    const long = { input_cost_per_token_above_200k_tokens: 5e-6, input_cost_per_token_priority: 5e-6 };
    expect(
      one({ ...base, ...long, input_cost_per_token_above_200k_tokens_priority: 9e-6 })?.serviceTiers,
    ).toBeUndefined();
    expect(
      one({ ...base, ...long, input_cost_per_token_above_200k_tokens_priority: 1e-5 })?.serviceTiers,
    ).toEqual({
      priority: '2',
    });
  });

  it('is never read as free, and says what it cannot read', () => {
    expect(one({ input_cost_per_token: 1e-6, output_cost_per_token: 0 })).toEqual({ prices: { input: '1' } });
    expect(refused({ litellm_provider: 'a', input_cost_per_token: 0, output_cost_per_token: 0 })).toBe(
      'only_zero',
    );
    expect(refused({ litellm_provider: 'a', output_cost_per_image: 0.04 })).toBe('no_token_price');
    expect(refused({ litellm_provider: 'a', input_cost_per_token: '1e-6' })).toBe(
      'not_a_price input_cost_per_token',
    );
    expect(refused({ litellm_provider: 'a', input_cost_per_token: -1 })).toBe(
      'not_a_price input_cost_per_token',
    );
    expect(refused({ input_cost_per_token: 1e-6 })).toBe('not_a_model');
    expect(refused('text')).toBe('not_a_model');
    const note = read({
      m: { litellm_provider: 'a', input_cost_per_token: 1e-6, input_cost_per_image: 0.1 },
    });
    expect(note.list.models[0]?.versions[0]?.note).toBe('not read: input_cost_per_image');
  });

  it('goes to the provider the catalogue means; the direct price counts where a reseller says another', () => {
    const price = (input: number, litellm_provider: string) => ({
      litellm_provider,
      input_cost_per_token: input,
    });
    const { list, unreadable, repeated } = read({
      'gemini-x': price(2e-6, 'vertex_ai-language-models'),
      'gemini/gemini-x': price(1e-6, 'gemini'),
      'azure/gpt-x': price(1e-6, 'azure'),
      'azure_ai/gpt-x': price(1e-6, 'azure_ai'),
      'bedrock/us-east-1/amazon.x': price(1e-6, 'bedrock'),
      sample_spec: {},
      last_updated: '2026-07-24T18:23:43+00:00',
    });
    expect(list.models.map((m) => [`${m.providerKey}/${m.key}`, m.versions[0]?.rates.prices.input])).toEqual([
      ['google/gemini-x', '1'],
      ['azure/gpt-x', '1'],
      ['aws/us-east-1/amazon.x', '1'],
    ]);
    expect(unreadable).toEqual([{ key: 'gemini-x', reason: 'says_otherwise', detail: 'gemini/gemini-x' }]);
    expect([repeated, list.publishedOn]).toEqual([1, '2026-07-24']);
  });

  it('is read or refused with a reason, whatever it holds', () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.jsonValue(), fc.constant(1e-6));
    const field = fc.constantFrom(
      ...['litellm_provider', 'input_cost_per_token', 'output_cost_per_token', 'tiered_pricing', 'mode'],
      ...[
        'input_cost_per_token_above_200k_tokens',
        'cache_read_input_token_cost_priority',
        'max_input_tokens',
      ],
      ...['input_cost_per_request', 'output_cost_per_token_batches'],
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(field, value)), (json) => {
        const { list, unreadable, repeated } = read(json);
        const entries = Object.keys(json).filter((key) => key !== 'sample_spec');
        expect(list.models.length + unreadable.length + repeated).toBe(entries.length);
      }),
      {
        examples: [
          [{ dear: { litellm_provider: 'x', input_cost_per_token: 1e-6, input_cost_per_request: 1e26 } }],
        ],
      },
    );
  });
});
