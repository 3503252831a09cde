import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { departments, forecastSnapshots } from '@/db/schema';
import { teamScope } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import { question } from '../../access/server/verb';
import type { UsageSplit } from '../../attribution/dto';
import { splitUsage } from '../../attribution/server/split-usage';
import { addMoney, moneyToString, parseMoney, ZERO } from '../../money/money';
import type { Period } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { type ForecastAccuracy, judge, summarise } from '../accuracy';
import type { ForecastSnapshot, SnapshotSubject } from '../snapshot';
import { snapshotRows } from './snapshot-rows';

/**
 * Every past forecast against what came, by the ledger as it is now, in USD so that no exchange rate plays a part. A
 * reader of some teams sees those of the organisation only.
 */
export const forecastAccuracy = question({
  name: 'forecastAccuracy',
  permission: 'board.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<ForecastAccuracy> => {
    const isAll = teamScope(ctx.actor, 'usage.read') === 'all';
    const [timeZone, rows] = await Promise.all([
      zoneOf(db),
      snapshotRows(db, ...(isAll ? [] : [eq(forecastSnapshots.subject, 'organisation')])),
    ]);
    const today = dayOf(ctx.now, timeZone);
    const [came, names] = await Promise.all([cameOf(ctx, rows, today), departmentNames(db)]);
    const snapshots = rows.map((row) => came(row, names)).reverse();
    return { today, snapshots, summaries: summarise(snapshots) };
  },
});

/** What came of each subject, month by month: every period is whole months. */
async function cameOf(ctx: Ctx, rows: readonly ForecastSnapshot[], today: string) {
  const over = rows.filter(({ period }) => period.to <= today);
  const froms = over.map(({ period }) => period.from).sort();
  const tos = over.map(({ period }) => period.to).sort();
  const [from, to] = [froms[0], tos.at(-1)];
  const kinds = [...new Set(over.map(({ subject }) => subject))];
  const splits =
    from && to
      ? new Map(
          await Promise.all(
            kinds.map(async (kind) => [kind, await monthsOf(ctx, kind, { from, to })] as const),
          ),
        )
      : new Map<SnapshotSubject, Months>();
  return (row: ForecastSnapshot, names: ReadonlyMap<string, string>) => {
    const months = splits.get(row.subject);
    const actual = months && row.period.to <= today ? months.sum(row.key, row.period) : null;
    const name = row.subject === 'department' ? names.get(row.key) : months?.label(row.key);
    return judge(row, actual, name ?? (row.key || null));
  };
}

async function departmentNames(db: Queryable): Promise<Map<string, string>> {
  const rows = await db.select({ key: departments.key, name: departments.name }).from(departments);
  return new Map(rows.map(({ key, name }) => [key, name]));
}

interface Months {
  sum(key: string, period: Period): string;
  label(key: string): string | null;
}

async function monthsOf(ctx: Ctx, subject: SnapshotSubject, period: Period): Promise<Months> {
  const split: UsageSplit = await splitUsage(
    { ...ctx, actor: { kind: 'system', id: 'forecasting', name: 'forecasting' } },
    {
      query: {
        period,
        dimensions: subject === 'organisation' ? [] : [subject],
        grain: 'month',
        currency: 'USD',
      },
      limit: 20_000,
    },
  );
  const rowOf = (key: string) => split.rows.find((row) => row.key[0] === key);
  const seriesOf = (key: string) =>
    (subject === 'organisation' ? split.totalSeries : rowOf(key)?.series)?.effective_cost ?? [];
  return {
    sum: (key, { from, to }) =>
      moneyToString(
        split.buckets.reduce(
          (sum, { start }, index) =>
            from <= start && start < to ? addMoney(sum, parseMoney(seriesOf(key)[index] ?? '0')) : sum,
          ZERO,
        ),
      ),
    label: (key) => rowOf(key)?.labels[0]?.label ?? null,
  };
}
