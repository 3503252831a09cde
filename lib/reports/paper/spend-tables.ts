import { formatShareOf } from '../../attribution/figure';
import type { Board } from '../../board/board';
import { signedMoney } from '../../board/metric-text';
import type { Voice } from '../../board/narrative/narrate';
import { money, monthsOf, monthWords } from './figure-text';
import { drawings, figures, words as named, type PaperTable } from './table';

/** From the month before to this one, part by part. */
export function bridgeTable(board: Board, voice: Voice): PaperTable {
  const { before, after, parts } = board.bridge.total;
  const months = monthsOf(board);
  return {
    columns: [named(voice.words('packFiles.part')), figures(board.currency)],
    rows: [
      [monthWords(months.before, voice), money(before.value, board)],
      ...(parts ?? [])
        .filter(({ amount }) => /[1-9]/.test(amount))
        .map(({ part, amount }) => [
          voice.words(`board.partNames.${part}`),
          signedMoney(amount, board.currency),
        ]),
      [monthWords(months.now, voice), money(after.value, board)],
    ],
  };
}

export function departmentTable(board: Board, voice: Voice): PaperTable {
  const { words } = voice;
  const { now, before } = monthsOf(board);
  return {
    columns: [
      named(words('board.departments.name'), 1.8),
      drawings('', 'spend', 1.7),
      figures(monthWords(now, voice)),
      figures(monthWords(before, voice)),
      figures(words('board.departments.share'), 0.7),
    ],
    rows: board.departments.map(({ name, effectiveCost, previous, share }) => [
      name ?? words('board.departments.none'),
      '',
      ...[money(effectiveCost.value, board), money(previous.value, board), formatShareOf(share, 1)],
    ]),
  };
}
