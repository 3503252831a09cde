import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { toUnits } from '../figure';
import type { Dimension, Key } from '../query';
import type { Segment } from '../segments';
import { type CountSum, emptySums, MONEY_SUMS, type MoneySum, type SumKey, type Sums } from '../sums';
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

const COLUMNS: Record<CountSum, SQL> = {
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
};

const MONEY: Record<MoneySum, SQL> = {
  effective_cost: sql`u.effective_cost`,
  list_cost: sql`u.list_cost`,
};

const commas = (parts: SQL[]): SQL => sql.join(parts, sql`, `);
const isMoney = (key: SumKey): key is MoneySum => (MONEY_SUMS as readonly string[]).includes(key);

const positions = (count: number): SQL =>
  sql.raw(Array.from({ length: count }, (_, index) => index + 1).join(', '));

/** The keys of each attribution and model, worked out once and not for each rollup row. */
const LISTS = {
  attribution: { name: sql`ka`, id: sql`a.id`, column: sql`u.attribution_id`, tables: ATTRIBUTION_TABLES },
  model: { name: sql`km`, id: sql`m.id`, column: sql`u.model_id`, tables: MODEL_TABLES },
  user: { name: sql`ku`, id: sql`uu.id`, column: sql`u.user_id`, tables: sql`usage_users uu` },
} as const;
type Listed = keyof typeof LISTS;

const keyName = (index: number): SQL => sql`${sql.identifier(`k${index}`)}`;

function keysFrom(scan: Scan, list: Listed): { value: SQL; name: SQL }[] {
  return scan.dimensions.flatMap((dimension, index) => {
    const { from, value } = dimensionColumn(dimension);
    return from === list ? [{ value, name: keyName(index) }] : [];
  });
}

const listsOf = (scan: Scan): Listed[] =>
  (Object.keys(LISTS) as Listed[]).filter((list) => keysFrom(scan, list).length > 0);

function listQuery(scan: Scan, list: Listed): SQL {
  const { name, id, tables } = LISTS[list];
  const keys = keysFrom(scan, list).map((key) => sql`${key.value} as ${key.name}`);
  return sql`${name} as materialized (select ${commas([sql`${id} as id`, ...keys])} from ${tables})`;
}

/** Some usage may lie in a stretch without an exchange rate. */
const mayLackRate = (scan: Scan): boolean => scan.segments.some((segment) => segment.rate === null);

const unrated = (key: SumKey): SQL => sql`${sql.identifier(`${key}_unrated`)}`;

/** The names of what is added up: the sums, and for money what has no exchange rate. */
const sumNames = (scan: Scan): SQL[] => [
  ...scan.sums.map((key) => sql`${sql.identifier(key)}`),
  ...(mayLackRate(scan) ? scan.sums.filter(isMoney).map(unrated) : []),
];

/** One of a list of constants by number, from 1. No join, whose row estimate would be far too low. */
const constant = (values: readonly (string | number | null)[], type: 'int' | 'numeric', number: SQL): SQL =>
  sql`(array[${commas(values.map((value) => sql`${value}`))}]::${sql.raw(type)}[])[${number}]`;

const bucketOfRow = ({ source, segments }: Scan): SQL =>
  constant(
    segments.map((segment) => segment.bucket),
    'int',
    segmentNumber(source, segments),
  );

/** Through the distinct rates: Postgres walks a list of decimals from its start, one of integers it indexes. */
export function rateOfRow({ source, segments }: Pick<Scan, 'source' | 'segments'>): SQL {
  const rates = [...new Set(segments.map((segment) => segment.rate))];
  if (rates.length === 1) return sql`${rates[0] ?? null}::numeric`;
  const numbers = segments.map((segment) => rates.indexOf(segment.rate) + 1);
  return constant(rates, 'numeric', constant(numbers, 'int', segmentNumber(source, segments)));
}

/** Counts stay whole numbers of Postgres, which add up much faster than its decimals. */
function sumColumns(scan: Scan): SQL[] {
  const money = scan.sums.filter(isMoney);
  const rate = rateOfRow(scan);
  return [
    ...scan.sums.map((key) => {
      const sum = isMoney(key) ? sql`sum(${MONEY[key]} * ${rate})` : sql`${COLUMNS[key]}::bigint`;
      return sql`${sum} as ${sql.identifier(key)}`;
    }),
    ...(mayLackRate(scan)
      ? money.map((key) => sql`sum(${MONEY[key]}) filter (where ${rate} is null) as ${unrated(key)}`)
      : []),
  ];
}

const ID_COLUMNS = {
  attribution: sql`attribution_id`,
  model: sql`model_id`,
  service_tier: sql`service_tier`,
  task_class: sql`task_class`,
  user: sql`user_id`,
} as const;

const idsOf = (scan: Scan) => [
  ...new Set(scan.dimensions.map((dimension) => dimensionColumn(dimension).from)),
];

/** The one pass over the rollup, by ids and bucket: nothing is joined to its many rows. */
function innerQuery(scan: Scan): SQL {
  const ids = idsOf(scan).map((from) => sql`u.${ID_COLUMNS[from]}`);
  const bucket = sql`${scan.byBucket ? bucketOfRow(scan) : sql`0`} as bucket`;
  return sql`select ${commas([...ids, bucket, ...sumColumns(scan)])}
    from ${scan.source.table}
    where ${sql.join([scan.source.within, ...scan.where], sql` and `)}
    group by ${positions(ids.length + 1)}`;
}

/** What names no user is the whole less what names one: taken off after the pass, when few rows are left. */
function lessUsers(scan: Scan): SQL {
  const ids = idsOf(scan).map((from) => (from === 'user' ? sql`null` : ID_COLUMNS[from]));
  const sums = sumNames(scan).map((name) => sql`-${name}`);
  return sql`(select * from by_ids
    union all select ${commas([...ids, sql`bucket`, ...sums])} from by_ids where user_id is not null) u`;
}

/** The whole query: the pass by ids, then the values they stand for and the sums by those. */
export function scanQuery(scan: Scan): SQL {
  const lists = listsOf(scan);
  const keys = scan.dimensions.map((dimension, index) => {
    const { from, value } = dimensionColumn(dimension);
    return from in LISTS
      ? sql`${LISTS[from as Listed].name}.${keyName(index)}`
      : sql`${value} as ${keyName(index)}`;
  });
  const joins = lists.map((list) => {
    const { name, column } = LISTS[list];
    return sql`${sql.raw(list === 'user' ? 'left join' : 'join')} ${name} on ${name}.id = ${column}`;
  });
  const sums = sumNames(scan).map((name) => sql`sum(u.${name}) as ${name}`);
  return sql`with ${commas([...lists.map((list) => listQuery(scan, list)), sql`by_ids as (${innerQuery(scan)})`])}
    select ${commas([...keys, sql`u.bucket`, ...sums])}
    from ${scan.source.countsUsersTwice ? lessUsers(scan) : sql`by_ids u`} ${sql.join(joins, sql` `)}
    group by ${positions(keys.length + 1)}`;
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
    if (isMoney(key) && toUnits(textOrNull(row[`${key}_unrated`]) ?? '0', 12) !== 0n) sums.missingRate = true;
  }
  return sums;
}

const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
