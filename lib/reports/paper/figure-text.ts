import type { Board } from '../../board/board';
import { moneyText } from '../../board/metric-text';
import { firstDayOf, monthOfDay } from '../../board/month';
import type { Voice } from '../../board/narrative/narrate';
import type { Locale } from '../../money/format';
import { writeDay } from '../../time/write';

export const NONE = '–';

/** An exact amount as on the board, in the board's currency. */
export const money = (value: string | null, { currency }: Board): string =>
  value === null ? NONE : moneyText(value, currency);

/** The month of a board and the one before it, as 2026-10. */
export const monthsOf = ({ month, previousPeriod }: Board): { now: string; before: string } => ({
  now: month,
  before: monthOfDay(previousPeriod.from),
});

export const monthWords = (month: string, { locale }: Voice): string =>
  writeDay(firstDayOf(month), 'month', locale);

/** The embedded typeface draws curly quotes as wide as a Chinese character: English has straight ones on paper. */
export const quoted = (sentence: string, locale: Locale): string =>
  locale === 'en' ? sentence.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'") : sentence;
