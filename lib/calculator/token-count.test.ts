import fc from 'fast-check';
import { encode as encodeCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { modelToEncodingMap } from 'gpt-tokenizer/mapping';
import { describe, expect, it } from 'vitest';
import { charactersPerToken, countText, estimateText } from './token-count';
import { cutLongRuns, LONGEST_RUN } from './token-count-cut';
import { encodingOf } from './token-count-encoding';

const asWritten = { disallowedSpecial: new Set<string>() };
const counted = async (text: string, model = 'gpt-5.5') => (await countText(text, [model])).counts[0];

describe('tokens of OpenAI models', () => {
  it.each([
    ['', 0, 0, 0],
    ['hello world', 11, 2, 2],
    ['tiktoken is great!', 18, 6, 6],
    ['antidisestablishmentarianism', 28, 6, 6],
    ['2 + 2 = 4', 9, 7, 7],
    ['你好，世界', 5, 3, 6],
    ['香港企業需要管理人工智能的成本。', 16, 9, 18],
    ['お誕生日おめでとう', 9, 8, 9],
    ['𠮷野家', 3, 6, 7],
    ['👩‍👩‍👧‍👦', 7, 11, 18],
  ])('counts %j', async (text, characters, o200k, cl100k) => {
    const count = await countText(text, ['gpt-5.5', 'gpt-4-turbo']);
    expect(count).toEqual({
      characters,
      counts: [
        { method: 'counted', tokens: o200k, encoding: 'o200k_base', cut: false },
        { method: 'counted', tokens: cl100k, encoding: 'cl100k_base', cut: false },
      ],
    });
  });

  it('cuts Chinese text into pieces that give it back whole', () => {
    const text = '預算超支時，團隊主管應先檢視工作流程。Tokens 不是字數！';
    expect(decode(encode(text))).toBe(text);
  });

  it('counts control tokens as the text that they are', async () => {
    expect(await counted('<|endoftext|>')).toMatchObject({ tokens: 7 });
    expect(await counted('a<|endoftext|>b<|im_start|>')).toMatchObject({ tokens: 15 });
  });

  it("agrees with the library's own encodings on any text", async () => {
    const text = fc.oneof(
      fc.array(fc.nat(0x2ffff), { maxLength: 50 }).map((points) => String.fromCodePoint(...points)),
      fc.string({ unit: fc.constantFrom('香', '港', '，', 'token', ' ', '\n', '12', '<|endoftext|>') }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        const { counts, characters } = await countText(written, ['gpt-5-mini', 'gpt-3.5-turbo']);
        expect(counts[0]?.tokens).toBe(encode(written, asWritten).length);
        expect(counts[1]?.tokens).toBe(encodeCl100k(written, asWritten).length);
        expect(characters).toBe([...written].length);
      }),
    );
  });
});

describe('which encoding counts a model', () => {
  it("is the library's own answer for every model that it names in an encoding of today", () => {
    const named = Object.entries(modelToEncodingMap).filter(
      ([, encoding]) => !/^(p50k|r50k|gpt2)/.test(encoding),
    );
    expect(named.length).toBeGreaterThan(20);
    for (const [model, encoding] of named)
      expect([model, encodingOf(model)]).toEqual([model, encoding.replace('harmony', 'base')]);
  });

  it.each([
    ['gpt-5.5-pro', 'o200k_base'],
    ['gpt-4o-mini', 'o200k_base'],
    ['gpt-4.1', 'o200k_base'],
    ['o3', 'o200k_base'],
    ['openai/gpt-5-nano', 'o200k_base'],
    ['azure/gpt-4', 'cl100k_base'],
    ['claude-opus-4-7', null],
    ['deepseek-v4-flash', null],
    ['text-davinci-003', null],
    ['olmo-2', null],
  ])('%s: %s', (model, encoding) => {
    expect(encodingOf(model)).toBe(encoding);
  });
});

describe('models without a public encoding', () => {
  it('get an estimate that says so, beside exact counts in the order asked for', async () => {
    const { counts } = await countText('hello world', ['claude-sonnet-4-6', 'gpt-5', 'deepseek-v4-pro']);
    expect(counts).toEqual([
      { method: 'estimated', tokens: 4, family: 'claude' },
      { method: 'counted', tokens: 2, encoding: 'o200k_base', cut: false },
      { method: 'estimated', tokens: 4, family: 'deepseek' },
    ]);
  });

  it('get it at once, without loading anything', () => {
    expect(estimateText('香港', 'deepseek-v4-pro')).toEqual({
      method: 'estimated',
      tokens: 2,
      family: 'deepseek',
    });
  });
});

describe('the ratio', () => {
  it('is characters per token in thousandths, and none for no tokens', () => {
    expect(charactersPerToken(11, 2)).toBe(5_500n);
    expect(charactersPerToken(16, 9)).toBe(1_777n);
    expect(charactersPerToken(0, 0)).toBeNull();
  });
});

describe('unbroken runs', () => {
  it('are counted whole up to the longest, and beyond it cut and called so', async () => {
    const below = '香'.repeat(LONGEST_RUN - 1);
    expect(cutLongRuns(below)).toEqual({ parts: [below], cut: false });
    expect(cutLongRuns(`${'word '.repeat(5_000)}。${below}`).cut).toBe(false);
    const beyond = '香'.repeat(LONGEST_RUN * 5);
    expect(await counted(beyond)).toEqual({
      method: 'counted',
      tokens: LONGEST_RUN * 5,
      encoding: 'o200k_base',
      cut: true,
    });
  });

  it('lose nothing when cut, and no character is cut in two', () => {
    const text = `${'𠮷'.repeat(LONGEST_RUN)}\n${' '.repeat(LONGEST_RUN)}!`;
    const { parts, cut } = cutLongRuns(text);
    expect(cut).toBe(true);
    expect(parts.join('')).toBe(text);
    expect(parts.every((part) => [...part].length <= LONGEST_RUN / 2 && !/\p{Surrogate}/u.test(part))).toBe(
      true,
    );
  });
});
