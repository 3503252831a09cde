import type { Bucket, EventRow, Figure, SplitRow, UsageSplit } from './dto';
import { freeTagOf, isMoneyMeasure, type Measure, TAG_DIMENSIONS } from './query';

/** Excel reads UTF-8 only where the file says so. */
export const BOM = '\uFEFF';

/** Spreadsheets run text that starts like a formula. An apostrophe makes it text again. */
const FORMULA = /^[=+\-@\t\r]/;

/** A field of text someone else wrote. */
export function textField(text: string | null): string {
  if (text === null) return '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A decimal string or a name of ours: written as it is, so that it can be read back. */
const plainField = (value: string | null | undefined): string => value ?? '';

export const csvLine = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;

const valueOrReason = (figure: Figure | undefined): string[] => [
  plainField(figure?.value),
  plainField(figure?.reason),
];

/** Column names: a money measure says its currency, so that a column can never be read in another. */
const heading = (measure: Measure, currency: string): string =>
  isMoneyMeasure(measure) ? `${measure}_${currency.toLowerCase()}` : measure;

/**
 * A split as CSV, one line per row and time bucket; exact, nothing rounded. Money with no value is empty and
 * its reason is in the next column. The "everything else" row is marked in `row`.
 */
export function* splitCsv(split: UsageSplit): Generator<string> {
  const { measures, dimensions } = split.query;
  const names = dimensions.map((dimension) => freeTagOf(dimension) ?? dimension);
  const headings = measures.map((measure) => heading(measure, split.currency));
  const isBucketed = split.buckets.length > 0;
  const figures = isBucketed
    ? headings
    : [
        ...headings.flatMap((name, index) =>
          measures[index] && isMoneyMeasure(measures[index]) ? [name, `${name}_reason`] : [name],
        ),
        'events',
        'unpriced_requests',
        'unpriced_tokens',
        ...(split.previousPeriod ? headings.map((name) => `previous_${name}`) : []),
      ];
  yield csvLine([
    'period_start',
    'period_end',
    'row',
    ...names.flatMap((name) => [name, `${name}_name`]),
    ...figures,
  ]);
  for (const row of split.rows) {
    if (isBucketed) {
      for (const [index, bucket] of split.buckets.entries())
        yield csvLine([
          ...timeFields(bucket),
          ...keyFields(row, names.length),
          ...bucketFields(row, measures, index),
        ]);
    } else {
      const time = [split.period.from, split.period.to];
      yield csvLine([...time, ...keyFields(row, names.length), ...rowFields(row, split)]);
    }
  }
}

const timeFields = (bucket: Bucket): string[] =>
  bucket.grain === 'hour' ? [bucket.start, ''] : [bucket.from, bucket.to];

function keyFields(row: SplitRow, dimensions: number): string[] {
  if (row.kind === 'rest') return [`everything else (${row.restOf})`, ...Array(dimensions * 2).fill('')];
  return ['group', ...row.labels.flatMap(({ value, label }) => [textField(value), textField(label)])];
}

const bucketFields = (row: SplitRow, measures: readonly Measure[], index: number): string[] =>
  measures.map((measure) => plainField(row.series?.[measure]?.[index]));

function rowFields(row: SplitRow, split: UsageSplit): string[] {
  const { measures } = split.query;
  return [
    ...measures.flatMap((measure) =>
      isMoneyMeasure(measure)
        ? valueOrReason(row.figures[measure])
        : [plainField(row.figures[measure]?.value)],
    ),
    row.events,
    row.unpriced.requests,
    row.unpriced.tokens,
    ...(split.previousPeriod
      ? measures.map((measure) => plainField(row.previous?.figures[measure]?.value))
      : []),
  ];
}

const EVENT_COLUMNS: [name: string, field: (event: EventRow) => string][] = [
  ['time', (e) => e.occurredAt],
  ['source', (e) => textField(e.source)],
  ['id', (e) => textField(e.id)],
  ['team', (e) => textField(e.team.key)],
  ['reported_team', (e) => textField(e.reportedTeam)],
  ...TAG_DIMENSIONS.filter((tag) => tag !== 'team').map((tag): [string, (event: EventRow) => string] => [
    tag,
    (e) => textField(e.tags[tag] ?? null),
  ]),
  ['provider', (e) => textField(e.provider)],
  ['model', (e) => textField(e.model)],
  ['requested_model', (e) => textField(e.requestedModel)],
  ['service_tier', (e) => e.serviceTier],
  ['task_class', (e) => textField(e.taskClass)],
  ['status', (e) => e.status],
  ['attempt', (e) => String(e.attempt)],
  ['requests', (e) => e.requests],
  ['input', (e) => e.tokens.input],
  ['cache_read', (e) => e.tokens.cache_read],
  ['cache_write_5m', (e) => e.tokens.cache_write_5m],
  ['cache_write_1h', (e) => e.tokens.cache_write_1h],
  ['output', (e) => e.tokens.output],
  ['reasoning', (e) => e.tokens.reasoning],
  ['list_cost_usd', (e) => plainField(e.listCost)],
  ['effective_cost_usd', (e) => plainField(e.effectiveCost)],
  ['unpriced_reason', (e) => plainField(e.unpricedReason)],
  ['price_version', (e) => plainField(e.priceVersion?.id)],
  ['price_list', (e) => textField(e.priceVersion?.list ?? null)],
  ['repriced', (e) => String(e.repriced)],
  ['user', (e) => textField(e.user)],
  ['trace_id', (e) => textField(e.traceId)],
  ['task_id', (e) => textField(e.taskId)],
];

export const eventsCsvHeading = (): string => csvLine(EVENT_COLUMNS.map(([name]) => name));

export const eventsCsv = (rows: readonly EventRow[]): string =>
  rows.map((event) => csvLine(EVENT_COLUMNS.map(([, field]) => field(event)))).join('');
