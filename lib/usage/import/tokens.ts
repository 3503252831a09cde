import { cell, type Row } from './cell';
import { parseCount } from './count';
import type { Mapping, TokenColumn } from './mapping';
import { reject } from './problem';

export const TOKEN_CLASSES = [
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
] as const;
export type WireTokenClass = (typeof TOKEN_CLASSES)[number];
export type TokenCounts = Record<WireTokenClass, bigint>;

const POWER = { tokens: 0, thousand: 3, million: 6 } as const;

/**
 * The disjoint token classes of a row. Subsets the file includes in a larger class are subtracted; a
 * negative remainder, a blank cell that the mapping does not explain, or a total that the classes do not
 * sum to is rejected with a reason, never guessed.
 */
export function readTokens(row: Row, mapping: Mapping): TokenCounts {
  const { tokens } = mapping;
  const read = (from: TokenColumn | undefined, field: string): bigint => {
    if (!from) return 0n;
    const text = cell(row, from.column);
    if (text !== '') return parseCount(text, field, 'tokens', POWER[tokens.unit]);
    if (from.blank === 'zero') return 0n;
    return reject('blank_tokens', field, `${from.column} is blank; the file does not say how many tokens.`);
  };
  const counts = Object.fromEntries(
    TOKEN_CLASSES.map((name) => [name, read(tokens[name], `tokens.${name}`)]),
  ) as TokenCounts;
  if (tokens.input_includes_cached)
    counts.input = subtract(
      counts.input,
      counts.cache_read + counts.cache_write_5m + counts.cache_write_1h,
      'input',
    );
  if (tokens.output_includes_reasoning) counts.output = subtract(counts.output, counts.reasoning, 'output');
  checkTotal(counts, read(tokens.total, 'tokens.total'), tokens.total);
  return counts;
}

function subtract(whole: bigint, part: bigint, name: 'input' | 'output'): bigint {
  if (part <= whole) return whole - part;
  const subset = name === 'input' ? 'cached' : 'reasoning';
  return reject(
    'negative_remainder',
    `tokens.${name}`,
    `${part} ${subset} tokens cannot be part of ${whole} ${name} tokens; check ${name}_includes_${subset}.`,
  );
}

function checkTotal(counts: TokenCounts, total: bigint, from: TokenColumn | undefined): void {
  if (!from) return;
  const sum = TOKEN_CLASSES.reduce((all, name) => all + counts[name], 0n);
  if (sum !== total)
    reject('total_mismatch', 'tokens.total', `The classes sum to ${sum}, but ${from.column} says ${total}.`);
}
