import { expect, it } from 'vitest';
import type { PriceListEntry } from '@/lib/calculator/price-list';
import { countText } from '@/lib/calculator/token-count';
import { compilePrices } from '@/lib/calculator/usage-cost-prices';
import { parseMoney } from '@/lib/money/money';
import { type CountGroup, groupsOf } from './count-groups';
import { modelCosts } from './model-costs';

const entry = (model: string, input: string | null, output = '10', contextWindow: number | null = null) =>
  ({
    ...{ model, name: model, provider: model.split('/')[0] ?? '', modelId: model, tier: null, contextWindow },
    rates: input === null ? null : { prices: { input, output } },
    source: { list: 'test', url: null, from: null },
    version: null,
  }) satisfies PriceListEntry;

it('costs a text on every model by hand, the cheapest first and the unpriced last', async () => {
  const models = [
    entry('openai/gpt-5', '2'),
    entry('meta/llama', null),
    entry('google/gemini', '0.5', '1', 3),
  ];
  // Four words of one token each on o200k; 16 characters at 4 a token on Gemini.
  const text = 'cat cat cat catt';
  const groups = groupsOf(models.map(({ model }) => model));
  const { counts } = await countText(
    text,
    [...groups.values()].map(([first = '']) => first),
  );
  const byGroup = new Map([...groups.keys()].map((group: CountGroup, i) => [group, counts[i] as never]));
  const rows = modelCosts(models, compilePrices(models), byGroup, 1_000n);
  expect(rows.map(({ entry: { model } }) => model)).toEqual(['google/gemini', 'openai/gpt-5', 'meta/llama']);
  expect(rows[0]).toMatchObject({ read: parseMoney('0.002'), written: parseMoney('0.004'), tooLong: true });
  const tokens = BigInt(rows[1]?.count.tokens ?? 0);
  expect(rows[1]?.count.method).toBe('counted');
  // $2 a million is 2 × 10⁻⁶ a token, a thousand times.
  expect(rows[1]?.read).toBe(tokens * 1_000n * 2_000_000n);
  expect(rows[2]).toMatchObject({ read: null, written: null });
});
