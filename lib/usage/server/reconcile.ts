import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import { type ReconciledBudgets, reconcileBudgets } from '../../budgets/server/reconcile-budgets';
import { countOutcomeDifferences } from '../../outcomes/server/rebuild-outcome-days';
import { monthPeriod } from '../../time/fiscal';
import { addMonths, type Period, toInstants } from '../../time/period';
import {
  chargedEvents,
  columnsOf,
  everyDay,
  ROLLUP_MEASURES,
  ROLLUP_TABLES,
  type RollupTable,
  rollupOfEvents,
  rollupRows,
  spanOf,
} from './rollup-tables';

const DEFAULT_ZONE = 'Asia/Hong_Kong';
/** Differences named one by one; all are counted. */
const NAMED = 100;

/** One rollup row that is not what the events say. A side is null where it has no such row. */
export interface RollupDifference {
  table: RollupTable['name'];
  key: Record<string, string>;
  measures: { name: string; events: string | null; rollup: string | null }[];
}

export interface ReconciledMonth {
  /** The organisation's days this covers. */
  period: Period;
  events: string;
  requests: string;
  /** USD, 12 decimals. */
  effectiveCost: string;
  unpricedEvents: string;
  /** Rollup rows that differ, per table. */
  differences: Record<RollupTable['name'], number>;
}

export interface Reconciliation {
  months: ReconciledMonth[];
  /** Events whose identity is not guarded, or identities without an event: 0 where all is well. */
  identityDifference: string;
  /** Days whose sum of outcomes is not that of the outcomes beneath. */
  outcomeDifference: string;
  differences: RollupDifference[];
  differenceCount: number;
  /** Of all time: what budgets counted and hold, compared with usage and open reservations. */
  budgets: ReconciledBudgets;
  agrees: boolean;
}

/**
 * Compares every row of the rollups with the sum of the events beneath (at the newest re-pricing), month by
 * month, then the counters of the budgets with those and with the open reservations, and names what differs. Each
 * comparison is one snapshot, so recording may go on meanwhile.
 */
export const reconcile = question({
  name: 'reconcile',
  permission: 'audit.read',
  input: z.object({ period: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable().default(null) }),
  run: async ({ db, ctx, input }): Promise<Reconciliation> => {
    const timeZone = (await getOrganisation(db))?.timeZone ?? DEFAULT_ZONE;
    const months: ReconciledMonth[] = [];
    const differences: RollupDifference[] = [];
    for (const period of monthsOf(input.period ?? (await everyDay(db, timeZone)))) {
      const found = await compareMonth(db, period, timeZone);
      months.push(found.month);
      differences.push(...found.differences.slice(0, NAMED - differences.length));
    }
    const identityDifference = await countIdentityDifference(db);
    const differenceCount = months.reduce(
      (sum, month) => sum + Object.values(month.differences).reduce((a, b) => a + b, 0),
      0,
    );
    const outcomeDifference = await countOutcomeDifferences(db);
    const budgets = await reconcileBudgets(ctx.db);
    const agrees =
      differenceCount === 0 &&
      identityDifference === '0' &&
      outcomeDifference === '0' &&
      budgets.differences.length === 0;
    return { months, identityDifference, outcomeDifference, differences, differenceCount, budgets, agrees };
  },
});

function monthsOf(period: Period | null): Period[] {
  const months: Period[] = [];
  if (!period) return months;
  for (let from = period.from; from < period.to; from = addMonths(monthPeriod(from).from, 1)) {
    const [to = period.to] = [monthPeriod(from).to, period.to].sort();
    months.push({ from, to });
  }
  return months;
}

async function compareMonth(db: Queryable, period: Period, timeZone: string) {
  const differences: RollupDifference[] = [];
  const counts = {
    ...{ usage_hourly: 0, usage_daily: 0, usage_user_daily: 0 },
    ...{ usage_monthly: 0, usage_user_monthly: 0 },
  };
  for (const table of ROLLUP_TABLES) {
    const found = await compareTable(db, table, period, timeZone);
    counts[table.name] = found.count;
    differences.push(...found.differences);
  }
  const [sum] = await db.execute<Record<'events' | 'requests' | 'cost' | 'unpriced', string>>(sql`
    select count(*) as events, coalesce(sum(requests), 0) as requests,
      coalesce(sum(current_effective_cost), 0)::numeric(38,12) as cost,
      count(*) filter (where current_version_id = 0) as unpriced
    from (${chargedEvents(toInstants(period, timeZone))}) e`);
  const month: ReconciledMonth = {
    period,
    events: sum?.events ?? '0',
    requests: sum?.requests ?? '0',
    effectiveCost: sum?.cost ?? '0.000000000000',
    unpricedEvents: sum?.unpriced ?? '0',
    differences: counts,
  };
  return { month, differences };
}

async function compareTable(db: Queryable, table: RollupTable, days: Period, timeZone: string) {
  const period = spanOf(table, days);
  const instants = toInstants(period, timeZone);
  const columns = sql.raw(columnsOf(table));
  const key = sql.raw(table.key.join(', '));
  const side = (alias: string) => sql.raw(ROLLUP_MEASURES.map((name) => `${alias}.${name}`).join(', '));
  const names = (alias: string) =>
    sql.raw(
      ROLLUP_MEASURES.map(
        (name) =>
          `${alias}.${name}${name.endsWith('cost') ? '::numeric(38,12)' : ''}::text as ${alias}_${name}`,
      ).join(', '),
    );
  const keyText = sql.raw(table.key.map((name) => `${name}::text as key_${name}`).join(', '));
  const rows = await db.execute<Record<string, string | null>>(sql`
    with expected (${columns}) as (${rollupOfEvents(table, instants, timeZone)}),
    kept as (select ${columns} from ${sql.identifier(table.name)} where ${rollupRows(table, instants, period)})
    select count(*) over () as total, ${keyText}, ${names('e')}, ${names('k')}
    from expected e full join kept k using (${key})
    where (${side('e')}) is distinct from (${side('k')})
    order by ${key} limit ${NAMED}`);
  return { count: Number(rows[0]?.total ?? 0), differences: rows.map((row) => toDifference(table, row)) };
}

function toDifference(table: RollupTable, row: Record<string, string | null>): RollupDifference {
  const measures = ROLLUP_MEASURES.map((name) => ({
    name,
    events: row[`e_${name}`] ?? null,
    rollup: row[`k_${name}`] ?? null,
  })).filter((measure) => measure.events !== measure.rollup);
  return {
    table: table.name,
    key: Object.fromEntries(table.key.map((name) => [name, row[`key_${name}`] ?? ''])),
    measures,
  };
}

/** Every event has exactly one guarded identity, so the two counts are the same. */
async function countIdentityDifference(db: Queryable): Promise<string> {
  const [row] = await db.execute<{ difference: string }>(sql`
    select ((select count(*) from usage_events) - (select count(*) from usage_event_keys))::text as difference`);
  return row?.difference ?? '0';
}
