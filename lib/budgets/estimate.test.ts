import { describe, expect, it } from 'vitest';
import { createPriceBook } from '../pricing/price-book';
import { bookWith } from '../pricing/testing/price-book-fixture';
import { createCheaperModels, stricterTier } from './cheaper-model';
import { estimateCall, estimateWith } from './estimate';
import { type GateRequest, parseGateRequest, requestContent } from './gate-request';

const AT = new Date('2026-11-22T04:00:00Z');

function requestOf(over: Record<string, unknown> = {}): GateRequest {
  const parsed = parseGateRequest({ id: 'r', provider: 'p', model: 'm', tokens: { input: 1200 }, ...over });
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  return parsed.request;
}

describe('an estimate', () => {
  // 3 USD a million input, 0.30 cached, 15 output: 3, 0.3 and 15 × 10⁻⁶ USD a token.
  const book = bookWith({
    prices: { input: '3', cacheRead: '0.3', output: '15' },
    serviceTiers: { batch: '0.5' },
  });
  const usd = (request: GateRequest) => estimateCall(book, request, AT.getTime());

  it('is input, cached input and the most output at their prices', () => {
    const request = requestOf({ tokens: { input: 1200, cache_read: 8000, max_output: 800 } });
    // 0.0036 + 0.0024 + 0.012 = 0.018 USD
    expect(usd(request)).toEqual({
      modelId: 1n,
      estimatedCost: 18_000_000_000n,
      unpricedReason: null,
      estimatedTokens: 10_000n,
    });
    expect(usd({ ...request, serviceTier: 'batch' }).estimatedCost).toBe(9_000_000_000n);
  });

  it('assumes 4,096 tokens of output where nothing is said', () => {
    // 0.0036 + 0.06144 = 0.06504 USD
    expect(usd(requestOf())).toMatchObject({ estimatedCost: 65_040_000_000n, estimatedTokens: 5_296n });
  });

  it('says why there is none', () => {
    expect(usd(requestOf({ model: 'other' }))).toMatchObject({
      modelId: null,
      estimatedCost: null,
      unpricedReason: 'unknown_model',
    });
    expect(usd(requestOf({ service_tier: 'flex' })).unpricedReason).toBe('no_service_tier_price');
  });

  it('is the same for the model by its id', () => {
    const request = requestOf({ tokens: { input: 5, cache_read: 7, max_output: 11 } });
    expect(estimateWith(book, 1n, request, AT)).toEqual(usd(request));
  });
});

describe('a request', () => {
  it('needs an id, a model and its input', () => {
    const problem = (raw: unknown) => {
      const parsed = parseGateRequest(raw);
      return parsed.ok ? null : [parsed.problem.code, parsed.problem.pointer];
    };
    expect(problem(null)).toEqual(['wrong_type', '']);
    expect(problem({})).toEqual(['required', '/id']);
    expect(problem({ id: 'a' })).toEqual(['required', '/model']);
    expect(problem({ id: 'a', model: 'm' })).toEqual(['required', '/tokens']);
    expect(problem({ id: 'a', model: 'm', tokens: {} })).toEqual(['required', '/tokens/input']);
    expect(problem({ id: 'a', model: 'm', tokens: { input: -1 } })).toEqual([
      'out_of_range',
      '/tokens/input',
    ]);
    expect(problem({ id: 'a', model: 'm', tokens: { input: 1.5 } })).toEqual([
      'out_of_range',
      '/tokens/input',
    ]);
    expect(problem({ id: 'a', model: 'm', tokens: { input: 0 } })).toBeNull();
    expect(problem({ id: 'a\u0000', model: 'm', tokens: { input: 0 } })).toEqual(['invalid_text', '/id']);
  });

  it('is the same whatever the order of its tags, and another with any other value', () => {
    const one = requestOf({ tags: { team: 'a', workflow: 'b' } });
    expect(requestContent(requestOf({ tags: { workflow: 'b', team: 'a' } }))).toBe(requestContent(one));
    for (const other of [{ user: 'u' }, { task_class: 't' }, { ttl_seconds: 5 }, { tokens: { input: 1 } }])
      expect(requestContent(requestOf({ tags: { team: 'a', workflow: 'b' }, ...other }))).not.toBe(
        requestContent(one),
      );
  });
});

describe('a cheaper model', () => {
  // provider, model, tier, USD per million tokens (null: none), context window
  const catalogue = [
    ['acme', 'large', 'frontier', '10', null],
    ['acme', 'medium', 'balanced', '2', null],
    ['acme', 'small', 'cost_optimised', '1', null],
    ['acme', 'tiny', 'cost_optimised', '0.5', 1_000],
    ['acme', 'gift', 'cost_optimised', null, null],
    ['acme', 'odd', null, '0.1', null],
    ['other', 'large', 'frontier', '10', null],
    ['other', 'dear', 'balanced', '20', null],
  ] as const;
  const book = createPriceBook({
    providers: [
      { key: 'acme', match: null },
      { key: 'other', match: null },
    ],
    models: catalogue.map(([providerKey, key], index) => ({
      ...{ id: BigInt(index + 1), providerKey, key },
      ...{ state: 'catalogue', resolvedModelId: null, match: null },
    })),
    aliases: [],
    versions: catalogue.flatMap(([, , , price], index) =>
      price === null
        ? []
        : {
            ...{ id: BigInt(index + 1), modelId: BigInt(index + 1), priority: 1, isContract: false },
            ...{ validFrom: null, validTo: null, rates: { prices: { input: price, output: price } } },
          },
    ),
  });
  const models = createCheaperModels(
    book,
    catalogue.map(([provider, model, tier, , contextWindow], index) => ({
      ...{ modelId: BigInt(index + 1), provider, model, tier, contextWindow },
    })),
  );
  const find = (model: string, tier: 'balanced' | 'cost_optimised', input = 500, provider = 'acme') => {
    const request = requestOf({ provider, model, tokens: { input, max_output: 100 } });
    const found = models.find(request, estimateCall(book, request, AT.getTime()), tier, AT);
    return found.kind === 'serve' ? [found.model, found.estimate.estimatedCost] : found.kind;
  };

  it('is the cheapest of the tier by the same provider that the call fits in', () => {
    expect(find('large', 'cost_optimised')).toEqual(['tiny', 300_000_000n]);
    expect(find('large', 'cost_optimised', 901)).toEqual(['small', 1_001_000_000n]);
    expect(find('large', 'balanced')).toEqual(['medium', 1_200_000_000n]);
  });

  it('is none where nothing of the tier costs less', () => {
    expect(find('large', 'balanced', 500, 'other')).toBe('none');
    expect(find('large', 'cost_optimised', 500, 'other')).toBe('none');
  });

  it('is not sought for one of the tier or below, and found for one without price or tier', () => {
    expect(find('medium', 'balanced')).toBe('keep');
    expect(find('small', 'balanced')).toBe('keep');
    expect(find('gift', 'cost_optimised')).toBe('keep');
    expect(find('nobody-knows-it', 'balanced')).toEqual(['medium', 1_200_000_000n]);
    expect(find('odd', 'balanced')).toBe('none');
  });

  it('is of the stricter of two tiers', () => {
    expect(stricterTier(null, 'balanced')).toBe('balanced');
    expect(stricterTier('cost_optimised', 'balanced')).toBe('cost_optimised');
    expect(stricterTier('balanced', 'cost_optimised')).toBe('cost_optimised');
  });
});
