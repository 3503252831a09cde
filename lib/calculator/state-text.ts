/**
 * How values are written in a link: characters that an address carries as they are and that chat programs do not cut
 * off. Parts are set apart by `~`, the items of a part by `,`; `!` starts an escaped byte, `-` is null.
 */
const PLAIN = /[^A-Za-z0-9./:@_-]/gu;
const ESCAPED = /^(?:[A-Za-z0-9./:@_-]|![0-9A-F]{2})*$/;

export const escapeText = (text: string): string =>
  text.replace(PLAIN, (letter) =>
    [...new TextEncoder().encode(letter)].map((byte) => `!${hex(byte)}`).join(''),
  );

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** The text again, or null where it is not escaped text. */
export function unescapeText(escaped: string): string | null {
  if (!ESCAPED.test(escaped)) return null;
  try {
    return decodeURIComponent(escaped.replaceAll('!', '%'));
  } catch {
    return null; // bytes that are no UTF-8
  }
}

const DECIMAL = /^\d{1,16}(\.\d{1,6})?$/;
export const NULL = '-';

/** A number of a state, which has at most six decimals: written without an exponent. */
export const numberText = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0+$/, '');

export const readNumber = (text: string | undefined): number | null =>
  text !== undefined && DECIMAL.test(text) ? Number(text) : null;

export const readNumbers = (items: readonly string[], count: number): number[] | null => {
  const numbers = items.map(readNumber);
  return items.length === count && numbers.every((value) => value !== null) ? (numbers as number[]) : null;
};

/** Pairs of a text and a number, e.g. models and their shares. */
export function readPairs(items: readonly string[]): [string, number][] | null {
  if (items.length % 2 !== 0) return null;
  const pairs: [string, number][] = [];
  for (let i = 0; i < items.length; i += 2) {
    const name = unescapeText(items[i] as string);
    const value = readNumber(items[i + 1]);
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

/** Four bytes over a text (FNV-1a) as seven characters: tells a link that was cut off or typed wrongly, no more. */
export function checkText(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
