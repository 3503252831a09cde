import { asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { getOrganisation } from '../../access/server/get-organisation';
import { invalid } from '../../errors';
import { type Currency, type FxRate, LEDGER_CURRENCY } from '../../money/currency';
import { type InstantRange, type Period, previousPeriod, toInstants } from '../../time/period';
import { type Cover, coverOf } from '../cover';
import type { Bucket, Resolved } from '../dto';
import { type Cell, type Dimension, needsUsers, type UsageQuery, WHOLE } from '../query';
import { bucketsOf, segmentsOf } from '../segments';
import { moneyPlaces, type SumKey } from '../sums';
import { type Group, runScan } from './scan';
import { hourlySource, type Source, usageSource, userAndWholeSource, userSource } from './sources';
import { conditions } from './where';

const DEFAULT_ZONE = 'Asia/Hong_Kong';

/** A query with everything that answering it needs. */
export interface Asked {
  resolved: Resolved;
  scope: TeamScope;
  rates: FxRate[];
}

export async function resolveQuery(db: Queryable, query: UsageQuery, scope: TeamScope): Promise<Asked> {
  const [organisation, rates, limitedToTeams] = await Promise.all([
    getOrganisation(db),
    loadRates(db, query.currency),
    teamKeys(db, scope),
  ]);
  const resolved: Resolved = {
    query,
    period: query.period,
    previousPeriod: query.compare ? previousPeriod(query.period) : null,
    timeZone: organisation?.timeZone ?? DEFAULT_ZONE,
    currency: query.currency,
    limitedToTeams,
  };
  return { resolved, scope, rates };
}

async function loadRates(db: Queryable, currency: Currency): Promise<FxRate[]> {
  if (currency === LEDGER_CURRENCY) return [];
  const rows = await db
    .select()
    .from(fxRates)
    .where(eq(fxRates.quote, currency))
    .orderBy(asc(fxRates.validFrom));
  return rows.map((row) => ({ ...row, id: row.id.toString(), quote: currency }));
}

async function teamKeys(db: Queryable, scope: TeamScope): Promise<string[] | null> {
  if (scope === 'all') return null;
  if (scope.length === 0) return [];
  const rows = await db
    .select({ key: teams.key })
    .from(teams)
    .where(inArray(teams.id, [...scope]))
    .orderBy(asc(teams.key));
  return rows.map((row) => row.key);
}

/** A slice of time: days, or with `hours` the instants between. */
export interface Slot {
  period: Period;
  hours: InstantRange | null;
}

interface Read {
  slot: Slot;
  dimensions?: readonly Dimension[];
  buckets?: readonly Bucket[];
  cell?: Cell;
  sums: readonly SumKey[];
}

/** Adds up one slice of the query: by the dimensions asked for, and by bucket where there are buckets. */
export function readGroups(db: Queryable, asked: Asked, read: Read): Promise<Group[]> {
  const { query } = asked.resolved;
  const buckets = read.buckets ?? [];
  const { period } = read.slot;
  const segments = segmentsOf(period, query.currency, asked.rates, buckets);
  const cover = coverOf(
    period,
    segments.map((segment) => segment.start),
  );
  return runScan(db, {
    source: splitsByUserAlone(read, query) ? userAndWholeSource(cover) : sourceOf(asked, read.slot, cover),
    where: whereOf(asked, read.cell ?? WHOLE),
    dimensions: read.dimensions ?? [],
    segments,
    byBucket: buckets.length > 0,
    sums: read.sums,
    moneyPlaces: moneyPlaces(query.currency),
  });
}

/** By user, with no filter and no cell that asks for some users only. */
function splitsByUserAlone(read: Read, query: UsageQuery): boolean {
  if (read.slot.hours || !read.dimensions?.includes('user')) return false;
  const isWhole = !read.cell || read.cell.keys.length === 0;
  return isWhole && query.filters.every((filter) => filter.dimension !== 'user');
}

export function whereOf(asked: Asked, cell: Cell): SQL[] {
  const { dimensions, filters } = asked.resolved.query;
  return conditions({ dimensions, filters, cell }, asked.scope);
}

/** Hours come from the hourly rollup, users from their own; everything else by the months and days of the cover. */
export function sourceOf(asked: Asked, slot: Slot, cover: Cover = coverOf(slot.period, [])): Source {
  if (slot.hours) return hourlySource(slot.hours);
  return needsUsers(asked.resolved.query) ? userSource(cover) : usageSource(cover);
}

export const bucketsFor = (asked: Asked): Bucket[] =>
  bucketsOf(asked.resolved.period, asked.resolved.query.grain, asked.resolved.timeZone);

/** Whole days of the organisation. */
export const daysSlot = (period: Period): Slot => ({ period, hours: null });

/** The period as its buckets need it: from the hourly rollup where they are hours. */
export function bucketsSlot(asked: Asked): Slot {
  const { query, period, timeZone } = asked.resolved;
  return { period, hours: query.grain === 'hour' ? toInstants(period, timeZone) : null };
}

/** The slot a cell is about: the period or the previous one, or one bucket. */
export function slotOf(asked: Asked, cell: Cell): Slot {
  if (cell.bucket === null) {
    const { period } = asked.resolved;
    return daysSlot(cell.previous ? previousPeriod(period) : period);
  }
  const bucket = bucketsFor(asked).find((one) => one.start === cell.bucket);
  if (!bucket) throw invalid(`${cell.bucket} is not a bucket of this period and grain.`);
  const period = { from: bucket.from, to: bucket.to };
  if (bucket.grain !== 'hour') return daysSlot(period);
  const from = new Date(bucket.start);
  return { period, hours: { from, to: new Date(from.getTime() + 3_600_000) } };
}
