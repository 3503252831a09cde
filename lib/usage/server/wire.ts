/** Postgres text forms. One string a batch instead of a value a row: the driver does no work per value. */

/** 10⁻¹² units as the text of a numeric(38,12), e.g. 1500000000000n → 1.500000000000. */
export function picosToText(picos: bigint): string {
  if (picos < 0n) return `-${picosToText(-picos)}`;
  const digits = picos.toString();
  if (digits.length > 12) return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
  return `0.${digits.padStart(12, '0')}`;
}

/** An array literal of values that need no quoting: numbers, dates, instants. */
export const plainArray = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;
const escapeElement = (text: string): string =>
  NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, '\\$&') : text;

/** An array literal of any text. */
export const textArray = (values: readonly string[]): string =>
  values.length === 0 ? '{}' : `{"${values.map(escapeElement).join('","')}"}`;

/** A field of COPY's text format. Control characters never get this far; the backslash is the only special one. */
export const copyText = (text: string | null): string =>
  text === null ? '\\N' : text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;

export const copyNumber = (value: number | null): string | number => (value === null ? '\\N' : value);
