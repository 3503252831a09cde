const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:[Zz]|[+-](\d\d):(\d\d))$/;
const DAY_MS = 86_400_000;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The date met last and its midnight: a batch is mostly of one day. */
let lastDate = '-';
let lastMidnight = 0;

const digit = (text: string, index: number): number => {
  const value = text.charCodeAt(index) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};
const twoDigits = (text: string, index: number): number => digit(text, index) * 10 + digit(text, index + 1);

/** `2026-10-31T23:59:59Z` or with `.123`, of the date met last; null where it is anything else. */
function parseOfLastDate(text: string): number | null {
  const { length } = text;
  if ((length !== 20 && length !== 24) || !text.startsWith(lastDate)) return null;
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':' || text[length - 1] !== 'Z') return null;
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return null;
  let milliseconds = 0;
  if (length === 24) {
    milliseconds = twoDigits(text, 20) * 10 + digit(text, 22);
    if (text[19] !== '.' || Number.isNaN(milliseconds)) return null;
  }
  return lastMidnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
}

/**
 * Milliseconds since 1970 of an RFC 3339 date-time with its offset, e.g. `2026-10-31T23:59:59.123+08:00`,
 * or null. Digits beyond the millisecond are cut. A leap second counts as the second before it.
 */
export function parseInstant(text: string): number | null {
  return parseOfLastDate(text) ?? parseAny(text);
}

function parseAny(text: string): number | null {
  const match = RFC3339.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return null;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return null;
  if (Number(match[4]) > 23 || Number(match[5]) > 59 || Number(match[6]) > 60) return null;
  if (match[7] !== undefined && (Number(match[7]) > 23 || Number(match[8]) > 59)) return null;
  const plain = match[6] === '60' ? `${text.slice(0, 17)}59${text.slice(19)}` : text;
  const parsed = Date.parse(plain.toUpperCase().replace(' ', 'T'));
  if (Number.isNaN(parsed)) return null;
  if (text.endsWith('Z')) {
    lastDate = text.slice(0, 10);
    lastMidnight = Math.floor(parsed / DAY_MS) * DAY_MS;
  }
  return parsed;
}
