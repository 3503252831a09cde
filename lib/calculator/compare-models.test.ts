import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedLists } from '../pricing/server/published-lists';
import { baselineOf, cheapestPerTier, compareModels, monthlyAt, optimisedOf } from './compare-models';
import { dollarsForChart } from './compare-models-table';
import { LEVER_ORDER, NOTHING_PULLED, startOf } from './levers';
import { PRESETS } from './presets';
import { Fraction, oracleCost } from './testing/oracle';
import { BOOK, MODELS, plans, workloads } from './testing/random-workload';
import { costUnder } from './usage-cost';
import { compilePrices, type PricedModel } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import { stepsOf } from './waterfall';

const prices = compilePrices(MODELS);

describe('every model at once', () => {
  it('gives each what it costs alone, after every lever, by the second implementation', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const comparison = compareModels(workload, plan, prices);
        const steps = stepsOf(plan, comparison.levers);
        for (const row of comparison.rows) {
          if (row.unpriced) continue;
          const alone = { ...workload, model: { kind: 'one', model: row.model.model } } as const;
          for (const [i, step] of [steps[0], steps.at(-1)].entries()) {
            const at = i === 0 ? 0 : steps.length - 1;
            expect(monthlyAt(comparison, row, at)).toBe(oracleCost(alone, step ?? plan, BOOK).total.round());
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is in order, says what fits, and marks the cheapest of each tier', () => {
    fc.assert(
      fc.property(workloads, plans, (workload, plan) => {
        const comparison = compareModels(workload, plan, prices);
        const costs = comparison.rows.map((row) => optimisedOf(comparison, row));
        const priced = costs.filter((cost) => cost !== null);
        expect(costs.slice(0, priced.length)).toEqual(
          [...priced].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
        );
        for (const [tier, model] of Object.entries(cheapestPerTier(comparison))) {
          const same = comparison.rows.filter(
            (row) => row.model.tier === tier && !row.unpriced && row.fits !== false,
          );
          expect(same[0]?.model.model).toBe(model);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds for prices doubles do not hold, and is unpriced only where a class without a price is used', () => {
    const made = (model: string, rates: PricedModel['rates']): PricedModel => ({
      ...{ model, name: model, tier: null, contextWindow: null, rates },
      source: { list: 'made', url: null, from: null },
    });
    const book = compilePrices([
      ...MODELS,
      made('made/dear', { prices: { input: '2500', output: '999999.999999' } }),
      made('made/input-only', { prices: { input: '0.1' } }),
      made('made/output-only', { prices: { output: '0.1' } }),
      made('made/sized-output', {
        prices: { input: '0.1' },
        contextTiers: [{ aboveInputTokens: 2_000, prices: { output: '7' } }],
      }),
    ]);
    fc.assert(
      fc.property(workloads, plans, fc.constantFrom(0, 0.5, 10), (workload, plan, output) => {
        const call = { ...workload.call, visibleOutputTokens: output };
        const comparison = compareModels({ ...workload, call }, plan, book);
        const steps = stepsOf(plan, comparison.levers);
        for (const row of comparison.rows) {
          const alone = { ...workload, call, model: { kind: 'one', model: row.model.model } } as const;
          const costs = steps.map((step) => costUnder(alone, step, book));
          expect(row.unpriced).toBe(costs.find((cost) => !cost.priced)?.reason ?? null);
          costs.forEach((cost, step) => {
            if (!row.unpriced && cost.priced)
              expect(monthlyAt(comparison, row, step)).toBe(toMoney(cost.exact));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('costs nothing without volume, on every model, routed or not', () => {
    const [{ workload }] = PRESETS as [(typeof PRESETS)[0]];
    const routing = { ...NOTHING_PULLED, levers: { routing: startOf('routing') } };
    const targets = [{ model: 'made/small', share: 0.7 }];
    const none = { ...workload, volume: { kind: 'tasks', tasks: 0, per: 'day', activeUsers: 0 } } as const;
    const comparison = compareModels(none, { ...routing, routingTargets: targets }, prices);
    for (const row of comparison.rows) expect(optimisedOf(comparison, row)).toBe(row.unpriced ? null : 0n);
  });

  it('leaves unpriced models unpriced, at the end, with the reason', () => {
    const [{ workload }] = PRESETS as [(typeof PRESETS)[0]];
    const { rows } = compareModels(workload, NOTHING_PULLED, prices);
    expect(rows.slice(-2).map(({ model, unpriced }) => [model.model, unpriced])).toEqual([
      ['alibaba/qwen3.6-open-weights', 'self_hosted_no_rate'],
      ['google/gemma-4-31b-it', 'self_hosted_no_rate'],
    ]);
  });
});

/** The bundled lists at their latest rates. */
const bundled = (await publishedLists()).flatMap((list) =>
  list.models.map(
    ({ providerKey, key, name, tier, contextWindow, versions }): PricedModel => ({
      model: `${list.key}:${providerKey}/${key}`,
      ...{ name, tier, contextWindow },
      rates: versions.at(-1)?.rates ?? null,
      source: { list: list.name, url: list.sourceUrl, from: list.publishedOn },
    }),
  ),
);

describe('on the bundled price lists', () => {
  const book = compilePrices(bundled);
  const find = (end: string) => book.models.find(({ model }) => model.endsWith(end))?.model ?? '';
  const plan = {
    ...NOTHING_PULLED,
    levers: Object.fromEntries(LEVER_ORDER.map((key) => [key, startOf(key)])),
    routingTargets: [
      { model: find('new-currency-2026-05:deepseek/deepseek-v4-flash'), share: 0.7 },
      { model: find('new-currency-2026-05:anthropic/claude-sonnet-4-6'), share: 0.25 },
    ],
  };

  it.each(PRESETS.map(({ key, workload }) => [key, workload] as const))(
    '%s: every model, at a step of its own, is what the engine gives it alone',
    (_, workload) => {
      const comparison = compareModels(workload, plan, book);
      const steps = stepsOf(plan, comparison.levers);
      for (const row of comparison.rows) {
        const alone = { ...workload, model: { kind: 'one', model: row.model.model } } as const;
        const at = row.model.priceGroup % steps.length;
        const cost = costUnder(alone, steps[at] ?? plan, book);
        expect(cost.priced).toBe(row.unpriced === null);
        if (!cost.priced) continue;
        const exact = new Fraction(cost.exact.n, cost.exact.d).round();
        expect(monthlyAt(comparison, row, at)).toBe(exact);
        const pixels = dollarsForChart(comparison.amounts, row.model.priceGroup, at);
        expect(Math.abs(pixels - Number(exact) / 1e12)).toBeLessThanOrEqual(1e-9 * Math.max(1, pixels));
      }
    },
  );

  it('no model is dearer after any lever', () => {
    for (const { workload } of PRESETS.filter(({ key }) => key.startsWith('scenario'))) {
      const comparison = compareModels(workload, plan, book);
      for (const row of comparison.rows) {
        if (row.unpriced) continue;
        let before = baselineOf(comparison, row);
        for (let step = 1; step <= comparison.levers.length; step += 1) {
          const after = monthlyAt(comparison, row, step);
          if (before === null || after === null || after > before)
            throw new Error(`${row.model.model}, ${step}`);
          before = after;
        }
      }
    }
  });
});
