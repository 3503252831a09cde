import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { departments } from '@/db/schema';
import { question } from '../../access/server/verb';
import { splitUsage } from '../../attribution/server/split-usage';
import { addDays, dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { HISTORY_DAYS } from '../history';

export interface ForecastDepartment {
  id: string;
  key: string;
  name: string;
}

/** The departments that a forecast can be asked for: those with usage the reader sees to forecast from, by name. */
export const forecastDepartments = question({
  name: 'forecastDepartments',
  permission: 'usage.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<ForecastDepartment[]> => {
    const today = dayOf(ctx.now, await zoneOf(db));
    const { rows } = await splitUsage(ctx, {
      query: {
        period: { from: addDays(today, -HISTORY_DAYS), to: today },
        dimensions: ['department'],
        filters: [{ dimension: 'department', values: [null], exclude: true }],
        currency: 'USD',
      },
      limit: 1_000,
    });
    const keys = rows.flatMap(({ key: [department] }) => department ?? []);
    if (keys.length === 0) return [];
    const known = await db.select().from(departments).where(inArray(departments.key, keys));
    return known
      .map(({ id, key, name }) => ({ id: id.toString(), key, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },
});
