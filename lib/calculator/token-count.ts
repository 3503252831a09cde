import {
  type CharacterCounts,
  countCharacters,
  type EstimateFamily,
  estimateFamilyOf,
  estimateTokens,
} from './text-estimate';
import { cutLongRuns } from './token-count-cut';
import { type Encoding, encodingOf } from './token-count-encoding';

/**
 * How many tokens a pasted text is, per model, counted where the text is: nothing is sent. An estimate is never
 * called a count, nor is a text of which unbroken runs had to be cut (`cut`) called exact.
 */
export type TokenCount =
  | { method: 'counted'; tokens: number; encoding: Encoding; cut: boolean }
  | { method: 'estimated'; tokens: number; family: EstimateFamily };

export interface TextCount {
  /** Unicode code points. */
  characters: number;
  /** One per model asked for, in their order. */
  counts: TokenCount[];
}

interface Tokenizer {
  countTokens(text: string, options: { disallowedSpecial: Set<string> }): number;
}

/** Each encoding is a chunk of its own (0.5 and 1.1 MB gzipped), fetched the first time it is needed. */
const LOADERS: Record<Encoding, () => Promise<Tokenizer>> = {
  o200k_base: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/encoding/cl100k_base'),
};

/** Text such as `<|endoftext|>` is what someone wrote, not a control token; the library would throw on it. */
const AS_WRITTEN = { disallowedSpecial: new Set<string>() };

export async function countText(text: string, models: readonly string[]): Promise<TextCount> {
  const characters = countCharacters(text);
  const encodings = new Set(models.map(encodingOf).filter((encoding) => encoding !== null));
  const counted = new Map<Encoding, TokenCount>();
  for (const encoding of encodings) counted.set(encoding, await countEncoded(text, encoding));
  return {
    characters: characters.wide + characters.other,
    counts: models.map((model) => countOf(model, characters, counted)),
  };
}

/** A count for one model before its encoding is loaded, or where it has none: at once, and never a surprise. */
export const estimateText = (text: string, model: string): TokenCount =>
  estimate(model, countCharacters(text));

/** Characters per token in whole thousandths, rounded down; null for no tokens: there is no ratio then. */
export function charactersPerToken(characters: number, tokens: number): bigint | null {
  return tokens === 0 ? null : (BigInt(characters) * 1000n) / BigInt(tokens);
}

async function countEncoded(text: string, encoding: Encoding): Promise<TokenCount> {
  const tokenizer = await LOADERS[encoding]();
  const { parts, cut } = cutLongRuns(text);
  const tokens = parts.reduce((sum, part) => sum + tokenizer.countTokens(part, AS_WRITTEN), 0);
  return { method: 'counted', tokens, encoding, cut };
}

function countOf(
  model: string,
  characters: CharacterCounts,
  counted: ReadonlyMap<Encoding, TokenCount>,
): TokenCount {
  const encoding = encodingOf(model);
  return (encoding && counted.get(encoding)) ?? estimate(model, characters);
}

function estimate(model: string, characters: CharacterCounts): TokenCount {
  const family = estimateFamilyOf(model);
  return { method: 'estimated', tokens: estimateTokens(characters, family), family };
}
