import { describe, expect, it } from 'vitest';
import { compareModels } from '@/lib/calculator/compare-models';
import { NOTHING_PULLED, startOf, withLever } from '@/lib/calculator/levers';
import { compilePrices, type PricedModel } from '@/lib/calculator/usage-cost-prices';
import { SINGLE_SHOT, type Workload } from '@/lib/calculator/workload';
import { modelsPaths } from './models-chart-paths';

const model = (name: string, input: string | null): PricedModel => ({
  ...{ model: name, name, tier: null, contextWindow: null },
  rates: input === null ? null : { prices: { input, output: input } },
  source: { list: 'test', url: null, from: null },
});

/** A million tokens a month, half of them output: US$1 on a model at 1 per million. */
const workload: Workload = {
  volume: { kind: 'tasks', tasks: 1_000, per: 'month', activeUsers: null },
  ...{ daysPerMonth: 30, turnsPerSession: 1, cacheHitShare: 0, batchShare: 0, agent: SINGLE_SHOT },
  call: {
    ...{ systemPromptTokens: 0, historyTokensPerTurn: 0, retrievedTokens: 0, reasoningMultiple: 0 },
    ...{ userMessageTokens: 500, visibleOutputTokens: 500 },
  },
  model: { kind: 'one', model: 'a/one' },
};
const pathsOf = (models: PricedModel[], plan = NOTHING_PULLED, factor = 1) =>
  modelsPaths(compareModels(workload, plan, compilePrices(models)), factor);

describe('the chart of every model', () => {
  it('has an axis of whole powers of ten, and each model on it, cheapest first', () => {
    const paths = pathsOf([model('a/hundred', '100'), model('a/one', '1'), model('a/ten', '10')]);
    expect(paths.ticks).toEqual([
      { power: 0, top: 100 },
      { power: 1, top: 50 },
      { power: 2, top: 0 },
    ]);
    expect(paths.rows.map((row) => [row.model.model, paths.topOf(row)])).toEqual([
      ['a/one', 100],
      ['a/ten', 50],
      ['a/hundred', 0],
    ]);
    expect(paths.spans).toBe('');
  });

  it('draws from the baseline to what the levers leave', () => {
    const plan = withLever(NOTHING_PULLED, 'outputLimits', { ...startOf('outputLimits'), strength: 0.6 });
    const { spans, ticks } = pathsOf([model('a/one', '1')], plan);
    // 1 and 0.7: log10 0.7 = −0.155, on an axis from 0.1 to 1
    expect(ticks.map(({ power }) => power)).toEqual([-1, 0]);
    expect(spans).toBe('M0.5 0.0V15.5');
  });

  it('reads in the currency, leaves the unpriced out and puts what is free on the floor', () => {
    const paths = pathsOf(
      [model('a/none', null), model('a/free', '0'), model('a/one', '1')],
      NOTHING_PULLED,
      10,
    );
    expect(paths.ticks.map(({ power }) => power)).toEqual([1, 2]);
    expect(paths.rows.map((row) => paths.topOf(row))).toEqual([100, 100]);
  });

  it('stands with nothing to draw', () => {
    expect(pathsOf([model('a/free', '0')]).ticks).toHaveLength(2);
  });
});
