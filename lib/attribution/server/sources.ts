import { type SQL, sql } from 'drizzle-orm';
import type { InstantRange, Period } from '../../time/period';
import type { Segment } from '../segments';

/** Where figures are read from, as alias `u`. `slot` is the column that time is cut by. */
export interface Source {
  table: SQL;
  within: SQL;
  slot: SQL;
  slotType: SQL;
}

const MEASURE_COLUMNS = [
  'events',
  'requests',
  'errors',
  'retries',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'output_tokens',
  'reasoning_tokens',
  'list_cost',
  'effective_cost',
];
const KEY_COLUMNS = sql.raw('day, attribution_id, model_id, service_tier, task_class, price_version_id');
const PLUS = sql.raw(MEASURE_COLUMNS.join(', '));
const MINUS = sql.raw(MEASURE_COLUMNS.map((column) => `-${column}`).join(', '));

const daysWithin = (period: Period): SQL => sql`u.day >= ${period.from}::date and u.day < ${period.to}::date`;

export const dailySource = (period: Period): Source => ({
  table: sql`usage_daily u`,
  within: daysWithin(period),
  slot: sql`u.day`,
  slotType: sql`date`,
});

export const hourlySource = ({ from, to }: InstantRange): Source => ({
  table: sql`usage_hourly u`,
  within: sql`u.hour >= ${from.toISOString()}::timestamptz and u.hour < ${to.toISOString()}::timestamptz`,
  slot: sql`u.hour`,
  slotType: sql`timestamptz`,
});

/** Usage by user; what names no user is the whole minus all users, exactly, with a null user. */
export const userSource = (period: Period): Source => ({
  ...dailySource(period),
  table: sql`(
    select ${KEY_COLUMNS}, user_id, ${PLUS} from usage_user_daily
    union all select ${KEY_COLUMNS}, null::bigint, ${PLUS} from usage_daily
    union all select ${KEY_COLUMNS}, null::bigint, ${MINUS} from usage_user_daily
  ) u`,
});

/** Which segment a row lies in, from 1. */
export function segmentNumber(source: Source, segments: readonly Segment[]): SQL {
  if (segments.length <= 1) return sql`1`;
  const starts = sql.join(
    segments.map((segment) => sql`${segment.start}`),
    sql`, `,
  );
  return sql`width_bucket(${source.slot}, array[${starts}]::${source.slotType}[])`;
}
