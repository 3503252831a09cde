import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyOf } from '../../money/money';
import { createPriceBook } from '../../pricing/price-book';
import { compilePolicy, routeCall } from '../route-call';
import { anyCall, anyPolicy, ref, testCall, testCatalogue, testPolicy, testRule } from '../testing/policies';
import { addReplayed, emptyReport, replayCall, scaleTokens } from './replay';
import type { PastCall } from './replay-types';

/** US dollars per million tokens, in and out, of the catalogue's models by id; `gift` (6) has no price. */
const PRICES: Record<string, [string, string]> = {
  1: ['10', '30'],
  2: ['3', '9.5'],
  3: ['0.4', '1.2'],
  4: ['0.1', '0.333333'],
  5: ['2', '8'],
};
const book = createPriceBook({
  providers: [],
  models: [],
  aliases: [],
  versions: Object.entries(PRICES).map(([id, [input, output]]) => ({
    id: BigInt(id),
    modelId: BigInt(id),
    isContract: false,
    priority: 1,
    validFrom: null,
    validTo: null,
    rates: { prices: { input, output } },
  })),
} as unknown as Parameters<typeof createPriceBook>[0]);

/** 10⁻¹² USD of an event, straight from the prices: 1 US dollar a million tokens is 10⁶ of them a token. */
function direct(modelId: bigint, tokens: PastCall['tokens']): bigint | null {
  const prices = PRICES[modelId.toString()];
  if (!prices) return null;
  const [input, output] = prices.map((text) => {
    const [whole = '0', part = ''] = text.split('.');
    return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  }) as [bigint, bigint];
  return tokens.input * input + (tokens.output + tokens.reasoning) * output;
}

const past = (call: ReturnType<typeof testCall>, over: Partial<PastCall> = {}): PastCall => {
  const modelId = testCatalogue.find(call)?.modelId ?? 1n;
  const tokens = {
    ...{ input: 1_000n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, output: 500n, reasoning: 0n },
    ...over.tokens,
  };
  const cost = direct(modelId, tokens);
  return {
    call,
    modelId,
    serviceTier: 'standard',
    requests: 1n,
    effectiveCost: cost === null ? null : moneyOf(cost),
    attempt: 1,
    decision: null,
    countsFor: { teamId: 1n, departmentId: null, userId: null, keyNumber: null },
    said: { feature: null, promptTemplate: null, outputFormat: null },
    ...over,
    tokens,
  };
};

const anyPast = fc
  .record({
    call: anyCall,
    input: fc.bigInt({ min: 0n, max: 5_000n }),
    output: fc.bigInt({ min: 0n, max: 2_000n }),
  })
  .map(({ call, input, output }) =>
    past(call, {
      tokens: { input, output, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, reasoning: 0n },
    }),
  );

describe('replayCall', () => {
  it('prices a moved call as the other model does', () => {
    const policy = compilePolicy(testPolicy([testRule('all', { primary: ref('small') })]), testCatalogue);
    // big: 1,000 × 10 + 500 × 30 = 25,000 per million; small: 1,000 × 0.4 + 500 × 1.2 = 1,000 per million.
    const replayed = replayCall(policy, book, past(testCall()));
    expect(replayed).toMatchObject({ rule: 'all', moved: true, modelId: 3n });
    expect([replayed.before, replayed.after]).toEqual([25_000_000_000n, 1_000_000_000n]);
    // A tenth more tokens: 1,100 × 0.4 + 550 × 1.2.
    expect(replayCall(policy, book, past(testCall()), 1_100n).after).toBe(1_100_000_000n);
  });

  it('says that a cost is not known where the other model has no price', () => {
    const policy = compilePolicy(testPolicy([testRule('all', { primary: ref('gift') })]), testCatalogue);
    const call = past(testCall());
    const replayed = replayCall(policy, book, call);
    expect(replayed).toMatchObject({ moved: true, before: 25_000_000_000n, after: null });
    const report = emptyReport();
    addReplayed(report, call, replayed, () => 'unknown');
    expect(report.total).toEqual({ calls: 1n, moved: 1n, before: 0n, after: 0n, unknown: 1n });
  });

  it('leaves a later try with the fallback that served it', () => {
    const rule = testRule('all', {
      primary: ref('small'),
      fallback: [{ ...ref('big'), on: ['error'] }],
    });
    const policy = compilePolicy(testPolicy([rule]), testCatalogue);
    expect(replayCall(policy, book, past(testCall(), { attempt: 2 })).moved).toBe(false);
    expect(replayCall(policy, book, past(testCall())).moved).toBe(true);
  });

  it('equals pricing each event anew, to the last digit, in every part', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        fc.array(anyPast, { maxLength: 12 }),
        fc.bigInt({ min: 500n, max: 2_000n }),
        (body, events, ratio) => {
          const policy = compilePolicy(body, testCatalogue);
          const report = emptyReport();
          let [before, after, unknown] = [0n, 0n, 0n];
          for (const one of events) {
            const replayed = replayCall(policy, book, one, ratio);
            addReplayed(report, one, replayed, () => 'unknown');
            const scaled = Object.fromEntries(
              Object.entries(one.tokens).map(([name, count]) => [name, scaleTokens(count, ratio)]),
            ) as PastCall['tokens'];
            const anew = replayed.moved ? direct(replayed.modelId, scaled) : one.effectiveCost;
            expect(replayed.after).toBe(anew);
            if (one.effectiveCost === null || anew === null) unknown += one.requests;
            else {
              before += one.effectiveCost;
              after += anew;
            }
          }
          expect(report.total).toMatchObject({ before, after, unknown, calls: BigInt(events.length) });
          for (const parts of [report.byRule, report.byTeam, report.byWorkflow]) {
            const sums = [...parts.values()];
            expect(sums.reduce((sum, part) => sum + part.after, 0n)).toBe(after);
            expect(sums.reduce((sum, part) => sum + part.before, 0n)).toBe(before);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('returns the cost that was for the policy that was in force', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(anyPast, { minLength: 1, maxLength: 8 }), (body, events) => {
        const policy = compilePolicy(body, testCatalogue);
        for (const { call, tokens } of events) {
          const size = { inputTokens: Number(tokens.input), maxOutputTokens: Number(tokens.output) };
          // The gate sent it where the policy says, so this is the model that served it.
          const { primary } = routeCall(policy, { ...call, ...size });
          const served = past(testCall({ ...call, ...primary }), { tokens });
          const replayed = replayCall(policy, book, served);
          expect(replayed.moved).toBe(false);
          expect(replayed.after).toBe(served.effectiveCost);
        }
      }),
      { numRuns: 100 },
    );
  });
});
