import { quote, reject } from './problem';

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * An exact whole number from a decimal cell ("285", "285.0", "1.5e3" is refused), times 10^`power` for
 * files in thousands or millions. Rejects what is negative, not a number, fractional or beyond 2^53.
 */
export function parseCount(text: string, field: string, kind: 'tokens' | 'requests', power = 0): bigint {
  const match = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text.replaceAll(',', ''));
  if (!match) return reject(`bad_${kind}`, field, `${quote(text)} is not a number of ${kind}.`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > power)
    return reject(`fractional_${kind}`, field, `${quote(text)} is not a whole number of ${kind}.`);
  const count = BigInt((match[2] ?? '0') + fraction.padEnd(power, '0'));
  if (match[1] === '-' && count > 0n)
    return reject(`negative_${kind}`, field, `${quote(text)} is below zero; correct it at the source.`);
  if (count > MAX) return reject('number_too_large', field, `${quote(text)} is larger than 2^53.`);
  return count;
}
