import { formatShareOf } from '../../attribution/figure';
import type { Board } from '../../board/board';
import type { Metric } from '../../board/metric';
import { isSigned, targetText, valueText } from '../../board/metric-text';
import type { Voice } from '../../board/narrative/narrate';
import { monthsOf, monthWords } from './figure-text';
import { drawings, figures, words as named, type PaperTable } from './table';

/** Each metric with the month before, thirteen months as a line, and its target. */
export function metricTable(board: Board, voice: Voice): PaperTable {
  const { words } = voice;
  const { now, before } = monthsOf(board);
  return {
    columns: [
      named(words('board.columns.metric'), 2.2),
      figures(monthWords(now, voice)),
      figures(monthWords(before, voice)),
      drawings(words('board.columns.trend'), 'trend', 1.1),
      figures(words('board.columns.target')),
      figures(words('board.columns.coverage'), 0.8),
    ],
    rows: board.metrics.map((metric) => [
      words(`board.metrics.${metric.key}.name`),
      currentOf(metric, board, voice),
      valueText(metric.previous.value, styleOf(metric, board)),
      '',
      metric.target === null
        ? words('board.noTarget')
        : targetText(metric.target.value, { ...metric, currency: board.currency }),
      formatShareOf(metric.coverage, 1),
    ]),
  };
}

const styleOf = ({ key, unit }: Metric, { currency }: Board) => ({ unit, currency, signed: isSigned(key) });

function currentOf(metric: Metric, board: Board, { words }: Voice): string {
  const value = valueText(metric.value, styleOf(metric, board));
  return metric.outOf === null || metric.value === null
    ? value
    : words('board.outOf', { value, of: metric.outOf });
}

/** What each metric is, for whoever reads the paper alone. */
export const definitionTable = (board: Board, { words }: Voice): PaperTable => ({
  columns: [named(words('board.columns.metric'), 1), named(words('packFiles.definition'), 2.6)],
  rows: board.metrics.map(({ key }) => [
    words(`board.metrics.${key}.name`),
    words(`board.metrics.${key}.formula`),
  ]),
});
