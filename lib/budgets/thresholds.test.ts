import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from './budget';
import { parseThresholds, reachedThresholds, thresholdsUpTo } from './thresholds';

const NOW = new Date('2026-11-22T04:00:00Z');
const budget = { limit: 1_000n, raise: null, thresholds: DEFAULT_THRESHOLDS };
const percents = (thresholds: { percent: number }[]) => thresholds.map(({ percent }) => percent);

describe('thresholds reached', () => {
  it('are those at or below what was spent, ascending', () => {
    const at = (spent: bigint) => percents(reachedThresholds(budget, spent, NOW));
    expect([499n, 500n, 799n, 800n, 999n, 1_000n, 5_000n].map(at)).toEqual([
      ...[[], [50], [50], [50, 80], [50, 80]],
      ...[
        [50, 80, 100],
        [50, 80, 100],
      ],
    ]);
  });

  it('follow a raise until the instant it ends', () => {
    const raised = { ...budget, raise: { limit: 2_000n, until: NOW } };
    expect(percents(reachedThresholds(raised, 1_000n, new Date(NOW.getTime() - 1)))).toEqual([50]);
    expect(percents(reachedThresholds(raised, 1_000n, NOW))).toEqual([50, 80, 100]);
  });

  it('are none where nothing was spent, also of a limit of nothing', () => {
    expect(reachedThresholds({ ...budget, limit: 0n }, 0n, NOW)).toEqual([]);
    expect(percents(reachedThresholds({ ...budget, limit: 0n }, 1n, NOW))).toEqual([50, 80, 100]);
  });

  it('include the lower ones of a refusal', () => {
    expect(percents(thresholdsUpTo(budget, 80))).toEqual([50, 80]);
  });
});

describe('thresholds as stored', () => {
  it('come back ascending', () => {
    expect(parseThresholds([...DEFAULT_THRESHOLDS].reverse())).toEqual(DEFAULT_THRESHOLDS);
    const throttle = { percent: 90, action: { kind: 'throttle', requestsPerMinute: 60 } };
    expect(parseThresholds([throttle])).toEqual([throttle]);
  });

  it.each([
    ['not a list', {}],
    ['an unknown action', [{ percent: 50, action: { kind: 'explode' } }]],
    ['a throttle without its rate', [{ percent: 50, action: { kind: 'throttle' } }]],
    ['a field too many', [{ percent: 50, action: { kind: 'warn' }, note: 'x' }]],
    ['half a percent', [{ percent: 50.5, action: { kind: 'warn' } }]],
    ['beyond 200 %', [{ percent: 201, action: { kind: 'warn' } }]],
    [
      'one percent twice',
      [
        { percent: 50, action: { kind: 'warn' } },
        { percent: 50, action: { kind: 'block' } },
      ],
    ],
  ])('are refused: %s', (_what, raw) => {
    expect(() => parseThresholds(raw)).toThrow();
  });
});
