import type { MetricKey } from '../../board/metric';
import type { Voice } from '../../board/narrative/narrate';
import type { Pack } from '../../board/pack';
import type { DataCells } from '../data-cells';
import { monthsOf, monthWords } from '../paper/figure-text';
import { figure, type Kind, type PackView, taken, text, unknown, type ViewCell } from './cells';

/** What each metric is made of: one term over another; of variance and fall, that less one, or one less that. */
const TERMS: Partial<Record<MetricKey, { over: [string, string]; plus: '' | '-1' | '1-' }>> = {
  cost_per_outcome: { over: ['effective_cost_of_workflows', 'outcomes'], plus: '' },
  forecast_variance: { over: ['actual', 'forecast'], plus: '-1' },
  optimisation_rate: { over: ['cost_of_outcomes', 'cost_at_earlier_unit_costs'], plus: '1-' },
  budget_compliance: { over: ['within', 'counted'], plus: '' },
  cost_per_action: { over: ['effective_cost_of_actions', 'priced_requests'], plus: '' },
  cost_per_active_user: { over: ['effective_cost_of_users', 'active_users'], plus: '' },
  cost_optimised_share: { over: ['tokens_cost_optimised', 'tokens'], plus: '' },
};
const KINDS = { money: 'money', share: 'share', workflows: 'count' } as const;

function metricValue(data: DataCells, key: MetricKey, kind: Kind): ViewCell {
  const value = data.cell('metrics', key, 'value');
  if (!value) return unknown(kind);
  const terms = TERMS[key];
  const [top, below] = terms?.over.map((term) => data.cell('metrics', key, term)) ?? [];
  if (!terms || !top || !below || below.result === 0) return figure(kind, value.reference, value.result);
  const quotient = `${top.reference}/${below.reference}`;
  const share = top.result / below.result;
  if (terms.plus === '-1') return figure(kind, `${quotient}-1`, share - 1);
  return terms.plus === '1-' ? figure(kind, `1-${quotient}`, 1 - share) : figure(kind, quotient, share);
}

export function metricView({ board }: Pack, voice: Voice): PackView {
  const { words } = voice;
  const { now, before } = monthsOf(board);
  return {
    title: words('packs.sections.metrics'),
    head: [
      ...[words('board.columns.metric'), monthWords(now, voice), words('board.columns.target')],
      ...[monthWords(before, voice), words('board.columns.coverage')],
    ],
    rows: (data) =>
      board.metrics.map(({ key, unit }) => {
        const kind = KINDS[unit];
        return [
          text(words(`board.metrics.${key}.name`)),
          metricValue(data, key, kind),
          taken(data, kind, 'metrics', key, 'target'),
          taken(data, kind, 'metrics', key, 'before'),
          taken(data, 'share', 'metrics', key, 'coverage'),
        ];
      }),
  };
}
