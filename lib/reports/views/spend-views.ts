import type { Voice } from '../../board/narrative/narrate';
import type { Pack } from '../../board/pack';
import { monthsOf, monthWords } from '../paper/figure-text';
import { FIRST, less, over, type PackView, taken, text, total } from './cells';

export function departmentView({ board }: Pack, voice: Voice): PackView {
  const { words } = voice;
  const months = monthsOf(board);
  const head = [
    ...[words('board.departments.name'), `${monthWords(months.now, voice)} ${board.currency}`],
    ...[`${monthWords(months.before, voice)} ${board.currency}`, words('board.departments.share')],
  ];
  return {
    title: words('packs.sections.departments'),
    head,
    rows: (data) => {
      const rows = board.departments.map(({ key, name }) => [
        text(name ?? words('board.departments.none')),
        taken(data, 'money', 'departments', key ?? '', 'effective_cost'),
        taken(data, 'money', 'departments', key ?? '', 'effective_cost_before'),
      ]);
      const [now, before] = [total(rows, 1, 'money'), total(rows, 2, 'money')];
      const sumRow = FIRST + rows.length;
      const shared = rows.map((row, index) => [
        ...row,
        over(row[1], now, 'share', `B${FIRST + index}/B$${sumRow}`),
      ]);
      const spend = taken(data, 'money', 'spend', '', 'effective_cost');
      return [
        ...shared,
        [text(words('packFiles.total'), true), now, before],
        [text(words('packFiles.spend')), spend, taken(data, 'money', 'spend', '', 'effective_cost_before')],
        [text(words('packFiles.difference')), less(spend, now, `B${sumRow + 1}-B${sumRow}`)],
      ];
    },
  };
}

export function bridgeView({ board }: Pack, voice: Voice): PackView {
  const { words } = voice;
  const months = monthsOf(board);
  return {
    title: words('packs.sections.bridge'),
    head: [words('packFiles.part'), board.currency],
    rows: (data) => {
      const parts = (board.bridge.total.parts ?? []).map(({ part }) => [
        text(words(`board.partNames.${part}`)),
        taken(data, 'money', 'bridge', '', part),
      ]);
      const before = [
        text(monthWords(months.before, voice), true),
        taken(data, 'money', 'bridge', '', 'before'),
      ];
      const rows = [before, ...parts];
      const after = taken(data, 'money', 'bridge', '', 'after');
      const sum = parts.length > 0 ? total(rows, 1, 'money') : after;
      const sumRow = FIRST + rows.length;
      return [
        ...rows,
        [text(monthWords(months.now, voice), true), sum],
        [text(words('packFiles.spend')), after],
        [text(words('packFiles.difference')), less(after, sum, `B${sumRow + 1}-B${sumRow}`)],
      ];
    },
  };
}
