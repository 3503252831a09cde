import type { Decimal } from '../attribution/dto';
import type { Pack } from '../board/pack';

/** One figure of a pack, exactly. `value` is a decimal string or a word; null where it cannot be stated. */
export interface PackDatum {
  /** Where it stands in the pack, such as `departments`. */
  section: string;
  /** What it is of: a metric, a department, a workflow, a month. */
  item: string;
  measure: string;
  /** The currency's code, `share` (0.25 is 25 %), `count`, or `text`. */
  unit: string;
  value: string | null;
}

type Line = [item: string, measure: string, unit: string, value: Decimal | null];

const of = (section: string, lines: readonly Line[]): PackDatum[] =>
  lines.map(([item, measure, unit, value]) => ({ section, item, measure, unit, value }));

/** Every figure of a pack, one a row: what its spreadsheet adds up, and what its CSV holds. */
export function packData(pack: Pack): PackDatum[] {
  return [
    ...about(pack),
    ...spend(pack),
    ...metrics(pack),
    ...bridge(pack),
    ...departments(pack),
    ...workflows(pack),
    ...budgets(pack),
    ...forecast(pack),
    ...savings(pack),
    ...basis(pack),
  ];
}

function about({ board, meta }: Pack): PackDatum[] {
  return of('pack', [
    ['', 'organisation', 'text', board.organisation.name],
    ['', 'month', 'text', meta.month],
    ['', 'period_from', 'text', board.period.from],
    ['', 'period_to_excluded', 'text', board.period.to],
    ['', 'version', 'count', String(meta.version)],
    ['', 'state', 'text', board.state],
    ['', 'currency', 'text', meta.currency],
    ['', 'time_zone', 'text', board.timeZone],
    ['', 'made_at', 'text', meta.madeAt],
    ['', 'issued_by', 'text', meta.issuedBy],
    ['', 'sha256', 'text', meta.digest],
    ['', 'tagged_cost_share', 'share', meta.coverage.tagged.costShare],
    ['', 'priced_request_share', 'share', meta.coverage.priced.requestShare],
    ['', 'unpriced_tokens', 'count', meta.coverage.priced.unpricedTokens],
  ]);
}

function spend({ board: { spend: moved, currency } }: Pack): PackDatum[] {
  return of('spend', [
    ['', 'effective_cost', currency, moved.amount.value],
    ['', 'effective_cost_before', currency, moved.previous.value],
    ['', 'change', currency, moved.change.value],
    ['', 'change_share', 'share', moved.changeShare],
  ]);
}

function metrics({ board }: Pack): PackDatum[] {
  const unitOf = (unit: string) =>
    ({ money: board.currency, share: 'share', workflows: 'count', count: 'count', usd: 'USD' })[unit] ?? unit;
  return board.metrics.flatMap((metric) => {
    const unit = unitOf(metric.unit);
    return of('metrics', [
      [metric.key, 'value', unit, metric.value],
      [metric.key, 'target', unit, metric.target?.value ?? null],
      [metric.key, 'before', unit, metric.previous.value],
      [metric.key, 'coverage', 'share', metric.coverage],
      ...metric.inputs.map((input): Line => [metric.key, input.key, unitOf(input.unit), input.value]),
      ...metric.trend.map(({ month, value }): Line => [metric.key, month, unit, value]),
    ]);
  });
}

function bridge({ board }: Pack): PackDatum[] {
  const { before, after, change, parts } = board.bridge.total;
  return of('bridge', [
    ['', 'before', board.currency, before.value],
    ...(parts ?? []).map(({ part, amount }): Line => ['', part, board.currency, amount]),
    ['', 'after', board.currency, after.value],
    ['', 'change', board.currency, change.value],
  ]);
}

function departments({ board: { departments: rows, currency } }: Pack): PackDatum[] {
  return rows.flatMap(({ key, effectiveCost, previous, share }) =>
    of('departments', [
      [key ?? '', 'effective_cost', currency, effectiveCost.value],
      [key ?? '', 'effective_cost_before', currency, previous.value],
      [key ?? '', 'share', 'share', share],
    ]),
  );
}

function workflows({ board: { workflows: rows, currency } }: Pack): PackDatum[] {
  return rows.flatMap((row) =>
    of('workflows', [
      [row.workflow, 'outcomes', 'count', row.outcome ? row.outcomes : null],
      [row.workflow, 'effective_cost', currency, row.effectiveCost.value],
      [row.workflow, 'outcome_value', currency, row.outcomeValue],
      [row.workflow, 'cost_per_outcome', currency, row.costPerOutcome],
      [row.workflow, 'value_per_outcome', currency, row.valuePerOutcome],
      [row.workflow, 'rework_share', 'share', row.reworkShare],
      [row.workflow, 'margin', currency, row.margin],
    ]),
  );
}

/** Two budgets may have one name. */
export const budgetItem = ({ id, name }: { id: string; name: string }): string => `${name} #${id}`;

function budgets({ board }: Pack): PackDatum[] {
  return board.budgets.flatMap(({ id, name, unit, currency, limit, spent, reserved, used, state }) => {
    const measuredIn = unit === 'currency' ? (currency ?? board.currency) : 'tokens';
    const item = budgetItem({ id, name });
    return of('budgets', [
      [item, 'limit', measuredIn, limit],
      [item, 'spent', measuredIn, spent],
      [item, 'reserved', measuredIn, reserved],
      [item, 'used', 'share', used],
      [item, 'state', 'text', state],
    ]);
  });
}

function forecast({ board: { forecast: made, envelope, currency } }: Pack): PackDatum[] {
  const ends = made.forecast?.ends ?? [];
  return of('forecast', [
    ...ends.flatMap(({ key, actual, expected, total, intervals: { p80, p95 } }): Line[] => [
      [key, 'actual', currency, actual],
      [key, 'expected', currency, expected],
      [key, 'total', currency, total],
      [key, 'p80_low', currency, p80.low],
      [key, 'p80_high', currency, p80.high],
      [key, 'p95_low', currency, p95.low],
      [key, 'p95_high', currency, p95.high],
    ]),
    ...(envelope ? [['', 'envelope', envelope.currency, envelope.amount] satisfies Line] : []),
  ]);
}

function savings({ board }: Pack): PackDatum[] {
  return board.savings.flatMap(({ name, state, savingMonthly }) =>
    of('savings', [
      [name, 'state', 'text', state],
      [name, 'saving_monthly', board.currency, savingMonthly],
    ]),
  );
}

function basis({ board }: Pack): PackDatum[] {
  return [
    ...of(
      'pack',
      board.fx.map(({ from, to, rate }): Line => [`${from} – ${to}`, 'fx_per_usd', board.currency, rate]),
    ),
    ...of(
      'price_lists',
      board.priceSources.map(
        ({ list, source, effectiveCost }): Line => [
          `${list}: ${source}`,
          'effective_cost',
          board.currency,
          effectiveCost,
        ],
      ),
    ),
    ...of(
      'restatements',
      board.restatements.flatMap(({ month, frozen, now, difference }): Line[] => [
        [month, 'frozen', board.currency, frozen],
        [month, 'ledger_now', board.currency, now],
        [month, 'difference', board.currency, difference],
      ]),
    ),
    ...of(
      'restatements',
      board.restatements.flatMap(({ month, outcomes = [] }) =>
        outcomes.flatMap(({ workflow, frozen, now, worth }): Line[] => [
          [`${month} ${workflow}`, 'outcomes_frozen', 'count', frozen],
          [`${month} ${workflow}`, 'outcomes_now', 'count', now],
          [`${month} ${workflow}`, 'outcome_value_difference', board.currency, worth?.difference ?? null],
        ]),
      ),
    ),
  ];
}
