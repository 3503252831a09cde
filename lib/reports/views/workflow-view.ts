import type { Voice } from '../../board/narrative/narrate';
import type { Pack } from '../../board/pack';
import { FIRST, figure, isKnown, over, type PackView, resultOf, taken, text, total, unknown } from './cells';

export function workflowView({ board }: Pack, { words }: Voice): PackView {
  return {
    title: words('packs.sections.workflows'),
    head: [
      ...[words('board.workflows.name'), words('board.workflows.outcomes')],
      `${words('board.terms.effective_cost')} ${board.currency}`,
      `${words('packFiles.value')} ${board.currency}`,
      ...[words('board.workflows.costEach'), words('board.workflows.worthEach')],
      words('board.workflows.margin'),
    ],
    rows: (data) => {
      const rows = board.workflows.map(({ workflow, label }, index) => {
        const at = FIRST + index;
        const outcomes = taken(data, 'count', 'workflows', workflow, 'outcomes');
        const effectiveCost = taken(data, 'money', 'workflows', workflow, 'effective_cost');
        const worth = taken(data, 'money', 'workflows', workflow, 'outcome_value');
        return [
          ...[text(label), outcomes, effectiveCost, worth],
          over(effectiveCost, outcomes, 'money', `C${at}/B${at}`),
          over(worth, outcomes, 'money', `D${at}/B${at}`),
          isKnown(worth) && isKnown(effectiveCost)
            ? figure('money', `D${at}-C${at}`, resultOf(worth) - resultOf(effectiveCost))
            : unknown('money'),
        ];
      });
      return [
        ...rows,
        [
          ...[text(words('packFiles.total'), true), text('')],
          ...[total(rows, 2, 'money'), total(rows, 3, 'money'), text(''), text(''), total(rows, 6, 'money')],
        ],
      ];
    },
  };
}
