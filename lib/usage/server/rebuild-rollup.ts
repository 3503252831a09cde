import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { getOrganisation } from '../../access/server/get-organisation';
import { verb } from '../../access/server/verb';
import { changeMapping } from '../../budgets/server/mapping-lock';
import { recountBudgets } from '../../budgets/server/recount-budgets';
import { rebuildOutcomeDays } from '../../outcomes/server/rebuild-outcome-days';
import { type Period, toInstants } from '../../time/period';
import {
  columnsOf,
  everyDay,
  type Instants,
  ROLLUP_TABLES,
  type RollupTable,
  rollupOfEvents,
  rollupRows,
  spanOf,
} from './rollup-tables';

const DEFAULT_ZONE = 'Asia/Hong_Kong';
const day = z.iso.date();

export interface RebuiltRollup {
  period: Period | null;
  tables: { name: RollupTable['name']; before: string; after: string }[];
}

/**
 * Rebuilds every rollup from the events, and the counters of the budgets from those, for whole days of the
 * organisation's zone or (without a period) for all time, as after a change of zone.
 *
 * Nothing recorded meanwhile is lost: the tables are locked against writers first. A recording that already added
 * to a rollup is waited for, and its events are read; one that has not yet adds to the rebuilt rows afterwards.
 * Recording waits meanwhile, so rebuild a month at a time where there is much.
 */
export const rebuildRollup = verb({
  name: 'rebuildRollup',
  permission: 'settings.edit',
  input: z.object({
    period: z.object({ from: day, to: day }).nullable().default(null),
    reason: z.string().trim().min(1).max(500),
  }),
  run: async ({ tx, ctx, input, audit }): Promise<RebuiltRollup> => {
    const { period, tables } = await rebuildRollups(tx, ctx.now, input.period);
    await audit({
      action: 'rollup.rebuild',
      subject: { kind: 'rollup', id: period ? `${period.from}/${period.to}` : 'empty' },
      after: { tables },
      reason: input.reason,
    });
    return { period, tables };
  },
});

/**
 * The work of {@link rebuildRollup}, for a verb that moves the days themselves. Null rebuilds all time. The days of
 * outcomes are few and always rebuilt whole.
 */
export async function rebuildRollups(tx: Tx, now: Date, wanted: Period | null): Promise<RebuiltRollup> {
  // Before the rollups: recording holds the mapping when it asks for them.
  await changeMapping(tx, now);
  await lockRollups(tx);
  const timeZone = (await getOrganisation(tx))?.timeZone ?? DEFAULT_ZONE;
  const period = wanted ?? (await everyDay(tx, timeZone));
  const tables: RebuiltRollup['tables'] = [];
  if (period) {
    for (const table of ROLLUP_TABLES) tables.push(await rebuildTable(tx, table, period, timeZone));
  }
  await rebuildOutcomeDays(tx, timeZone);
  await recountBudgets(tx, now);
  return { period, tables };
}

/** In the order recording writes them, so that neither waits for the other in a circle. */
async function lockRollups(tx: Tx): Promise<void> {
  const names = sql.raw(ROLLUP_TABLES.map((table) => table.name).join(', '));
  await tx.execute(sql`lock table ${names} in share row exclusive mode`);
}

async function rebuildTable(tx: Tx, table: RollupTable, days: Period, timeZone: string) {
  const period = spanOf(table, days);
  const instants: Instants = toInstants(period, timeZone);
  const name = sql.identifier(table.name);
  const removed = await tx.execute(sql`delete from ${name} where ${rollupRows(table, instants, period)}`);
  const built = await tx.execute(
    sql`insert into ${name} (${sql.raw(columnsOf(table))}) ${rollupOfEvents(table, instants, timeZone)}`,
  );
  return { name: table.name, before: String(removed.count), after: String(built.count) };
}
