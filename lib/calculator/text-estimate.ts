import { invalid } from '../errors';

/**
 * Tokens of a text by its writing alone, for model families whose tokenizer is not at hand.
 * Rates are whole thousandths of a token per character (Unicode code point), one for Chinese, Japanese and
 * Korean writing ("wide") and one for everything else. `published` says whose word a rate is; an assumed rate is
 * ours, and on the high side, because an estimate that is too low breaks a budget.
 */
export interface EstimateRate {
  thousandthsPerCharacter: bigint;
  published: boolean;
}

export interface EstimateRule {
  wide: EstimateRate;
  other: EstimateRate;
  /** What the published rate says, in its publisher's terms. */
  says: string;
  sourceUrl: string | null;
}

export type EstimateFamily = 'claude' | 'claude_4_7' | 'gemini' | 'deepseek' | 'qwen' | 'general';

const published = (thousandthsPerCharacter: bigint): EstimateRate => ({
  thousandthsPerCharacter,
  published: true,
});
const assumed = (thousandthsPerCharacter: bigint): EstimateRate => ({
  thousandthsPerCharacter,
  published: false,
});

export const ESTIMATE_RULES: Record<EstimateFamily, EstimateRule> = {
  claude: {
    wide: assumed(1500n),
    other: published(286n),
    says: 'A token is about 3.5 English characters.',
    sourceUrl: 'https://platform.claude.com/docs/en/about-claude/glossary',
  },
  claude_4_7: {
    wide: assumed(1500n),
    other: published(386n),
    says: 'A token is about 3.5 English characters; from Opus 4.7 up to 35 % more tokens, taken in full.',
    sourceUrl: 'https://platform.claude.com/docs/en/about-claude/models/migration-guide',
  },
  gemini: {
    wide: assumed(1000n),
    other: published(250n),
    says: 'A token is about 4 characters.',
    sourceUrl: 'https://ai.google.dev/gemini-api/docs/tokens',
  },
  deepseek: {
    wide: published(600n),
    other: published(300n),
    says: 'An English character is about 0.3 token, a Chinese character about 0.6 token.',
    sourceUrl: 'https://api-docs.deepseek.com/quick_start/token_usage',
  },
  qwen: {
    wide: published(667n),
    other: assumed(250n),
    says: 'A token is 1.5 to 1.8 Chinese characters on average, taken at 1.5.',
    sourceUrl:
      'https://help.aliyun.com/zh/dashscope/developer-reference/tongyi-thousand-questions-metering-and-billing',
  },
  general: {
    wide: assumed(1200n),
    other: assumed(250n),
    says: 'No published figure for this family: 4 characters a token, 1.2 tokens a Chinese character.',
    sourceUrl: null,
  },
};

const FAMILY_BY_NAME: readonly [RegExp, EstimateFamily][] = [
  [/claude/, 'claude'],
  [/gemini|gemma/, 'gemini'],
  [/deepseek/, 'deepseek'],
  [/qwen|tongyi/, 'qwen'],
];

/** Which rule a model goes by; the name decides, since many providers serve the same family. */
export function estimateFamilyOf(model: string): EstimateFamily {
  const name = model.toLowerCase();
  const family = FAMILY_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'general';
  return family === 'claude' && isClaude47OrLater(name) ? 'claude_4_7' : family;
}

/** The two-digit bound keeps a date (`claude-opus-4-20250514`) from being read as a minor version. */
function isClaude47OrLater(name: string): boolean {
  const match = /claude-[a-z]+-(\d{1,2})(?:[-.](\d{1,2})(?!\d))?/.exec(name);
  if (!match) return false;
  return Number(match[1]) * 100 + Number(match[2] ?? 0) >= 407;
}

export interface CharacterCounts {
  wide: number;
  other: number;
}

/** Blocks of Chinese, Japanese and Korean writing with their punctuation, as code points, both ends included. */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x11ff],
  [0x2e80, 0x9fff],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xffef],
  [0x20000, 0x3ffff],
];

/** Characters are Unicode code points: 𠮷 is one, whatever JavaScript's length says. */
export function countCharacters(text: string): CharacterCounts {
  let wide = 0;
  let all = 0;
  for (let at = 0; at < text.length; all += 1) {
    const codePoint = text.codePointAt(at) ?? 0;
    at += codePoint > 0xffff ? 2 : 1;
    if (codePoint >= 0x1100 && isWide(codePoint)) wide += 1;
  }
  return { wide, other: all - wide };
}

const isWide = (codePoint: number): boolean =>
  WIDE_BLOCKS.some(([first, last]) => codePoint >= first && codePoint <= last);

/** Tokens by the family's rule, rounded up to a whole token: Σ characters × rate. */
export function estimateTokens(characters: CharacterCounts, family: EstimateFamily): number {
  if (characters.wide < 0 || characters.other < 0) throw invalid('A text has no fewer than 0 characters.');
  const { wide, other } = ESTIMATE_RULES[family];
  const thousandths =
    BigInt(characters.wide) * wide.thousandthsPerCharacter +
    BigInt(characters.other) * other.thousandthsPerCharacter;
  return Number((thousandths + 999n) / 1000n);
}
