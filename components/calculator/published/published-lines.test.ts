import { expect, it } from 'vitest';
import { ratioText } from '../kit/ratio-text';
import { publishedScenarios } from './published-lines';

it('shows all 21 figures with tokens and sides that make the computed one', () => {
  const scenarios = publishedScenarios();
  expect(scenarios.map(({ lines, follows }) => [lines.length, follows])).toEqual([
    [5, 0],
    [5, 5],
    [6, 4],
    [5, 0],
  ]);
  for (const { inputCost, outputCost, computed } of scenarios.flatMap(({ lines }) => lines))
    expect(inputCost + outputCost).toBe(computed);
});

it('has the tokens of the heading: 6 million turns of 800 and 400', () => {
  const [chatbot] = publishedScenarios();
  expect(chatbot?.lines[0]?.tokens).toEqual({ input: 4_800_000_000n, output: 2_400_000_000n });
  // 16,800 ÷ 192 = 87.5 and 50,400 ÷ 504 = 100.
  expect(chatbot?.tooSmall && ratioText(chatbot.tooSmall.low, 1)).toBe('87.5');
  expect(chatbot?.tooSmall && ratioText(chatbot.tooSmall.high, 1)).toBe('100');
});
