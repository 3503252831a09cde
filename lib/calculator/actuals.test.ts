import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount } from '../money/format';
import type { MeteredCalls, MeteredTokens, MeteredUsage } from './actuals';
import { inputOf, sumOfCalls, tokensIn } from './actuals-sums';
import { workloadOfUsage } from './actuals-workload';
import { NOTHING_PULLED } from './levers';
import { calculate } from './outputs';
import { monthlyUsage } from './tokens';
import { compilePrices, type PricedModel } from './usage-cost-prices';
import { workloadInput } from './workload-input';

const model = (name: string, prices: Record<string, string>, batch = '0.5'): PricedModel => ({
  model: name,
  name,
  tier: null,
  contextWindow: null,
  rates: { prices, serviceTiers: { batch } },
  source: { list: 'test', url: null, from: null },
});
/** `plain` writes its cache at the input price, `dear` at five quarters of it. */
const PRICES = compilePrices([
  model('acme/plain', { input: '2', cacheRead: '0.2', output: '10' }),
  model('acme/dear', { input: '4', cacheRead: '0.4', cacheWrite5m: '5', output: '20' }),
]);

const NO_TOKENS: MeteredTokens = {
  input: 0n,
  cacheRead: 0n,
  cacheWrite5m: 0n,
  cacheWrite1h: 0n,
  output: 0n,
  reasoning: 0n,
};

const row = (
  calls: bigint,
  tokens: Partial<MeteredTokens>,
  over: Partial<MeteredCalls> = {},
): MeteredCalls => ({
  model: 'acme/plain',
  serviceTier: 'standard',
  priced: true,
  calls,
  retries: 0n,
  tokens: { ...NO_TOKENS, ...tokens },
  effectiveCost: 0n,
  ...over,
});

const usage = (rows: MeteredCalls[], over: Partial<MeteredUsage> = {}): MeteredUsage => ({
  days: 30,
  daysWithUsage: 30,
  rows,
  anatomy: { calls: 0n, inputTokens: 0n, systemPromptTokens: 0n, historyTokens: 0n, retrievedTokens: 0n },
  users: { calls: 0n, people: 0 },
  tasks: { firstAttempts: 0n, tasks: 0n },
  ...over,
});

const read = (metered: MeteredUsage, dear = false) => {
  const result = workloadOfUsage(metered, dear);
  if (!result) throw new Error('There is a workload.');
  return { ...result, keys: result.notes.map(({ key }) => key) };
};

const monthly = (metered: MeteredUsage, dear = false): bigint => {
  const result = calculate(read(metered, dear).workload, NOTHING_PULLED, PRICES);
  if (!result.priced) throw new Error(result.reason);
  return result.baseline.costPer.month?.total ?? 0n;
};

describe('a workload from what was metered', () => {
  it('has nothing to say of nothing', () => {
    expect(workloadOfUsage(usage([]), false)).toBeNull();
    expect(workloadOfUsage(usage([row(3n, {})]), false)).toBeNull();
    expect(workloadOfUsage(usage([row(3n, { input: 1n }, { priced: false })]), false)).toBeNull();
  });

  it('reads the mean call, and says what it does not know', () => {
    const { workload, keys } = read(usage([row(600n, { input: 600_000n, output: 60_000n })]));
    expect(workload).toMatchObject({
      volume: { kind: 'tasks', tasks: 600, per: 'month', activeUsers: null },
      daysPerMonth: 30,
      turnsPerSession: 1,
      call: {
        systemPromptTokens: 0,
        userMessageTokens: 1000,
        visibleOutputTokens: 100,
        reasoningMultiple: 0,
      },
      agent: { callsPerTask: 1, retryShare: 0 },
      cacheHitShare: 0,
      batchShare: 0,
      model: { kind: 'one', model: 'acme/plain' },
    });
    expect(keys).toEqual(['tasksNone', 'runawayUnknown', 'anatomyNone', 'usersNone']);
    // 600,000 × 2 + 60,000 × 10, in 10⁻⁶ USD.
    expect(monthly(usage([row(600n, { input: 600_000n, output: 60_000n })]))).toBe(1_800_000_000_000n);
  });

  it('scales other windows to thirty days', () => {
    const { workload } = read(usage([row(70n, { input: 700n })], { days: 7, daysWithUsage: 5 }));
    expect(workload.volume).toMatchObject({ tasks: 300, per: 'month' });
  });

  it('takes the anatomy of the calls that say it as shares of all input', () => {
    const anatomy = {
      ...{ calls: 50n, inputTokens: 50_000n },
      ...{ systemPromptTokens: 10_000n, historyTokens: 20_000n, retrievedTokens: 15_000n },
    };
    const { workload, keys, notes } = read(
      usage([row(100n, { input: 120_000n, output: 1_000n, reasoning: 4_000n })], { anatomy }),
    );
    expect(workload.call).toEqual({
      systemPromptTokens: 240,
      historyTokensPerTurn: 480,
      retrievedTokens: 360,
      userMessageTokens: 120,
      visibleOutputTokens: 10,
      reasoningMultiple: 4,
    });
    expect(workload.turnsPerSession).toBe(3);
    expect(keys).toContain('historyTurns');
    expect(notes).toContainEqual({ key: 'anatomyPart', values: { share: '50' } });
  });

  it('counts tasks, retries and people where calls name them', () => {
    const { workload, keys } = read(
      usage([row(1100n, { input: 1100n }, { retries: 100n })], {
        tasks: { firstAttempts: 1000n, tasks: 250n },
        users: { calls: 550n, people: 12 },
      }),
    );
    expect(workload.agent).toMatchObject({ callsPerTask: 4, retryShare: 0.1 });
    expect(workload.volume).toMatchObject({ tasks: 250, activeUsers: 12 });
    expect(keys).toEqual(['runawayUnknown', 'anatomyNone', 'usersPart']);
    const { calls } = monthlyUsage(workload, NOTHING_PULLED);
    expect(calls.n / calls.d).toBe(1100n);
  });

  it('makes the prefix hold what the cache did', () => {
    const anatomy = {
      ...{ calls: 10n, inputTokens: 10_000n },
      ...{ systemPromptTokens: 1_000n, historyTokens: 1_000n, retrievedTokens: 6_000n },
    };
    const cached = usage([row(10n, { input: 2_000n, cacheRead: 6_000n, cacheWrite5m: 2_000n })], { anatomy });
    const { workload, keys } = read(cached);
    expect(workload.call).toMatchObject({
      ...{ systemPromptTokens: 400, historyTokensPerTurn: 400 },
      ...{ retrievedTokens: 200, userMessageTokens: 0 },
    });
    expect(workload.cacheHitShare).toBe(0.75);
    expect(keys).toContain('cachedBeyondPrefix');
  });

  it('leaves a prefix that is not cached yet to prompt caching where a miss costs no more than input', () => {
    const anatomy = {
      ...{ calls: 10n, inputTokens: 10_000n },
      ...{ systemPromptTokens: 6_000n, historyTokens: 2_000n, retrievedTokens: 0n },
    };
    const some = (name: string) =>
      usage([row(10n, { input: 8_000n, cacheRead: 2_000n }, { model: name })], { anatomy });
    const plain = read(some('acme/plain'), false);
    expect(plain.workload.cacheHitShare).toBe(0.25);
    expect(plain.workload.call).toMatchObject({ systemPromptTokens: 600, userMessageTokens: 200 });
    expect(plain.keys).toContain('missesWritten');
    // 8,000 × 2 + 2,000 × 0.2
    expect(monthly(some('acme/plain'), false)).toBe(16_400_000_000n);
    const dear = read(some('acme/dear'), true);
    expect(dear.workload.cacheHitShare).toBe(1);
    expect(dear.workload.call).toMatchObject({ systemPromptTokens: 150, userMessageTokens: 800 });
    expect(dear.keys).toContain('prefixBeyondCached');
    // 8,000 × 4 + 2,000 × 0.4
    expect(monthly(some('acme/dear'), true)).toBe(32_800_000_000n);
  });

  it('mixes models and batch by tokens, leaving out what has no price', () => {
    const { workload, notes } = read(
      usage([
        row(900n, { input: 6_000n }),
        row(50n, { input: 3_000n }, { model: 'acme/dear', serviceTier: 'batch' }),
        row(50n, { input: 1_000n }, { model: 'acme/dear', serviceTier: 'priority' }),
        row(7n, { input: 5n, output: 6n }, { model: 'acme/none', priced: false }),
      ]),
    );
    expect(workload.model).toEqual({
      kind: 'mix',
      legs: [
        { model: 'acme/plain', share: 0.6 },
        { model: 'acme/dear', share: 0.4 },
      ],
    });
    expect(workload.batchShare).toBe(0.3);
    expect(notes).toContainEqual({ key: 'unpricedLeftOut', values: { calls: '7', tokens: '11' } });
    expect(notes).toContainEqual({ key: 'otherTiers', values: { share: '10' } });
    expect(notes).toContainEqual({ key: 'mixByTokens', values: { models: '2' } });
  });
});

const count = (max: number) => fc.bigInt({ min: 0n, max: BigInt(max) });
const tokens = fc.record({
  input: count(10_000_000),
  cacheRead: count(10_000_000),
  cacheWrite5m: count(1_000_000),
  cacheWrite1h: count(1_000_000),
  output: count(1_000_000),
  reasoning: count(3_000_000),
});
const rows = fc.array(
  fc.record({
    model: fc.constantFrom('acme/plain', 'acme/dear'),
    serviceTier: fc.constantFrom('standard', 'batch', 'flex'),
    priced: fc.boolean(),
    calls: fc.bigInt({ min: 10_000n, max: 1_000_000n }),
    retries: count(5_000),
    tokens,
    effectiveCost: count(1e15),
  }),
  { minLength: 1, maxLength: 6 },
);
const metered = fc
  .record({
    days: fc.integer({ min: 1, max: 92 }),
    rows,
    said: fc.tuple(count(1e6), count(1e6), count(1e6), count(1e6)),
    tasks: fc.tuple(count(1e6), count(1e4)),
    people: fc.nat({ max: 500 }),
  })
  .map(({ days, rows: all, said: [system, history, retrieved, rest], tasks: [attempts, tasks], people }) =>
    usage(all, {
      ...{ days, daysWithUsage: days },
      anatomy: {
        calls: 500n,
        inputTokens: system + history + retrieved + rest,
        ...{ systemPromptTokens: system, historyTokens: history, retrievedTokens: retrieved },
      },
      tasks: { firstAttempts: attempts + tasks, tasks },
      users: { calls: 100n, people },
    }),
  );

describe('any metered usage', () => {
  it('gives a workload the engine takes, of as many calls and tokens as were metered', () => {
    fc.assert(
      fc.property(metered, fc.boolean(), (given, dear) => {
        const result = workloadOfUsage(given, dear);
        const priced = sumOfCalls(given.rows.filter((one) => one.priced));
        fc.pre(result !== null && tokensIn(priced.tokens) * 100n >= priced.calls);
        expect(workloadInput.safeParse(result?.workload).error).toBeUndefined();
        const { calls, choices } = monthlyUsage(result?.workload as never, NOTHING_PULLED);
        // Six decimals of each of the calls, and of shares and multiples of what they are of, of thirty days.
        const near = (n: bigint, d: bigint, whole: bigint, shareOf = whole) => {
          const off = n * BigInt(given.days) - whole * 30n * d;
          const allowed = (shareOf + priced.calls) * 30n * d;
          expect((off < 0n ? -off : off) * 100_000n <= allowed, formatCount(whole)).toBe(true);
        };
        near(calls.n, calls.d, priced.calls);
        const [input, read, write, , output, reasoning] = choices[0] ?? [];
        const sum = [input, read, write].reduce(
          (all, one) => all + ((one?.n ?? 0n) * 10n ** 6n) / (one?.d ?? 1n),
          0n,
        );
        near(sum, 10n ** 6n, inputOf(priced.tokens));
        near(read?.n ?? 0n, read?.d ?? 1n, priced.tokens.cacheRead, inputOf(priced.tokens));
        const out = [output, reasoning].reduce(
          (all, one) => all + ((one?.n ?? 0n) * 10n ** 6n) / (one?.d ?? 1n),
          0n,
        );
        const multiple = BigInt(Math.ceil(result?.workload.call.reasoningMultiple ?? 0));
        const written = priced.tokens.output + priced.tokens.reasoning;
        near(out, 10n ** 6n, written, written + priced.calls * multiple);
      }),
      { numRuns: 300 },
    );
  });
});
