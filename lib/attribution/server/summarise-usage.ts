import { z } from 'zod';
import { question } from '../../access/server/verb';
import { pricedShare } from '../coverage';
import type { UsageSummary } from '../dto';
import { usageQuerySchema } from '../query';
import { mergeGroups } from '../split';
import { cellFigures, changes, sumsFor } from '../sums';
import { readTagShares } from './read-coverage';
import { daysSlot, readGroups, resolveQuery } from './resolve';

/** The total of each measure, the previous period's, how it changed, and how much of it was tagged and priced. */
export const summariseUsage = question({
  name: 'summariseUsage',
  permission: 'usage.read',
  input: z.object({ query: usageQuerySchema }),
  run: async ({ db, input: { query }, scope }): Promise<UsageSummary> => {
    const asked = await resolveQuery(db, query, scope);
    const { resolved } = asked;
    const { measures, currency } = query;
    const sums = sumsFor([...measures, 'tokens']);
    const slot = daysSlot(resolved.period);
    const [current, previous, shares] = await Promise.all([
      readGroups(db, asked, { slot, sums }),
      resolved.previousPeriod
        ? readGroups(db, asked, { slot: daysSlot(resolved.previousPeriod), sums })
        : null,
      readTagShares(db, asked, slot),
    ]);
    const merged = mergeGroups(current, previous, 0);
    const total = cellFigures(measures, merged.total, currency);
    const before = merged.previous && cellFigures(measures, merged.previous, currency);
    return {
      ...resolved,
      total,
      previous: before,
      change: changes(measures, total, before, currency),
      coverage: { ...shares, priced: pricedShare(merged.total) },
    };
  },
});
