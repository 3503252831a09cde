import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCharacters,
  ESTIMATE_RULES,
  type EstimateFamily,
  estimateFamilyOf,
  estimateTokens,
} from './text-estimate';

describe('characters', () => {
  it.each([
    ['', 0, 0],
    ['abc', 0, 3],
    ['你好，世界', 5, 0],
    ['AI 成本', 2, 3],
    ['𠮷野家', 3, 0],
    ['カタカナ한글', 6, 0],
    ['é👍\n', 0, 3],
    ['\ud800a', 0, 2],
  ])('of %j: wide %d, other %d', (text, wide, other) => {
    expect(countCharacters(text)).toEqual({ wide, other });
  });

  it('are the code points of any text, and together the text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff), { maxLength: 50 }), (codePoints) => {
        const text = String.fromCodePoint(...codePoints);
        const { wide, other } = countCharacters(text);
        expect(wide + other).toBe([...text].length);
      }),
    );
  });
});

describe('estimates', () => {
  it.each([
    // 1,000 × 0.3 and 500 × 0.6, as DeepSeek says.
    ['deepseek', 1_000, 500, 600],
    // 3,500 English characters at 3.5 a token are 1,000 tokens; 0.286 rounds that up by one in a thousand.
    ['claude', 3_500, 0, 1_001],
    ['claude_4_7', 3_500, 0, 1_351],
    ['gemini', 4_000, 0, 1_000],
    // 1.5 Chinese characters a token.
    ['qwen', 0, 1_500, 1_001],
    ['claude', 0, 1_000, 1_500],
    ['general', 0, 1_000, 1_200],
    ['general', 1, 0, 1],
    ['general', 0, 0, 0],
  ] as [EstimateFamily, number, number, number][])(
    '%s: %d other and %d wide',
    (family, other, wide, tokens) => {
      expect(estimateTokens({ other, wide }, family)).toBe(tokens);
    },
  );

  it('never shrink when a text grows', () => {
    const family = fc.constantFrom(...(Object.keys(ESTIMATE_RULES) as EstimateFamily[]));
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), family, (wide, other, key) => {
        const now = estimateTokens({ wide, other }, key);
        expect(estimateTokens({ wide: wide + 1, other }, key)).toBeGreaterThanOrEqual(now);
        expect(estimateTokens({ wide, other: other + 1 }, key)).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('say whose word each rate is', () => {
    for (const rule of Object.values(ESTIMATE_RULES))
      expect(rule.wide.published || rule.other.published).toBe(rule.sourceUrl !== null);
  });
});

describe('families', () => {
  it.each([
    ['claude-sonnet-4-6', 'claude'],
    ['claude-opus-4-20250514', 'claude'],
    ['claude-3-5-sonnet-20241022', 'claude'],
    ['anthropic.claude-opus-4-7-v1:0', 'claude_4_7'],
    ['claude-opus-4-7-extended-thinking', 'claude_4_7'],
    ['claude-opus-5', 'claude_4_7'],
    ['gemini-3.1-pro-preview', 'gemini'],
    ['deepseek/deepseek-v4-flash', 'deepseek'],
    ['Qwen3.6-Plus', 'qwen'],
    ['mistral-medium-3-5', 'general'],
  ])('%s: %s', (model, family) => {
    expect(estimateFamilyOf(model)).toBe(family);
  });
});
