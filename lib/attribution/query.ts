// The small build of zod: the Explore page reads its address with these schemas in the browser too.
import * as z from 'zod/mini';
import { CURRENCIES } from '../money/currency';
import { daysBetween, GRAINS } from '../time/days';

/** What usage can be split and filtered by. Free tags are `tag:<key>`. */
export const FIXED_DIMENSIONS = [
  'team',
  'department',
  'feature',
  'workflow',
  'customer_segment',
  'business_process',
  'environment',
  'region',
  'provider',
  'model',
  'tier',
  'service_tier',
  'task_class',
  'user',
] as const;
export type FixedDimension = (typeof FIXED_DIMENSIONS)[number];
export type Dimension = FixedDimension | `tag:${string}`;

/** The dimensions that are tags on the event: they can be missing or wait to be adopted. */
export const TAG_DIMENSIONS = [
  'team',
  'feature',
  'workflow',
  'customer_segment',
  'business_process',
  'environment',
  'region',
] as const satisfies readonly FixedDimension[];
export type TagDimension = (typeof TAG_DIMENSIONS)[number];

export const isDimension = (text: string): text is Dimension =>
  (FIXED_DIMENSIONS as readonly string[]).includes(text) || /^tag:[a-z0-9][a-z0-9_.-]{0,62}$/.test(text);

export const freeTagOf = (dimension: Dimension): string | null =>
  dimension.startsWith('tag:') ? dimension.slice(4) : null;

/** money: in the query's currency. count: whole numbers. ratio: computed from sums, never averaged. */
export type MeasureKind = 'money' | 'count' | 'ratio';

/** `unit` of a ratio says how to print it: an amount of money or a share between 0 and 1. */
export const MEASURES = {
  effective_cost: { kind: 'money' },
  list_cost: { kind: 'money' },
  requests: { kind: 'count' },
  input: { kind: 'count' },
  cache_read: { kind: 'count' },
  cache_write: { kind: 'count' },
  output: { kind: 'count' },
  reasoning: { kind: 'count' },
  tokens: { kind: 'count' },
  cost_per_request: { kind: 'ratio', unit: 'money' },
  cache_hit_share: { kind: 'ratio', unit: 'share' },
  errors: { kind: 'count' },
  retries: { kind: 'count' },
} as const satisfies Record<string, { kind: MeasureKind; unit?: 'money' | 'share' }>;
export type Measure = keyof typeof MEASURES;
export const MEASURE_KEYS = Object.keys(MEASURES) as Measure[];

export const isMeasure = (text: string): text is Measure => text in MEASURES;
/** Printed in the reading currency. */
export const isMoneyMeasure = (measure: Measure): boolean =>
  MEASURES[measure].kind === 'money' || measure === 'cost_per_request';

/** Hour buckets are limited so that a chart stays readable and an answer small. */
export const MAX_HOUR_GRAIN_DAYS = 62;
export const MAX_PERIOD_DAYS = 366 * 6;
export const MAX_FILTER_VALUES = 500;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const day = z
  .string()
  .check(z.refine(isDay, { message: 'write a day that exists, as YYYY-MM-DD', abort: true }));

export const periodSchema = z.object({ from: day, to: day }).check(
  z.refine((period) => period.from < period.to, {
    message: 'the period must end after it starts',
    path: ['to'],
    abort: true,
  }),
  z.refine((period) => daysBetween(period.from, period.to) <= MAX_PERIOD_DAYS, {
    message: 'choose a period of at most six years',
    path: ['to'],
  }),
);

export const dimensionSchema = z.custom<Dimension>(
  (value) => typeof value === 'string' && isDimension(value),
  'this is not something usage can be split by',
);

/** A value of a dimension; null is untagged (or: nothing known). */
const keySchema = z.nullable(z.string().check(z.maxLength(300)));

export const filterSchema = z.object({
  dimension: dimensionSchema,
  values: z.array(keySchema).check(z.minLength(1), z.maxLength(MAX_FILTER_VALUES)),
  exclude: z._default(z.boolean(), false),
});
export type Filter = z.output<typeof filterSchema>;

export const measureSchema = z.enum(MEASURE_KEYS as [Measure, ...Measure[]]);

export const usageQuerySchema = z
  .object({
    /** Half-open days in the organisation's zone. */
    period: periodSchema,
    /** Also answer for `previousPeriod(period)`. */
    compare: z._default(z.boolean(), false),
    dimensions: z._default(
      z.array(dimensionSchema).check(
        z.maxLength(2, 'split by at most two dimensions'),
        z.refine((keys) => new Set(keys).size === keys.length, 'choose two different dimensions'),
      ),
      [],
    ),
    filters: z._default(z.array(filterSchema).check(z.maxLength(20)), []),
    grain: z._default(z.nullable(z.enum(GRAINS as ['hour', 'day', 'week', 'month'])), null),
    /** The first measure decides order and share. */
    measures: z._default(
      z.array(measureSchema).check(
        z.minLength(1, 'choose at least one measure'),
        z.refine((keys) => new Set(keys).size === keys.length, 'choose each measure once'),
      ),
      ['effective_cost'],
    ),
    currency: z.enum(CURRENCIES),
  })
  .check(
    z.refine(
      (query) =>
        query.grain !== 'hour' || daysBetween(query.period.from, query.period.to) <= MAX_HOUR_GRAIN_DAYS,
      {
        message: `by the hour, choose a period of at most ${MAX_HOUR_GRAIN_DAYS} days`,
        path: ['grain'],
      },
    ),
    z.refine((query) => query.grain !== 'hour' || !usesUser(query), {
      message: 'by user, the finest grain is a day',
      path: ['grain'],
    }),
  );

/** The one value behind every split: measures × dimensions × filters × grain × currency over a period. */
export type UsageQuery = z.output<typeof usageQuerySchema>;

function usesUser(query: { dimensions: Dimension[]; filters: { dimension: Dimension }[] }): boolean {
  return query.dimensions.includes('user') || query.filters.some((filter) => filter.dimension === 'user');
}
export const needsUsers = (query: Pick<UsageQuery, 'dimensions' | 'filters'>): boolean => usesUser(query);

/** One value per dimension of the query, in the order of `dimensions`. */
export type Key = (string | null)[];

/**
 * A cell of an answer, to drill into or explain: the rows with these keys (or, with `exclude`, all others:
 * the "everything else" row), in one time bucket or the whole period. No keys and no exclude: the total.
 */
export const cellSchema = z.object({
  keys: z._default(
    z.array(z.array(keySchema).check(z.maxLength(2))).check(z.maxLength(MAX_FILTER_VALUES)),
    [],
  ),
  exclude: z._default(z.boolean(), false),
  /** `start` of a bucket in the answer. */
  bucket: z._default(z.nullable(z.string().check(z.maxLength(40))), null),
  /** Look at the previous period instead. */
  previous: z._default(z.boolean(), false),
});
export type Cell = z.output<typeof cellSchema>;

export const WHOLE: Cell = { keys: [], exclude: false, bucket: null, previous: false };
