/** OpenAI's public encodings in use today. `o200k_harmony` (gpt-oss) cuts plain text exactly as `o200k_base` does. */
export const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The first line that matches names the encoding. */
const ENCODING_BY_NAME: readonly [RegExp, Encoding][] = [
  [/^gpt-4(o|\.\d)/, 'o200k_base'],
  [/^gpt-(4|3\.5)/, 'cl100k_base'],
  [/^text-embedding-/, 'cl100k_base'],
  [/^(babbage|davinci)-002$/, 'cl100k_base'],
  [/^(gpt-[5-9]|gpt-oss|chatgpt-|codex-|o\d)/, 'o200k_base'],
];

/**
 * The encoding that counts a model's tokens exactly, or null where there is no public one for it. The name decides,
 * with or without a provider before it: Azure and OpenRouter serve the same models.
 */
export function encodingOf(model: string): Encoding | null {
  const name = model
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^openai[.:]/, '');
  return ENCODING_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
