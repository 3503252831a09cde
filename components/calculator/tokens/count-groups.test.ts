import { expect, it } from 'vitest';
import { countText } from '@/lib/calculator/token-count';
import { groupOf, groupsOf } from './count-groups';

const MODELS = [
  'openai/gpt-5-mini',
  'azure/gpt-4o',
  'openai/gpt-4',
  'anthropic/claude-sonnet-4-6',
  'meta/llama-4',
];

it('puts models that cut a text alike together', () => {
  expect([...groupsOf(MODELS)]).toEqual([
    ['o200k_base', ['openai/gpt-5-mini', 'azure/gpt-4o']],
    ['cl100k_base', ['openai/gpt-4']],
    ['claude', ['anthropic/claude-sonnet-4-6']],
    ['general', ['meta/llama-4']],
  ]);
});

it('counts one model of a group as any other of it', async () => {
  const { counts } = await countText('Ship 40 boxes to 九龍灣 by Friday.', MODELS);
  for (const [i, model] of MODELS.entries()) {
    const first = MODELS.findIndex((other) => groupOf(other) === groupOf(model));
    expect(counts[i]).toEqual(counts[first]);
  }
});
