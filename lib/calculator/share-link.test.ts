import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOf } from './levers';
import { calculate } from './outputs';
import { PRESETS } from './presets';
import type { PriceList } from './price-list';
import { publishedModels } from './published-prices';
import { reportOf } from './report';
import { inputsOf, namedModels } from './report-inputs';
import { decodeShare, encodeShare, type SharedScenario, sharedScenario } from './share-link';
import { presetState, type ScenarioState, startingState } from './state';
import { compilePrices } from './usage-cost-prices';

const LIST: PriceList = {
  day: '2026-11-22',
  models: publishedModels().map((model, i) => ({
    ...model,
    ...{ modelId: String(i), provider: model.model.split('/')[0] ?? '' },
    version: {
      id: String(i),
      isContract: false,
      isCharging: true,
      note: 'never in a link',
      recordedOn: '2026-11-01',
    },
  })),
  fxRates: [
    {
      ...{ id: '1', quote: 'HKD', validFrom: '2026-11-01', validTo: null },
      ...{ rate: '7.8012000000', source: 'the monetary authority' },
    },
  ],
};
const FALLBACK = startingState('USD');
const CHAT: ScenarioState = {
  ...presetState('scenario:chatbot', 'HKD'),
  plan: {
    ...FALLBACK.plan,
    levers: { routing: startOf('routing'), promptCaching: startOf('promptCaching') },
    routingTargets: [{ model: LIST.models[0]?.model ?? '', share: 0.7 }],
  },
};
const shared = (state: ScenarioState, name: string | null = null): SharedScenario =>
  sharedScenario(name, state, LIST);

const read = async (text: string) => {
  const { shared: found } = await decodeShare(text, FALLBACK);
  if (!found) throw new Error('The link is whole.');
  return found;
};

describe('a shared link', () => {
  it('brings back what was shared: the same state, the same figures, the same rate', async () => {
    for (const { key } of PRESETS) {
      const state = presetState(key, 'HKD');
      const given = shared(state, '香港的客服 <b>');
      const back = await read(await encodeShare(given));
      expect(back).toEqual(given);
      const here = calculate(state.workload, state.plan, compilePrices(LIST.models));
      expect(calculate(back.state.workload, back.state.plan, compilePrices(back.models))).toEqual(here);
    }
  });

  it('brings only the models it names, and nothing else of the book', async () => {
    const { models, fx } = shared(CHAT);
    expect(models.map(({ model }) => model).sort()).toEqual([...namedModels(CHAT)].sort());
    expect(models.length).toBeGreaterThan(1);
    expect(JSON.stringify(models)).not.toContain('never in a link');
    expect(fx?.rate).toBe('7.8012000000');
    expect(shared({ ...CHAT, currency: 'EUR' }).fx).toBeNull();
  });

  it('fits in a chat message', async () => {
    expect((await encodeShare(shared(CHAT, 'A name'))).length).toBeLessThan(1500);
  });

  it('shows nothing of a link that was cut off, changed, or says more than a scenario', async () => {
    const whole = await encodeShare(shared(CHAT));
    expect(await decodeShare('', FALLBACK)).toEqual({ shared: null, problem: 'none' });
    for (const text of [whole.slice(0, -9), `${whole}A`.slice(3), 'not/a*link', 'AAAA'])
      expect((await decodeShare(text, FALLBACK)).problem).toBe('changed');
    const again = async (change: Record<string, unknown>) => {
      const json = JSON.stringify({ v: 1, n: null, s: '1~x', d: '2026-11-22', m: [], f: null, ...change });
      const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const bytes = Buffer.from(await new Response(stream).arrayBuffer());
      return (await decodeShare(bytes.toString('base64url'), FALLBACK)).problem;
    };
    expect(await again({ v: 2 })).toBe('newer');
    expect(await again({})).toBe('changed');
    expect(await again({ m: [{ model: 'x', rates: { prices: { input: '1e9' } } }] })).toBe('changed');
    expect(await again({ n: 'x'.repeat(3_000_000) })).toBe('changed');
  });

  it('never throws, whatever is behind the #', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 80 }), async (text) => {
        const { shared: found, problem } = await decodeShare(text, FALLBACK);
        expect(found === null && problem !== null).toBe(true);
      }),
    );
  });
});

describe('a report', () => {
  it('has parts that sum to the month, before and after', () => {
    const report = reportOf(CHAT, compilePrices(LIST.models));
    if (!report.priced) throw new Error(report.reason);
    const month = report.costs.find(({ unit }) => unit === 'month')?.amounts;
    for (const which of ['baseline', 'optimised'] as const) {
      expect(report.split.reduce((sum, { amounts }) => sum + amounts[which], 0n)).toBe(month?.[which]);
      expect(report.sides.reduce((sum, { amounts }) => sum + amounts[which], 0n)).toBe(month?.[which]);
    }
    expect(report.waterfall.steps.map(({ lever }) => lever)).toEqual(['promptCaching', 'routing']);
  });

  it('says the volume either way, and leaves out what is not set', () => {
    const inputs = inputsOf(CHAT);
    expect(inputs.tasksPerMonth.value).toBeNull();
    expect(inputs.runawayCalls.value).toBeNull();
    expect(inputs.cacheHitShare).toEqual({ value: 0, unit: 'share' });
  });
});
