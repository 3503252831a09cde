import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { toUnits } from '../figure';
import type { Dimension, Key } from '../query';
import type { Segment } from '../segments';
import { emptySums, MONEY_SUMS, type MoneySum, type SumKey, type Sums } from '../sums';
import { ATTRIBUTION_TABLES, dimensionColumn, MODEL_TABLES } from './dimension-columns';
import { type Source, segmentNumber } from './sources';

export interface Scan {
  source: Source;
  where: readonly SQL[];
  dimensions: readonly Dimension[];
  segments: readonly Segment[];
  byBucket: boolean;
  sums: readonly SumKey[];
  moneyPlaces: number;
}

export interface Group {
  key: Key;
  bucket: number;
  sums: Sums;
}

const TOKENS = sql.raw(
  'u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens + u.output_tokens + u.reasoning_tokens',
);

const COLUMNS: Record<SumKey, SQL> = {
  events: sql`sum(u.events)`,
  requests: sql`sum(u.requests)`,
  unpriced_requests: sql`sum(u.requests) filter (where u.price_version_id = 0)`,
  unpriced_tokens: sql`sum(${TOKENS}) filter (where u.price_version_id = 0)`,
  errors: sql`sum(u.errors)`,
  retries: sql`sum(u.retries)`,
  input: sql`sum(u.input_tokens)`,
  cache_read: sql`sum(u.cache_read_tokens)`,
  cache_write: sql`sum(u.cache_write_5m_tokens + u.cache_write_1h_tokens)`,
  output: sql`sum(u.output_tokens)`,
  reasoning: sql`sum(u.reasoning_tokens)`,
  tokens: sql`sum(${TOKENS})`,
  effective_cost: sql`sum(u.effective_cost)`,
  list_cost: sql`sum(u.list_cost)`,
};

const ID_COLUMNS = {
  attribution: sql`u.attribution_id`,
  model: sql`u.model_id`,
  service_tier: sql`u.service_tier`,
  task_class: sql`u.task_class`,
  user: sql`u.user_id`,
} as const;

const commas = (parts: SQL[]): SQL => sql.join(parts, sql`, `);
const isMoney = (key: SumKey): key is MoneySum => (MONEY_SUMS as readonly string[]).includes(key);

/** The narrow pass over the rollup: by ids and segment, nothing joined. */
function innerQuery(scan: Scan): SQL {
  const from = new Set(scan.dimensions.map((dimension) => dimensionColumn(dimension).from));
  const ids = [...from].map((name) => ID_COLUMNS[name]);
  const sums = scan.sums.map((key) => sql`${COLUMNS[key]} as ${sql.identifier(key)}`);
  const positions = sql.raw(Array.from({ length: ids.length + 1 }, (_, index) => index + 1).join(', '));
  return sql`select ${commas([...ids, sql`${segmentNumber(scan.source, scan.segments)} as segment`, ...sums])}
    from ${scan.source.table}
    where ${sql.join([scan.source.within, ...scan.where], sql` and `)}
    group by ${positions}`;
}

function joins(scan: Scan): SQL {
  const from = new Set(scan.dimensions.map((dimension) => dimensionColumn(dimension).from));
  const parts: SQL[] = [];
  if (from.has('attribution')) parts.push(sql`join (${ATTRIBUTION_TABLES}) on a.id = u.attribution_id`);
  if (from.has('model')) parts.push(sql`join (${MODEL_TABLES}) on m.id = u.model_id`);
  if (from.has('user')) parts.push(sql`left join usage_users uu on uu.id = u.user_id`);
  return sql.join(parts, sql` `);
}

function segmentTable(segments: readonly Segment[]): SQL {
  const rows = segments.map(
    (segment, index) => sql`(${index + 1}::int, ${segment.bucket}::int, ${segment.rate}::numeric)`,
  );
  return sql`(values ${commas(rows)}) as f(segment, bucket, rate)`;
}

function outerSum(key: SumKey): SQL {
  const column = sql.identifier(key);
  return isMoney(key)
    ? sql`sum(u.${column} * f.rate) as ${column}, bool_or(u.${column} <> 0 and f.rate is null) as ${sql.identifier(`${key}_missing`)}`
    : sql`sum(u.${column}) as ${column}`;
}

/** The whole query: the narrow pass, then values, rates and buckets joined to its few rows. */
export function scanQuery(scan: Scan): SQL {
  const keys = scan.dimensions.map((dimension, index) => {
    const { value } = dimensionColumn(dimension);
    return sql`${value} as ${sql.identifier(`k${index}`)}`;
  });
  const bucket = scan.byBucket ? sql`f.bucket` : sql`0`;
  const positions = sql.raw(Array.from({ length: keys.length + 1 }, (_, index) => index + 1).join(', '));
  return sql`select ${commas([...keys, sql`${bucket} as bucket`, ...scan.sums.map(outerSum)])}
    from (${innerQuery(scan)}) u
    join ${segmentTable(scan.segments)} on f.segment = u.segment
    ${joins(scan)}
    group by ${positions}`;
}

/** Runs the scan. Counts are whole numbers, money is at 10^-moneyPlaces of the reading currency. */
export async function runScan(db: Queryable, scan: Scan): Promise<Group[]> {
  const rows = await db.execute<Record<string, string | number | boolean | null>>(scanQuery(scan));
  return rows.map((row) => ({
    key: scan.dimensions.map((_, index) => textOrNull(row[`k${index}`])),
    bucket: Number(row.bucket),
    sums: readSums(row, scan),
  }));
}

function readSums(row: Record<string, unknown>, scan: Scan): Sums {
  const sums = emptySums();
  for (const key of scan.sums) {
    const text = textOrNull(row[key]) ?? '0';
    sums[key] = isMoney(key) ? toUnits(text, scan.moneyPlaces) : BigInt(text);
    if (isMoney(key) && row[`${key}_missing`] === true) sums.missingRate = true;
  }
  return sums;
}

const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
