import { formatShareOf } from '../../attribution/figure';
import type { Board } from '../../board/board';
import type { Voice } from '../../board/narrative/narrate';
import { formatCount } from '../../money/format';
import { money, NONE } from './figure-text';
import { drawings, figures, words as named, type PaperTable } from './table';

export function workflowTable(board: Board, { words }: Voice): PaperTable {
  const heads = ['outcomes', 'costEach', 'worthEach', 'margin'];
  return {
    columns: [
      named(words('board.workflows.name'), 2),
      ...heads.map((key) => figures(words(`board.workflows.${key}`))),
    ],
    rows: board.workflows.map((row) => [
      row.label,
      row.outcome === null ? NONE : formatCount(row.outcomes),
      ...[row.costPerOutcome, row.valuePerOutcome, row.margin].map((value) => money(value, board)),
    ]),
  };
}

export function budgetTable(board: Board, { words }: Voice): PaperTable {
  const when = board.state === 'running' ? 'running' : 'over';
  return {
    columns: [
      named(words('board.budgets.name'), 1.8),
      drawings('', 'used', 1.7),
      figures(words('board.budgets.used'), 0.7),
      named(words('board.budgets.state'), 1.2),
    ],
    rows: board.budgets.map(({ name, used, state }) => [
      ...[name, '', formatShareOf(used, 1), words(`board.budgets.states.${when}.${state}`)],
    ]),
  };
}

export const savingTable = (board: Board, { words }: Voice): PaperTable => ({
  columns: [
    named(words('board.savings.name')),
    named(words('board.savings.state'), 1),
    figures(words('board.savings.monthly')),
  ],
  rows: board.savings.map(({ name, state, savingMonthly }) => [
    ...[name, words(`board.savings.states.${state}`), money(savingMonthly, board)],
  ]),
});
