import { BOM, csvLine, textField } from '../../attribution/csv';
import type { Pack } from '../../board/pack';
import type { Locale } from '../../money/format';

/** One figure a line: its section, whose it is, its name, unit and exact value; empty where it is not known. */
type Line = [section: string, item: string | null, figure: string, unit: string, value: string | null];

const HEAD = ['section', 'item', 'figure', 'unit', 'value'];

/** The figures of a pack to the last digit and its words in one language, as one long table. Names are in English. */
export function renderPackCsv(pack: Pack, locale: Locale): Uint8Array {
  const lines = [...metaLines(pack), ...proseLines(pack, locale), ...figureLines(pack)];
  const rows = lines.map(([section, item, figure, unit, value]) =>
    csvLine([section, textField(item), figure, unit, isDecimal(value) ? (value ?? '') : textField(value)]),
  );
  return new TextEncoder().encode([BOM, csvLine(HEAD), ...rows].join(''));
}

/** A negative number stays a number; other text that starts like a formula is made text. */
const isDecimal = (value: string | null): boolean => value !== null && /^-?\d+(\.\d+)?$/.test(value);

function metaLines({ board, meta }: Pack): Line[] {
  const line = (figure: string, value: string): Line => ['pack', null, figure, 'text', value];
  return [
    line('organisation', board.organisation.name),
    line('month', meta.month),
    line('period_from', board.period.from),
    line('period_to_excluded', board.period.to),
    line('version', String(meta.version)),
    line('currency', meta.currency),
    line('made_at', meta.madeAt),
    line('issued_by', meta.issuedBy),
    line('sha256', meta.digest),
    ...meta.fx.map(
      ({ from, to, rate }): Line => ['pack', `${from} – ${to}`, 'fx_per_usd', meta.currency, rate],
    ),
    ['pack', null, 'tagged_cost_share', 'share', meta.coverage.tagged.costShare],
    ['pack', null, 'priced_request_share', 'share', meta.coverage.priced.requestShare],
    ['pack', null, 'unpriced_tokens', 'count', meta.coverage.priced.unpricedTokens],
  ];
}

const proseLines = ({ prose }: Pack, locale: Locale): Line[] =>
  Object.entries(prose[locale]).flatMap(([section, sentences]) =>
    sentences.map((sentence): Line => [section, null, 'sentence', 'text', sentence]),
  );

function figureLines({ board }: Pack): Line[] {
  const { currency } = board;
  const unitOf = (unit: string) => (unit === 'money' ? currency : unit === 'usd' ? 'USD' : unit);
  const { before, after, parts } = board.bridge.total;
  return [
    ['spend', null, 'effective_cost', currency, board.spend.amount.value],
    ['spend', null, 'previous', currency, board.spend.previous.value],
    ...board.metrics.flatMap(({ key, unit, value, previous, target, coverage, inputs }): Line[] => [
      ['metrics', key, 'value', unitOf(unit), value],
      ['metrics', key, 'previous', unitOf(unit), previous.value],
      ['metrics', key, 'target', unitOf(unit), target?.value ?? null],
      ['metrics', key, 'coverage', 'share', coverage],
      ...inputs.map((input): Line => ['metrics', key, input.key, unitOf(input.unit), input.value]),
    ]),
    ['bridge', null, 'before', currency, before.value],
    ...(parts ?? []).map(({ part, amount }): Line => ['bridge', null, part, currency, amount]),
    ['bridge', null, 'after', currency, after.value],
    ...board.departments.flatMap(({ key, effectiveCost, previous, share }): Line[] => [
      ['departments', key, 'effective_cost', currency, effectiveCost.value],
      ['departments', key, 'previous', currency, previous.value],
      ['departments', key, 'share', 'share', share],
    ]),
    ...board.workflows.flatMap(({ workflow, ...row }): Line[] => [
      ['workflows', workflow, 'outcomes', 'count', row.outcomes],
      ['workflows', workflow, 'effective_cost', currency, row.effectiveCost.value],
      ['workflows', workflow, 'outcome_value', currency, row.outcomeValue],
      ['workflows', workflow, 'margin', currency, row.margin],
    ]),
    ...board.budgets.flatMap(({ name, limit, spent, unit, currency: of }): Line[] => [
      ['budgets', name, 'limit', of ?? unit, limit],
      ['budgets', name, 'spent', of ?? unit, spent],
    ]),
    ...(board.forecast.forecast?.ends ?? []).flatMap(({ key, total, intervals: { p80, p95 } }): Line[] => [
      ['forecast', key, 'total', currency, total],
      ['forecast', key, 'p80_low', currency, p80.low],
      ['forecast', key, 'p80_high', currency, p80.high],
      ['forecast', key, 'p95_low', currency, p95.low],
      ['forecast', key, 'p95_high', currency, p95.high],
    ]),
    ...board.savings.map(
      ({ name, savingMonthly }): Line => ['savings', name, 'planned_monthly', currency, savingMonthly],
    ),
    ...board.priceSources.map(
      ({ list, effectiveCost }): Line => ['appendix', list, 'effective_cost', currency, effectiveCost],
    ),
  ];
}
