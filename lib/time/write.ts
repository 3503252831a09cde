/**
 * Days and moments as people read them. Written out here rather than by `Intl`, whose words differ between Node and
 * the browsers: the server's page and the browser's must say the same to the letter.
 */
type Language = string;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'];

/** 22 November 2026 · 22 Nov 2026 · 22 November · 22 Nov · Sun 22 Nov · Sun 22 Nov 2026 · November 2026 · November · Nov 26 */
export type DayStyle =
  | 'long'
  | 'medium'
  | 'dayMonth'
  | 'short'
  | 'weekday'
  | 'weekdayYear'
  | 'month'
  | 'monthName'
  | 'shortMonth';

/** A calendar day (YYYY-MM-DD) in the reader's language: English, or Chinese for `zh-HK`. */
export function writeDay(day: string, style: DayStyle, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-').map((part) => part.replace(/^0/, ''));
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return language === 'zh-HK'
    ? inChinese(year, month, date, WEEKDAYS_ZH[weekday] ?? '')[style]
    : inEnglish(year, MONTHS[Number(month) - 1] ?? '', date, WEEKDAYS[weekday] ?? '')[style];
}

function inEnglish(year: string, month: string, date: string, weekday: string): Record<DayStyle, string> {
  const short = `${date} ${month.slice(0, 3)}`;
  return {
    long: `${date} ${month} ${year}`,
    medium: `${short} ${year}`,
    dayMonth: `${date} ${month}`,
    short,
    weekday: `${weekday.slice(0, 3)} ${short}`,
    weekdayYear: `${weekday.slice(0, 3)} ${short} ${year}`,
    month: `${month} ${year}`,
    monthName: month,
    shortMonth: `${month.slice(0, 3)} ${year.slice(2)}`,
  };
}

function inChinese(year: string, month: string, date: string, weekday: string): Record<DayStyle, string> {
  const short = `${month}月${date}日`;
  return {
    long: `${year}年${short}`,
    medium: `${year}年${short}`,
    dayMonth: short,
    short,
    weekday: `${short}（${weekday}）`,
    weekdayYear: `${year}年${short}（${weekday}）`,
    month: `${year}年${month}月`,
    monthName: `${month}月`,
    shortMonth: `${year.slice(2)}年${month}月`,
  };
}

/** The calendar day and the time of day (24 h) an instant has in a zone. `Intl` is asked for digits only. */
function wallClock(iso: string, timeZone: string): { day: string; minute: string; second: string } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const minute = `${part('hour')}:${part('minute')}`;
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute,
    second: `${minute}:${part('second')}`,
  };
}

/** An instant in a zone: `22 Nov 2026, 13:00`. `precision` day leaves the time out, second adds the seconds. */
export function writeInstant(
  iso: string,
  timeZone: string,
  language: Language,
  { style = 'medium' as DayStyle, precision = 'minute' as 'day' | 'minute' | 'second' } = {},
): string {
  const clock = wallClock(iso, timeZone);
  const day = writeDay(clock.day, style, language);
  if (precision === 'day') return day;
  return `${day}${language === 'zh-HK' ? ' ' : ', '}${clock[precision]}`;
}
