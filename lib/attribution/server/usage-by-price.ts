import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { Rates, ServiceTier, TokenClass } from '../../pricing/rates';
import type { Period } from '../../time/period';
import { coverOf } from '../cover';
import { toUnits } from '../figure';
import { type Dimension, WHOLE } from '../query';
import { segmentsOf } from '../segments';
import { moneyPlaces } from '../sums';
import { ATTRIBUTION_TABLES, dimensionColumn, MODEL_TABLES } from './dimension-columns';
import { type Asked, daysSlot, sourceOf, whereOf } from './resolve';
import { rateOfRow } from './scan';

/** Usage of one value of a dimension, model, service tier and price version over some days: exact sums. */
export interface UsageByPrice {
  /** Null: untagged, or no dimension was asked for. */
  member: string | null;
  model: string;
  serviceTier: ServiceTier;
  /** Null: no price. */
  version: { id: string; rates: Rates | null } | null;
  requests: bigint;
  quantities: Record<TokenClass, bigint>;
  /** 10⁻¹² USD. */
  effectiveCost: bigint;
  /** At 10^-moneyPlaces of the reading currency, each day at its own rate; null where a day has none. */
  amount: bigint | null;
}

interface Row extends Record<string, unknown> {
  member: string | null;
  model: string;
  service_tier: ServiceTier;
  version: string;
  rates: Rates | null;
  requests: string;
  input: string;
  cache_read: string;
  cache_write_5m: string;
  cache_write_1h: string;
  output: string;
  reasoning: string;
  effective_cost: string;
  amount: string | null;
  unrated: string;
}

const SUMS = [
  'events',
  'requests',
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
  'effective_cost',
  'amount',
  'unrated',
];
const outer = sql.raw(SUMS.map((name) => `sum(u.${name})::text as ${name}`).join(', '));

/** A dimension of what an attribution says: those that a member of the organisation can be. */
function memberColumn(dimension: Dimension | null): SQL {
  if (dimension === null) return sql`null::text`;
  const { from, value } = dimensionColumn(dimension);
  if (from !== 'attribution') throw new RangeError(`${dimension} is not what usage is attributed to.`);
  return value;
}

/** Reads the rollups of a period within the query's filters and the reader's scope. */
export async function readUsageByPrice(
  db: Queryable,
  asked: Asked,
  period: Period,
  dimension: Dimension | null,
): Promise<UsageByPrice[]> {
  const { currency } = asked.resolved;
  const segments = segmentsOf(period, currency, asked.rates, []);
  const cover = coverOf(
    period,
    segments.map((segment) => segment.start),
  );
  const source = sourceOf(asked, daysSlot(period), cover);
  const rate = rateOfRow({ source, segments });
  const where = sql.join([source.within, ...whereOf(asked, WHOLE)], sql` and `);
  const rows = await db.execute<Row>(sql`
    with used as (
      select u.attribution_id, u.model_id, u.service_tier, u.price_version_id, sum(u.events) as events,
        sum(u.requests) as requests, sum(u.input_tokens) as input, sum(u.cache_read_tokens) as cache_read,
        sum(u.cache_write_5m_tokens) as cache_write_5m, sum(u.cache_write_1h_tokens) as cache_write_1h,
        sum(u.output_tokens) as output, sum(u.reasoning_tokens) as reasoning,
        sum(u.effective_cost) as effective_cost, sum(u.effective_cost * ${rate}) as amount,
        coalesce(sum(u.effective_cost) filter (where ${rate} is null), 0) as unrated
      from ${source.table} where ${where} group by 1, 2, 3, 4
    )
    select k.*, v.rates from (
      select ${memberColumn(dimension)} as member, p.key || '/' || mr.key as model, u.service_tier,
        u.price_version_id::text as version, ${outer}
      from used u join (${ATTRIBUTION_TABLES}) on a.id = u.attribution_id
      join (${MODEL_TABLES}) on m.id = u.model_id
      group by 1, 2, 3, 4 having sum(u.events) > 0
    ) k left join price_versions v on v.id = k.version::bigint
    order by 1, 2, 3, 4`);
  return rows.map((row) => usageOf(row, moneyPlaces(currency)));
}

const usageOf = (row: Row, places: number): UsageByPrice => ({
  member: row.member,
  model: row.model,
  serviceTier: row.service_tier,
  version: row.version === '0' ? null : { id: row.version, rates: row.rates },
  requests: BigInt(row.requests),
  quantities: {
    input: BigInt(row.input),
    cacheRead: BigInt(row.cache_read),
    cacheWrite5m: BigInt(row.cache_write_5m),
    cacheWrite1h: BigInt(row.cache_write_1h),
    output: BigInt(row.output),
    reasoning: BigInt(row.reasoning),
  },
  effectiveCost: toUnits(row.effective_cost, 12),
  amount: toUnits(row.unrated, 12) === 0n ? toUnits(row.amount ?? '0', places) : null,
});
