import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRESETS } from './presets';
import { workloads } from './testing/random-workload';
import type { Workload } from './workload';
import { workloadInput } from './workload-input';

const [{ workload }] = PRESETS as [(typeof PRESETS)[0]];
const problem = (changed: Partial<Workload>): string | undefined =>
  workloadInput.safeParse({ ...workload, ...changed }).error?.issues[0]?.message;

it('takes back any workload that went through a link', () => {
  fc.assert(
    fc.property(workloads, (any) => {
      const link = new URLSearchParams({ w: JSON.stringify(any) }).toString();
      expect(workloadInput.parse(JSON.parse(new URLSearchParams(link).get('w') ?? ''))).toEqual(any);
    }),
    { numRuns: 200 },
  );
});

it('takes every preset', () => {
  for (const preset of PRESETS) expect(workloadInput.parse(preset.workload)).toEqual(preset.workload);
});

it('refuses what the engine could not read exactly or would read wrongly', () => {
  expect(problem({ cacheHitShare: 0.1234567 })).toBe('Write at most six decimals.');
  expect(problem({ cacheHitShare: 1.1 })).toBeDefined();
  expect(problem({ daysPerMonth: Number.NaN })).toBeDefined();
  expect(problem({ turnsPerSession: 0 })).toBeDefined();
  expect(problem({ model: { kind: 'mix', legs: [{ model: 'a/b', share: 0.7 }] } })).toBe(
    'The shares of a mix sum to 1.',
  );
  expect(
    problem({
      call: { ...workload.call, systemPromptTokens: 0, userMessageTokens: 0, visibleOutputTokens: 0 },
    }),
  ).toBe('A call has at least one token.');
  expect(workloadInput.safeParse({ ...workload, extra: 1 }).success).toBe(false);
  // 10^12 tasks a day of 10^5 calls would pass what the ledger can hold.
  const tasks = { kind: 'tasks', tasks: 1_000_000_000_000, per: 'day', activeUsers: null } as const;
  expect(problem({ volume: tasks, agent: { ...workload.agent, callsPerTask: 100_000 } })).toMatch(
    /^That is more than/,
  );
});
