import { asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { fxRates, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { getOrganisation } from '../../access/server/get-organisation';
import { invalid } from '../../errors';
import { type Currency, type FxRate, LEDGER_CURRENCY } from '../../money/currency';
import { type InstantRange, type Period, previousPeriod, toInstants } from '../../time/period';
import type { Bucket, Resolved } from '../dto';
import { type Cell, type Dimension, needsUsers, type UsageQuery, WHOLE } from '../query';
import { bucketsOf, segmentsOf } from '../segments';
import { moneyPlaces, type SumKey } from '../sums';
import { type Group, runScan } from './scan';
import { dailySource, hourlySource, type Source, userSource } from './sources';
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
  return runScan(db, {
    source: sourceOf(asked, read.slot),
    where: whereOf(asked, read.cell ?? WHOLE),
    dimensions: read.dimensions ?? [],
    segments: segmentsOf(read.slot.period, query.currency, asked.rates, buckets),
    byBucket: buckets.length > 0,
    sums: read.sums,
    moneyPlaces: moneyPlaces(query.currency),
  });
}

export function whereOf(asked: Asked, cell: Cell): SQL[] {
  const { dimensions, filters } = asked.resolved.query;
  return conditions({ dimensions, filters, cell }, asked.scope);
}

/** Days come from the daily rollup; hours from the hourly one; users from their own. */
export function sourceOf(asked: Asked, slot: Slot): Source {
  if (slot.hours) return hourlySource(slot.hours);
  return needsUsers(asked.resolved.query) ? userSource(slot.period) : dailySource(slot.period);
}

export const bucketsFor = (asked: Asked): Bucket[] =>
  bucketsOf(asked.resolved.period, asked.resolved.query.grain, asked.resolved.timeZone);

/** Whole days, read from the daily rollup. */
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
