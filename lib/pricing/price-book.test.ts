import { waitForUpdate } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyToString } from '../money/money';
import { genaiPricesList } from './lists/genai-prices';
import { newCurrencyList } from './lists/new-currency-2026-05';
import { type Charge, createPriceBook, type PriceBook } from './price-book';
import type { Rates, ServiceTier, TokenClass } from './rates';
import { bookOf, bookWith, tokensOf } from './testing/price-book-fixture';

const providers = (await waitForUpdate()) ?? [];
const { book, keyOf } = bookOf([genaiPricesList(providers, 'installed'), newCurrencyList()]);

const usd = (charge: Charge): string => (charge.priced ? moneyToString(charge.effectiveCost) : charge.reason);

function priced(
  model: string,
  tokens: Partial<Record<TokenClass, bigint>>,
  options: { at?: string; tier?: ServiceTier; requests?: bigint; book?: PriceBook } = {},
): string {
  const [provider = '', ...rest] = model.split('/');
  return usd(
    (options.book ?? book).charge({
      provider,
      model: rest.join('/'),
      at: new Date(options.at ?? '2026-11-01T12:00:00Z'),
      serviceTier: options.tier ?? 'standard',
      requests: options.requests ?? 1n,
      tokens: tokensOf(tokens),
    }),
  );
}

describe('charges worked by hand', () => {
  it.each([
    // claude-sonnet-4-6 (after 2026-03-13): 3 in, 0.30 cache read, 3.75 and 6 cache write, 15 out per Mtok.
    [
      'every class',
      'anthropic/claude-sonnet-4-6',
      {
        input: 1_200n,
        cacheRead: 8_000n,
        cacheWrite5m: 400n,
        cacheWrite1h: 100n,
        output: 310n,
        reasoning: 90n,
      },
      // 0.0036 + 0.0024 + 0.0015 + 0.0006 + 0.00465 + 0.00135
      '0.014100000000',
    ],
    ['one token', 'anthropic/claude-sonnet-4-6', { cacheRead: 1n }, '0.000000300000'],
    ['reasoning is output', 'openai/gpt-5.2', { reasoning: 1_000_000n }, '14.000000000000'],
    // gpt-5.2 lists no cache write: those tokens stay input, at 1.75.
    ['cache write unlisted', 'openai/gpt-5.2', { cacheWrite5m: 1_000_000n }, '1.750000000000'],
    // gemini-2.5-flash-lite on OpenRouter: 1/12 rounded once to 0.083333.
    ['rounded rate', 'openrouter/google/gemini-2.5-flash-lite', { cacheWrite5m: 12n }, '0.000000999996'],
  ] as const)('%s', (_, model, tokens, expected) => {
    expect(priced(model, tokens)).toBe(expected);
  });

  it.each([
    ['standard', '10.000000000000'],
    ['batch', '5.000000000000'],
    ['priority', '20.000000000000'],
    ['flex', '5.000000000000'],
  ] as const)('gpt-5 output in %s', (tier, expected) => {
    expect(priced('openai/gpt-5', { output: 1_000_000n }, { tier })).toBe(expected);
  });

  it('gives back the published priority price through a repeating factor', () => {
    // gpt-4o-mini priority: 0.25 in, 1.00 out, 0.125 cached (5/3 of the standard price).
    const all = { input: 1_000_000n, output: 1_000_000n, cacheRead: 1_000_000n };
    expect(priced('openai/gpt-4o-mini', all, { tier: 'priority' })).toBe('1.375000000000');
  });

  it('never takes a missing service tier as 1', () => {
    expect(priced('anthropic/claude-sonnet-4-6', { input: 1n }, { tier: 'priority' })).toBe(
      'no_service_tier_price',
    );
    expect(priced('openai/gpt-5-nano', { input: 1n }, { tier: 'priority' })).toBe('no_service_tier_price');
  });
});

describe('long context', () => {
  // gemini-3.1-pro-preview: 2 / 0.2 / 12 up to 200,000 input tokens, 4 / 0.4 / 18 for the whole request above.
  it.each([
    ['at the edge', { input: 200_000n, output: 1_000n }, '0.412000000000'],
    ['one above: the whole request', { input: 200_001n, output: 1_000n }, '0.818004000000'],
    ['cached input counts', { input: 100_000n, cacheRead: 100_001n, output: 1_000n }, '0.458000400000'],
    ['output does not', { input: 200_000n, output: 100_000n }, '1.600000000000'],
  ])('%s', (_, tokens, expected) => {
    expect(priced('google/gemini-3.1-pro-preview', tokens)).toBe(expected);
  });

  it('places an aggregated row by its mean input per request', () => {
    const three = { requests: 3n };
    expect(priced('google/gemini-3.1-pro-preview', { input: 600_000n }, three)).toBe('1.200000000000');
    expect(priced('google/gemini-3.1-pro-preview', { input: 600_001n }, three)).toBe('2.400004000000');
  });

  it('keeps the long-context price in batch', () => {
    expect(priced('google/gemini-3.1-pro-preview', { input: 200_001n }, { tier: 'batch' })).toBe(
      '0.400002000000',
    );
  });
});

describe('time', () => {
  const o3 = { input: 1_000_000n };
  it('o3 falls from 10 to 2 at midnight UTC on 2025-06-10, half-open', () => {
    expect(priced('openai/o3', o3, { at: '2025-06-09T23:59:59.999Z' })).toBe('10.000000000000');
    expect(priced('openai/o3', o3, { at: '2025-06-10T00:00:00.000Z' })).toBe('2.000000000000');
  });

  it('deepseek-chat is dearer from 00:30 to 16:30 UTC, half-open', () => {
    const at = (time: string) => priced('deepseek/deepseek-chat', o3, { at: `2026-11-01T${time}Z` });
    expect(at('00:29:59.999')).toBe('0.135000000000');
    expect(at('00:30:00.000')).toBe('0.270000000000');
    expect(at('16:29:59.999')).toBe('0.270000000000');
    expect(at('16:30:00.000')).toBe('0.135000000000');
  });

  it('a window may pass midnight', () => {
    const night = bookWith({
      prices: { input: '2' },
      windows: [{ fromUtc: '22:00', toUtc: '06:00', prices: { input: '1' } }],
    });
    const at = (time: string) => priced('p/m', { input: 1n }, { book: night, at: `2026-11-01T${time}Z` });
    expect([at('21:59:59.999'), at('22:00:00'), at('05:59:59.999'), at('06:00:00')]).toEqual([
      '0.000002000000',
      '0.000001000000',
      '0.000001000000',
      '0.000002000000',
    ]);
  });
});

describe('what is unknown is not zero', () => {
  it('says why', () => {
    expect(priced('openai/gpt-5.2-mini', { input: 1n })).toBe('unknown_model');
    expect(priced('alibaba/qwen3.6-plus', { input: 1n }, { at: '2026-04-01T00:00:00Z' })).toBe(
      'no_price_in_force',
    );
    expect(priced('alibaba/qwen3.6-open-weights', { input: 1n })).toBe('self_hosted_no_rate');
    expect(priced('openai/text-embedding-3-small', { input: 1n, output: 1n })).toBe('no_token_price:output');
    expect(priced('openai/text-embedding-3-small', { input: 1_000_000n })).toBe('0.020000000000');
    expect(priced('google/gemma-4-26b-a4b-it', { input: 1n })).toBe('no_price_in_force');
  });
});

describe('lists and contracts', () => {
  const version = { modelId: 1n, validFrom: null, validTo: null };
  const models = [
    { id: 1n, providerKey: 'p', key: 'm', state: 'catalogue', resolvedModelId: null, match: null },
  ];
  const base = { providers: [{ key: 'p', match: null }], models, aliases: [] };
  const usage = {
    ...{ provider: 'p', model: 'm', at: new Date('2026-11-01'), serviceTier: 'standard' as const },
    requests: 2n,
    tokens: tokensOf({ input: 10n }),
  };

  it('a contract changes the effective cost and leaves the list cost', () => {
    const contract = createPriceBook({
      ...base,
      versions: [
        { ...version, id: 1n, priority: 30, isContract: false, rates: { prices: { input: '2' } } },
        { ...version, id: 2n, priority: 10, isContract: true, rates: { prices: { input: '1.5' } } },
      ],
    });
    expect(contract.charge(usage)).toEqual({
      ...{ priced: true, modelId: 1n, priceVersionId: 2n },
      ...{ listCost: 20_000_000n, effectiveCost: 15_000_000n },
    });
  });

  it('charges each request where the list does', () => {
    const rates: Rates = { prices: { input: '1' }, perRequest: '0.005' };
    expect(usd(bookWith(rates).charge(usage))).toBe('0.010010000000');
  });

  it('refuses a price with seven decimals when it is loaded', () => {
    expect(() => bookWith({ prices: { input: '0.0000001' } })).toThrow(/at most six decimals/);
  });
});

describe('names', () => {
  it.each([
    ['openai', 'gpt-5.2', 'openai/gpt-5.2'],
    ['OpenAI', ' GPT-5.2 ', 'openai/gpt-5.2'],
    [null, 'gpt-5.2-2025-12-11', 'openai/gpt-5.2'],
    ['openai', 'gpt-5.2-2026-02-30-x', undefined],
    ['openai', 'gpt-6-sol-20260901', 'openai/gpt-6-sol'],
    [null, 'openai/gpt-5.2', 'openai/gpt-5.2'],
    ['litellm', 'openai/gpt-5.2', 'openai/gpt-5.2'],
    ['openrouter', 'openai/gpt-5.2', 'openrouter/openai/gpt-5.2'],
    [null, 'azure/gpt-5.2', 'openai/gpt-5.2'],
    ['azure.ai.openai', 'gpt-5.2-2025-12-11', 'openai/gpt-5.2'],
    [null, 'claude-sonnet-4-6-20260101', 'anthropic/claude-sonnet-4-6'],
    ['anthropic', 'claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4-5'],
    ['bedrock', 'eu.anthropic.claude-opus-4-7-v1:0', 'aws/regional.anthropic.claude-opus-4-7-v1:0'],
    [null, 'bedrock/anthropic.claude-opus-4-7', 'aws/regional.anthropic.claude-opus-4-7-v1:0'],
    ['aws.bedrock', 'global.anthropic.claude-opus-4-7-v1:0', 'aws/global.anthropic.claude-opus-4-7-v1:0'],
    [null, 'anthropic.claude-opus-4-7', 'aws/regional.anthropic.claude-opus-4-7-v1:0'],
    ['vertex_ai', 'claude-sonnet-4-6', 'google/claude-sonnet-4-6'],
    ['vertex', 'gemini-3.1-pro', 'google/gemini-3.1-pro-preview'],
    [null, 'llama-4-maverick', 'meta/llama-4-maverick'],
    // Never a neighbour.
    ['openai', 'gpt-5.2-mini', undefined],
    ['openai', 'gpt-5.2-nano-2026-01-01', undefined],
    ['openai', 'gpt-5.2-preview', undefined],
    ['openai', 'gpt-4o-mini-turbo', undefined],
    ['anthropic', 'gpt-5.2', undefined],
    ['nobody', 'gpt-5.2', undefined],
    [null, 'no-such-model', undefined],
    [null, '', undefined],
    [null, '/', undefined],
  ])('%s %s → %s', (provider, model, expected) => {
    expect(keyOf(book.resolve(provider, model)?.modelId)).toBe(expected);
  });

  it('follows an unrecognised name to the model someone chose for it', () => {
    const chosen = createPriceBook({
      providers: [{ key: 'p', match: null }],
      models: [
        { id: 1n, providerKey: 'p', key: 'm', state: 'catalogue', resolvedModelId: null, match: null },
        { id: 2n, providerKey: 'p', key: 'x', state: 'unrecognised', resolvedModelId: 1n, match: null },
        { id: 3n, providerKey: 'p', key: 'y', state: 'unrecognised', resolvedModelId: null, match: null },
      ],
      aliases: [{ providerKey: '', alias: 'house-model', modelId: 1n }],
      versions: [],
    });
    expect(chosen.resolve('p', 'x')).toEqual({ modelId: 1n });
    expect(chosen.resolve('gw', 'House-Model')).toEqual({ modelId: 1n });
    expect(chosen.resolve('p', 'y')).toBeNull();
  });
});

describe('properties', () => {
  const count = fc.bigInt({ min: 0n, max: 10n ** 9n });
  const tokens = fc.record({
    input: count,
    cacheRead: count,
    cacheWrite5m: count,
    cacheWrite1h: count,
    output: count,
    reasoning: count,
  });
  const price = fc
    .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([whole, micros]) => `${whole}.${String(micros).padStart(6, '0')}`);
  const flat = fc
    .record({ input: price, cacheRead: price, output: price })
    .map((prices): Rates => ({ prices }));
  const cost = (of: PriceBook, counts: Record<TokenClass, bigint>, requests = 1n): bigint => {
    const charge = of.charge({
      ...{ provider: 'p', model: 'm', at: new Date(0), serviceTier: 'standard' },
      requests,
      tokens: counts,
    });
    if (!charge.priced) throw new Error(charge.reason);
    return charge.effectiveCost;
  };
  const add = (a: Record<TokenClass, bigint>, b: Record<TokenClass, bigint>) =>
    tokensOf(Object.fromEntries(Object.entries(a).map(([c, n]) => [c, n + b[c as TokenClass]])));

  it('a charge is additive over parts where no threshold lies between them, and never negative', () => {
    fc.assert(
      fc.property(flat, tokens, tokens, (rates, a, b) => {
        const of = bookWith(rates);
        expect(cost(of, add(a, b))).toBe(cost(of, a) + cost(of, b));
        expect(cost(of, a) >= 0n).toBe(true);
      }),
    );
  });

  it('more of any class never costs less, also over a dearer long-context tier', () => {
    fc.assert(
      fc.property(flat, tokens, tokens, count, (rates, a, b, above) => {
        const dearer = Object.fromEntries(Object.keys(rates.prices).map((c) => [c, '10000']));
        const of = bookWith({
          ...rates,
          contextTiers: [{ aboveInputTokens: Number(above), prices: dearer }],
        });
        expect(cost(of, add(a, b)) >= cost(of, a)).toBe(true);
      }),
    );
  });

  it('n equal requests in one row cost n times one of them', () => {
    fc.assert(
      fc.property(flat, tokens, fc.integer({ min: 1, max: 1_000 }), count, (rates, one, n, above) => {
        const of = bookWith({
          ...rates,
          contextTiers: [{ aboveInputTokens: Number(above), prices: { input: '7.5' } }],
        });
        const many = tokensOf(Object.fromEntries(Object.entries(one).map(([c, t]) => [c, t * BigInt(n)])));
        expect(cost(of, many, BigInt(n))).toBe(cost(of, one) * BigInt(n));
      }),
    );
  });

  it('charges counts as it charges bigints, also beyond 2⁵³', () => {
    const used = fc.integer({ min: 0, max: 100_000_000_000 });
    fc.assert(
      fc.property(flat, used, used, fc.integer({ min: 1, max: 1_000 }), (rates, input, output, requests) => {
        const of = bookWith({
          ...rates,
          contextTiers: [{ aboveInputTokens: 50_000, prices: { input: '7.5' } }],
        });
        const counts = { input, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output, reasoning: 0 };
        const at = new Date('2026-11-01T12:00:00Z');
        const bigints = tokensOf({ input: BigInt(input), output: BigInt(output) });
        const plain = { at, serviceTier: 'standard', requests: BigInt(requests), tokens: bigints } as const;
        expect(
          of.chargeCounts('p', 'm', at.getTime(), { serviceTier: 'standard', requests, tokens: counts }),
        ).toEqual(of.charge({ provider: 'p', model: 'm', ...plain }));
      }),
    );
  });
});
