import { formatShareOf, toLedgerScale } from '../attribution/figure';
import type { Board } from '../board/board';
import type { Metric } from '../board/metric';
import { firstDayOf } from '../board/month';
import type { Voice } from '../board/narrative/narrate';
import { PACK_SECTIONS, type Pack, type PackSection } from '../board/pack';
import { formatCount, formatMoney } from '../money/format';
import { addDays } from '../time/days';
import { writeDay, writeInstant } from '../time/write';

/** A section of a pack on paper: its sentences and one table. The first column is text, the others are figures. */
export interface PaperSection {
  key: PackSection;
  title: string;
  sentences: string[];
  head: string[];
  rows: string[][];
}

export interface PaperPack {
  title: string;
  /** Organisation, days, currency, version and when it was made: on every page. */
  facts: string;
  digest: string;
  sections: PaperSection[];
}

/** The embedded typeface draws curly quotes as wide as a Chinese character. */
const straightQuotes = (sentence: string): string => sentence.replaceAll(/[“”]/g, '"');
const asItIs = (sentence: string): string => sentence;

type Table = Pick<PaperSection, 'head' | 'rows'>;

/** What a pack says on paper, in one language: the words and figures it was issued with, printed as on the board. */
export function paperPack({ board, prose, meta }: Pack, voice: Voice): PaperPack {
  const { words, locale } = voice;
  const month = writeDay(firstDayOf(meta.month), 'month', locale);
  const facts = [
    board.organisation.name,
    `${board.period.from} – ${addDays(board.period.to, -1)}`,
    ...[meta.currency, words('packs.issued.version', { version: meta.version })],
    writeInstant(meta.madeAt, board.timeZone, locale),
  ];
  return {
    title: `${words('packs.paper')} · ${month}`,
    facts: facts.join(' · '),
    digest: meta.digest,
    sections: PACK_SECTIONS.map((key) => ({
      ...{
        key,
        title: words(`packs.sections.${key}`),
        sentences: prose[locale][key].map(locale === 'en' ? straightQuotes : asItIs),
      },
      ...tableOf(key, board, voice),
    })),
  };
}

function tableOf(section: PackSection, board: Board, voice: Voice): Table {
  switch (section) {
    case 'metrics':
      return metricTable(board, voice);
    case 'bridge':
      return bridgeTable(board, voice);
    case 'departments':
      return departmentTable(board, voice);
    case 'workflows':
      return workflowTable(board, voice);
    case 'budgets':
      return budgetTable(board, voice);
    case 'forecast':
      return forecastTable(board, voice);
    case 'savings':
      return savingTable(board, voice);
    case 'appendix':
      return sourceTable(board, voice);
    default:
      return { head: [], rows: [] };
  }
}

const NONE = '–';
const money = (value: string | null, { currency }: Board): string =>
  value === null ? NONE : formatMoney(toLedgerScale(value), currency);
const monthName = (month: string, { locale }: Voice) => writeDay(firstDayOf(month), 'month', locale);

function metricTable(board: Board, { words }: Voice): Table {
  const print = ({ unit }: Metric, value: string | null) => {
    if (value === null) return NONE;
    if (unit === 'money') return money(value, board);
    return unit === 'share' ? formatShareOf(value, 1) : formatCount(value.split('.')[0] ?? '0');
  };
  return {
    head: [
      ...[words('board.columns.metric'), writeMonths(board)[1], writeMonths(board)[0]],
      ...[words('board.columns.target'), words('board.columns.coverage')],
    ],
    rows: board.metrics.map((metric) => [
      words(`board.metrics.${metric.key}.name`),
      metric.outOf === null || metric.value === null
        ? print(metric, metric.value)
        : words('board.outOf', { value: print(metric, metric.value), of: metric.outOf }),
      print(metric, metric.previous.value),
      metric.target === null ? words('board.noTarget') : print(metric, metric.target.value),
      formatShareOf(metric.coverage, 1),
    ]),
  };
}

const writeMonths = ({ month, previousPeriod }: Board): [string, string] => [
  previousPeriod.from.slice(0, 7),
  month,
];

function bridgeTable(board: Board, voice: Voice): Table {
  const { before, after, parts } = board.bridge.total;
  const [from, to] = writeMonths(board);
  return {
    head: [voice.words('packs.sections.bridge'), board.currency],
    rows: [
      [monthName(from, voice), money(before.value, board)],
      ...(parts ?? [])
        .filter(({ amount }) => /[1-9]/.test(amount))
        .map(({ part, amount }) => [voice.words(`board.partNames.${part}`), money(amount, board)]),
      [monthName(to, voice), money(after.value, board)],
    ],
  };
}

function departmentTable(board: Board, { words }: Voice): Table {
  const [from, to] = writeMonths(board);
  return {
    head: [words('board.departments.name'), to, from, words('board.departments.share')],
    rows: board.departments.map(({ name, effectiveCost, previous, share }) => [
      name ?? words('board.departments.none'),
      ...[money(effectiveCost.value, board), money(previous.value, board), formatShareOf(share, 1)],
    ]),
  };
}

function workflowTable(board: Board, { words }: Voice): Table {
  const heads = ['name', 'outcomes', 'costEach', 'worthEach', 'margin'];
  return {
    head: heads.map((key) => words(`board.workflows.${key}`)),
    rows: board.workflows.map((row) => [
      row.label,
      row.outcome === null ? NONE : formatCount(row.outcomes),
      ...[row.costPerOutcome, row.valuePerOutcome, row.margin].map((value) => money(value, board)),
    ]),
  };
}

function budgetTable(board: Board, { words }: Voice): Table {
  const heads = ['name', 'used', 'state'];
  const when = board.state === 'running' ? 'running' : 'over';
  return {
    head: heads.map((key) => words(`board.budgets.${key}`)),
    rows: board.budgets.map(({ name, used, state }) => [
      ...[name, formatShareOf(used, 1), words(`board.budgets.states.${when}.${state}`)],
    ]),
  };
}

function forecastTable(board: Board, { words }: Voice): Table {
  const ends = board.forecast.forecast?.ends ?? [];
  const between = ({ low, high }: { low: string; high: string }) =>
    `${money(low, board)} – ${money(high, board)}`;
  return {
    head: [
      words('board.forecast.until'),
      words('board.forecast.expected'),
      ...['80', '95'].map((percent) => words('board.forecast.band', { percent })),
    ],
    rows: ends.map(({ key, total, intervals }) => [
      words(`board.forecast.ends.${key}`),
      ...[money(total, board), between(intervals.p80), between(intervals.p95)],
    ]),
  };
}

function savingTable(board: Board, { words }: Voice): Table {
  const heads = ['name', 'state', 'monthly'];
  return {
    head: heads.map((key) => words(`board.savings.${key}`)),
    rows: board.savings.map(({ name, state, savingMonthly }) => [
      ...[name, words(`board.savings.states.${state}`), money(savingMonthly, board)],
    ]),
  };
}

function sourceTable(board: Board, { words }: Voice): Table {
  const rates = board.fx.map(({ from, to, rate, source }) => [
    `US$ → ${board.currency}, ${from} – ${addDays(to, -1)} (${source ?? NONE})`,
    rate === null ? NONE : rate.replace(/\.?0+$/, ''),
  ]);
  const lists = board.priceSources.map(({ list, source, effectiveCost }) => [
    `${list}: ${source}`,
    money(effectiveCost, board),
  ]);
  return { head: [words('board.basis.prices'), board.currency], rows: [...rates, ...lists] };
}
