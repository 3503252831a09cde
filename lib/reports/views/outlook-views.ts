import type { Voice } from '../../board/narrative/narrate';
import type { Pack } from '../../board/pack';
import { budgetItem } from '../pack-data';
import { FIRST, figure, over, type PackView, resultOf, taken, text } from './cells';

export function budgetView({ board }: Pack, { words }: Voice): PackView {
  const when = board.state === 'running' ? 'running' : 'over';
  return {
    title: words('packs.sections.budgets'),
    head: [
      ...[words('board.budgets.name'), words('packFiles.unit'), words('packFiles.limit')],
      ...[words('board.budgets.bar'), words('board.budgets.used'), words('board.budgets.state')],
    ],
    rows: (data) =>
      board.budgets.map(({ id, name, unit, currency, state }, index) => {
        const item = budgetItem({ id, name });
        const at = FIRST + index;
        const limit = taken(data, 'money', 'budgets', item, 'limit');
        const spent = taken(data, 'money', 'budgets', item, 'spent');
        return [
          ...[
            text(name),
            text(unit === 'currency' ? (currency ?? board.currency) : words('packFiles.tokens')),
          ],
          ...[limit, spent, over(spent, limit, 'share', `D${at}/C${at}`)],
          text(words(`board.budgets.states.${when}.${state}`)),
        ];
      }),
  };
}

export function forecastView({ board }: Pack, { words }: Voice): PackView {
  const ends = board.forecast.forecast?.ends ?? [];
  return {
    title: words('packs.sections.forecast'),
    head: [
      ...[words('board.forecast.until'), words('packFiles.sofar'), words('packFiles.ahead')],
      ...[words('board.forecast.expected'), '80 % ↓', '80 % ↑', '95 % ↓', '95 % ↑'],
    ],
    rows: (data) =>
      ends.map(({ key }, index) => {
        const at = FIRST + index;
        const actual = taken(data, 'money', 'forecast', key, 'actual');
        const ahead = taken(data, 'money', 'forecast', key, 'expected');
        const bounds = ['p80_low', 'p80_high', 'p95_low', 'p95_high'];
        return [
          ...[text(words(`board.forecast.ends.${key}`)), actual, ahead],
          figure('money', `B${at}+C${at}`, resultOf(actual) + resultOf(ahead)),
          ...bounds.map((measure) => taken(data, 'money', 'forecast', key, measure)),
        ];
      }),
  };
}
