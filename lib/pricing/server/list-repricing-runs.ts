import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { repricingRuns } from '@/db/schema';
import { question } from '../../access/server/verb';
import { moneyToString } from '../../money/money';
import type { RepricingRunDto } from '../repricing';

/** The last 100 times past usage was charged again: who, when, why, and by how much. */
export const listRepricingRuns = question({
  name: 'listRepricingRuns',
  permission: 'usage.reprice',
  input: z.object({}),
  run: async ({ db }): Promise<RepricingRunDto[]> => {
    const rows = await db.select().from(repricingRuns).orderBy(desc(repricingRuns.id)).limit(100);
    return rows.map((row) => ({
      runId: row.id.toString(),
      reason: row.reason,
      createdBy: row.createdBy,
      createdAt: row.createdAt.toISOString(),
      events: row.events.toString(),
      effectiveCostChange: moneyToString(row.effectiveCostChange),
    }));
  },
});
