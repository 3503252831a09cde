import { type SQL, sql } from 'drizzle-orm';
import type { InstantRange, Period } from '../../time/period';
import type { Cover } from '../cover';
import type { Segment } from '../segments';

/** Where figures are read from, as alias `u`. `slot` is the column that time is cut by. */
export interface Source {
  table: SQL;
  within: SQL;
  slot: SQL;
  slotType: SQL;
  /** Has the whole with a null user beside the users, whose part must still be taken off it. */
  countsUsersTwice?: boolean;
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
const KEY_COLUMNS = 'attribution_id, model_id, service_tier, task_class, price_version_id';
const PLUS = MEASURE_COLUMNS.join(', ');
const MINUS = MEASURE_COLUMNS.map((column) => `-${column}`).join(', ');

function within(slot: 'day' | 'month', stretches: readonly Period[]): SQL {
  const name = sql.identifier(slot);
  const parts = stretches.map(({ from, to }) => sql`(${name} >= ${from}::date and ${name} < ${to}::date)`);
  return sql.join(parts, sql` or `);
}

/** Rows of a monthly and of a daily rollup, whichever the cover needs; those of a month have its first day. */
function rowsOf(kind: 'usage' | 'usage_user', cover: Cover, user: string, measures: string): SQL {
  const columns = sql.raw(`${KEY_COLUMNS}${user}, ${measures}`);
  const part = (slot: 'day' | 'month', table: string, stretches: readonly Period[]) => {
    const rows = sql`select ${sql.identifier(slot)} as day, ${columns} from ${sql.identifier(table)}`;
    return isMixed(cover) ? sql`${rows} where ${within(slot, stretches)}` : rows;
  };
  const parts: SQL[] = [];
  if (cover.months.length > 0) parts.push(part('month', `${kind}_monthly`, cover.months));
  if (cover.days.length > 0) parts.push(part('day', `${kind}_daily`, cover.days));
  return sql.join(parts, sql` union all `);
}

const isMixed = (cover: Cover): boolean => cover.months.length > 0 && cover.days.length > 0;

/** Postgres reads only the columns needed where the condition stands outside, so it stands inside only if it must. */
const daySource = (rows: SQL, cover: Cover): Source => ({
  table: sql`(${rows}) u`,
  within: isMixed(cover) ? sql`true` : sql`(${within('day', [...cover.months, ...cover.days])})`,
  slot: sql`u.day`,
  slotType: sql`date`,
});

/** Usage by the organisation's days and months. */
export const usageSource = (cover: Cover): Source => daySource(rowsOf('usage', cover, '', PLUS), cover);

/** Usage by user; what names no user is the whole minus all users, exactly, with a null user. */
export const userSource = (cover: Cover): Source =>
  daySource(
    sql`${rowsOf('usage_user', cover, ', user_id', PLUS)}
      union all ${rowsOf('usage', cover, ', null::bigint', PLUS)}
      union all ${rowsOf('usage_user', cover, ', null::bigint', MINUS)}`,
    cover,
  );

/** The same for a split by user that no other condition on users limits: fewer rows, and the difference still to take. */
export const userAndWholeSource = (cover: Cover): Source => ({
  ...daySource(
    sql`${rowsOf('usage_user', cover, ', user_id', PLUS)} union all ${rowsOf('usage', cover, ', null::bigint', PLUS)}`,
    cover,
  ),
  countsUsersTwice: true,
});

export const hourlySource = ({ from, to }: InstantRange): Source => ({
  table: sql`usage_hourly u`,
  within: sql`u.hour >= ${from.toISOString()}::timestamptz and u.hour < ${to.toISOString()}::timestamptz`,
  slot: sql`u.hour`,
  slotType: sql`timestamptz`,
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
