import type { MetricKey } from '../board/metric';
import type { Voice } from '../board/narrative/narrate';
import type { Pack } from '../board/pack';
import type { DataCells } from './data-cells';
import { budgetItem } from './pack-data';

/** A cell of a sheet: text, or a formula over the data with what it comes to. `formula` null: cannot be stated. */
export type ViewCell =
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'money' | 'share' | 'count'; formula: string | null; result: number; strong?: boolean };

export interface PackView {
  title: string;
  head: string[];
  /** Rows below the heading, which is row 1. */
  rows(data: DataCells): ViewCell[][];
}

const FIRST = 2;
type Kind = 'money' | 'share' | 'count';

const text = (words: string, strong = false): ViewCell => ({ kind: 'text', text: words, strong });
const figure = (kind: Kind, formula: string, result: number, strong = false): ViewCell => ({
  ...{ kind, formula, result, strong },
});
const unknown = (kind: Kind): ViewCell => ({ kind, formula: null, result: 0 });

/** A figure of the data as it stands there. */
function taken(data: DataCells, kind: Kind, ...[section, item, measure]: [string, string, string]): ViewCell {
  const found = data.cell(section, item, measure);
  return found ? figure(kind, found.reference, found.result) : unknown(kind);
}

const resultOf = (cell: ViewCell | undefined): number =>
  cell && cell.kind !== 'text' && cell.formula !== null ? cell.result : 0;
const isKnown = (cell: ViewCell | undefined): boolean => cell?.kind !== 'text' && cell?.formula != null;

/** The sum of a column of these rows. */
function total(rows: readonly ViewCell[][], column: number, kind: Kind): ViewCell {
  const letter = 'ABCDEFGH'[column];
  const last = FIRST + rows.length - 1;
  const result = rows.reduce((sum, row) => sum + resultOf(row[column]), 0);
  return !rows.some((row) => isKnown(row[column]))
    ? unknown(kind)
    : figure(kind, `SUM(${letter}${FIRST}:${letter}${last})`, result, true);
}

/** One cell over another, where both are known. */
function over(top: ViewCell | undefined, below: ViewCell | undefined, kind: Kind, formula: string): ViewCell {
  if (!isKnown(top) || !isKnown(below) || resultOf(below) === 0) return unknown(kind);
  return figure(kind, formula, resultOf(top) / resultOf(below));
}

export function packViews(pack: Pack, voice: Voice): PackView[] {
  return [
    metricView(pack, voice),
    departmentView(pack, voice),
    workflowView(pack, voice),
    bridgeView(pack, voice),
    budgetView(pack, voice),
    forecastView(pack, voice),
  ];
}

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

function metricView({ board }: Pack, { words }: Voice): PackView {
  return {
    title: words('packs.sections.metrics'),
    head: [
      ...[words('board.columns.metric'), board.month, words('board.columns.target')],
      ...[board.previousPeriod.from.slice(0, 7), words('board.columns.coverage')],
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

function departmentView({ board }: Pack, { words }: Voice): PackView {
  const head = [
    ...[words('board.departments.name'), `${board.month} ${board.currency}`],
    ...[`${board.previousPeriod.from.slice(0, 7)} ${board.currency}`, words('board.departments.share')],
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

const less = (one: ViewCell, other: ViewCell, formula: string): ViewCell =>
  isKnown(one) && isKnown(other)
    ? figure('money', `ROUND(${formula},6)`, Math.round((resultOf(one) - resultOf(other)) * 1e6) / 1e6)
    : unknown('money');

function workflowView({ board }: Pack, { words }: Voice): PackView {
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

function bridgeView({ board }: Pack, { words }: Voice): PackView {
  return {
    title: words('packs.sections.bridge'),
    head: [words('packs.sections.bridge'), board.currency],
    rows: (data) => {
      const parts = (board.bridge.total.parts ?? []).map(({ part }) => [
        text(words(`board.partNames.${part}`)),
        taken(data, 'money', 'bridge', '', part),
      ]);
      const before = [
        text(board.previousPeriod.from.slice(0, 7), true),
        taken(data, 'money', 'bridge', '', 'before'),
      ];
      const rows = [before, ...parts];
      const after = taken(data, 'money', 'bridge', '', 'after');
      const sum = parts.length > 0 ? total(rows, 1, 'money') : after;
      const sumRow = FIRST + rows.length;
      return [
        ...rows,
        [text(board.month, true), sum],
        [text(words('packFiles.spend')), after],
        [text(words('packFiles.difference')), less(after, sum, `B${sumRow + 1}-B${sumRow}`)],
      ];
    },
  };
}

function budgetView({ board }: Pack, { words }: Voice): PackView {
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

function forecastView({ board }: Pack, { words }: Voice): PackView {
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
