import type { Board } from '../../board/board';
import type { Voice } from '../../board/narrative/narrate';
import { addDays } from '../../time/days';
import { writeDay } from '../../time/write';
import { money, NONE } from './figure-text';
import { figures, words as named, type PaperTable } from './table';

/** The ends of month, quarter and year with both intervals. */
export function forecastTable(board: Board, { words }: Voice): PaperTable {
  const between = ({ low, high }: { low: string; high: string }) =>
    `${money(low, board)} – ${money(high, board)}`;
  return {
    columns: [
      named(words('board.forecast.until'), 1.1),
      figures(words('board.forecast.expected'), 0.9),
      ...['80', '95'].map((percent) => figures(words('board.forecast.band', { percent }), 1.5)),
    ],
    rows: (board.forecast.forecast?.ends ?? []).map(({ key, total, intervals }) => [
      words(`board.forecast.ends.${key}`),
      ...[money(total, board), between(intervals.p80), between(intervals.p95)],
    ]),
  };
}

/** What amounts were converted and priced with. */
export function sourceTable(board: Board, { words, locale }: Voice): PaperTable {
  const day = (value: string) => writeDay(value, 'medium', locale);
  const rates = board.fx.map(({ from, to, rate, source }) => [
    `US$ → ${board.currency}, ${day(from)} – ${day(addDays(to, -1))} (${source ?? NONE})`,
    rate === null ? NONE : rate.replace(/\.?0+$/, ''),
  ]);
  const lists = board.priceSources.map(({ list, source, effectiveCost }) => [
    `${list}: ${source}`,
    money(effectiveCost, board),
  ]);
  return {
    columns: [named(words('packFiles.source'), 2.6), figures(board.currency)],
    rows: [...rates, ...lists],
  };
}
