import { calcPrice, type ModelInfo, type Provider, waitForUpdate } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalPrice } from './decimal-price';
import { genaiPricesList } from './lists/genai-prices';
import type { ListedModel } from './lists/published-list';
import { compileClause, type MatchClause } from './match-clause';
import { TOKEN_CLASSES, type TokenClass } from './rates';
import { bookOf, tokensOf } from './testing/price-book-fixture';

const providers = (await waitForUpdate()) as Provider[];
const list = genaiPricesList(providers, 'installed');
const { book, keyOf } = bookOf([list]);
const priced = list.models.filter((model) => model.versions.length > 0);

/** Rates with more than six decimals are rounded at load (note on the version): the oracle gets the same rate. */
const roundedProviders = new Map(providers.map((provider) => [provider.id, withRoundedRates(provider)]));

function withRoundedRates(provider: Provider): Provider {
  const rounded = (value: unknown): unknown =>
    typeof value === 'number' ? Number(decimalPrice(value).price) : value;
  const models = provider.models.map(
    (model): ModelInfo =>
      Array.isArray(model.prices)
        ? model
        : {
            ...model,
            prices: Object.fromEntries(
              Object.entries(model.prices).map(([k, v]) => [k, k.endsWith('_mtok') ? rounded(v) : v]),
            ) as ModelInfo['prices'],
          },
  );
  return { ...provider, models };
}

const tokens = fc.record({
  input: fc.oneof(
    fc.integer({ min: 0, max: 5_000 }),
    fc.integer({ min: 0, max: 2_000_000 }),
    fc.constantFrom(127_999, 128_000, 128_001, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001, 0),
  ),
  cacheRead: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400_000 })),
  cacheWrite5m: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
  cacheWrite1h: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
  output: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200_000 })),
  reasoning: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
});
const edges = [
  '2025-06-10T00:00:00.000Z',
  '2025-06-09T23:59:59.999Z',
  '2026-03-13T00:00:00.000Z',
  '2026-03-12T23:59:59.999Z',
  '2026-08-17T00:00:00.000Z',
  '2026-08-16T23:59:59.999Z',
  '2026-08-21T00:00:00.000Z',
  '2026-11-01T00:29:59.999Z',
  '2026-11-01T00:30:00.000Z',
  '2026-11-01T16:30:00.000Z',
  '2026-11-01T03:59:59.999Z',
  '2026-11-01T04:00:00.000Z',
].map((text) => new Date(text));
const moment = fc.oneof(
  fc.date({ min: new Date('2024-01-01'), max: new Date('2027-06-01'), noInvalidDate: true }),
  fc.constantFrom(...edges),
);

type Counts = Record<TokenClass, number>;

/** Ours is disjoint; the oracle's input includes the cached parts and its output the reasoning. */
function oracleUsage(t: Counts) {
  const writes = t.cacheWrite5m + t.cacheWrite1h;
  return {
    input_tokens: t.input + t.cacheRead + writes,
    cache_read_tokens: t.cacheRead,
    cache_write_tokens: writes,
    cache_write_1h_tokens: t.cacheWrite1h,
    output_tokens: t.output + t.reasoning,
    output_reasoning_tokens: t.reasoning,
  };
}

/** A name by which the list itself knows the model: some of its ids (`ft:gpt-3.5-turbo-`) are not names. */
function acceptedName(model: ListedModel): string {
  const match = model.match as MatchClause;
  return [model.key, ...texts(match)].find((name) => compileClause(match)(name.toLowerCase())) ?? model.key;
}

function texts(match: MatchClause): string[] {
  if ('or' in match) return match.or.flatMap(texts);
  return 'and' in match ? match.and.flatMap(texts) : Object.values(match).map((text) => String(text));
}

describe('against calcPrice of genai-prices', () => {
  it(`agrees within 1e-9 on 10,000 usages over all ${priced.length} models it has token prices for`, () => {
    let compared = 0;
    let refusedOutput = 0;
    const seen = new Set<string>();
    let next = 0;
    fc.assert(
      fc.property(tokens, moment, (counts, at) => {
        const model = priced[next++ % priced.length];
        if (!model) return;
        const name = `${model.providerKey}/${model.key}`;
        const theirs = calcPrice(oracleUsage(counts), acceptedName(model), {
          provider: roundedProviders.get(model.providerKey) as Provider,
          timestamp: at,
        });
        if (!theirs) throw new Error(`the oracle does not know ${name}`);
        const ours = book.charge({
          provider: model.providerKey,
          model: acceptedName(model),
          at,
          serviceTier: 'standard',
          requests: 1n,
          tokens: bigTokens(counts),
        });
        if (!ours.priced) {
          // calcPrice takes output without an output price (embeddings) as free; we do not.
          expect(ours.reason).toMatch(/^no_token_price:(output|reasoning)$/);
          expect('output_mtok' in theirs.model_price).toBe(false);
          refusedOutput += 1;
          return;
        }
        expect(keyOf(ours.modelId)).toBe(`${theirs.provider.id}/${theirs.model.id}`);
        const mine = Number(ours.effectiveCost) / 1e12;
        expect(Math.abs(mine - theirs.total_price), `${name} ${at.toISOString()}`).toBeLessThanOrEqual(
          1e-9 * Math.max(Math.abs(theirs.total_price), 1e-12),
        );
        expect(ours.listCost).toBe(ours.effectiveCost);
        compared += 1;
        seen.add(name);
      }),
      { numRuns: 10_000, seed: 20261122 },
    );
    expect(compared + refusedOutput).toBe(10_000);
    expect(compared).toBeGreaterThan(9_700);
    expect(seen.size).toBeGreaterThan(priced.length - 70);
  });

  it('resolves every name the list spells out to the model the list means', () => {
    const differing: string[] = [];
    for (const provider of providers) {
      for (const model of provider.models) {
        for (const name of spelledOut(model.match)) {
          const theirs = calcPrice({ input_tokens: 1 }, name, { provider });
          if (!theirs) continue;
          const ours = keyOf(book.resolve(provider.id, name)?.modelId);
          if (ours !== `${theirs.provider.id}/${theirs.model.id}`)
            differing.push(`${provider.id}/${name}: ${ours} vs ${theirs.provider.id}/${theirs.model.id}`);
        }
      }
    }
    expect(differing).toEqual([]);
  });
});

function spelledOut(match: ModelInfo['match']): string[] {
  if ('or' in match) return match.or.flatMap(spelledOut);
  return 'equals' in match ? [match.equals] : [];
}

const bigTokens = (counts: Counts): Record<TokenClass, bigint> =>
  tokensOf(Object.fromEntries(TOKEN_CLASSES.map((c) => [c, BigInt(counts[c])])));
