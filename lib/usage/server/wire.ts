/** Postgres text forms. One string a batch instead of a value a row: the driver does no work per value. */

/** 10⁻¹² units as a numeric(38,12) is read from: 1500000000000n → 1500000000000e-12, which is 1.500000000000. */
export const picosToText = (picos: bigint): string => `${picos}e-12`;

const MINUTE_MS = 60_000;
const MINUTES_KEPT = 10_000;
const minutes = new Map<number, string>();
const SECONDS = Array.from({ length: 60 }, (_, second) => `:${String(second).padStart(2, '0')}.`);
const THOUSANDTHS = Array.from({ length: 1000 }, (_, part) => `${String(part).padStart(3, '0')}Z`);

/** Milliseconds since 1970 (not before) as `Date.toISOString` writes them; remembers the minutes it met. */
export function instantText(at: number): string {
  const inMinute = at % MINUTE_MS;
  const start = at - inMinute;
  let minute = minutes.get(start);
  if (minute === undefined) {
    minute = new Date(start).toISOString().slice(0, 16);
    if (minutes.size >= MINUTES_KEPT) minutes.clear();
    minutes.set(start, minute);
  }
  return minute + SECONDS[Math.floor(inMinute / 1000)] + THOUSANDTHS[inMinute % 1000];
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
