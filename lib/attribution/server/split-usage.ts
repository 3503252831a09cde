import { z } from 'zod';
import { question } from '../../access/server/verb';
import type { UsageSplit } from '../dto';
import { measureSchema, usageQuerySchema } from '../query';
import { mergeGroups, orderGroups, seriesOf, splitRows } from '../split';
import { cellFigures, changes, sumsFor } from '../sums';
import { labelKeys } from './labels';
import { bucketsFor, bucketsSlot, daysSlot, readGroups, resolveQuery } from './resolve';

/** Enough for an export of any two dimensions; more still ends in "everything else". */
export const MAX_ROWS = 20_000;

const input = z.object({
  query: usageQuerySchema,
  /** Rows before "everything else"; the rest is still counted, in one exact row. */
  limit: z.number().int().min(1).max(MAX_ROWS).default(50),
  sort: z
    .object({ measure: measureSchema, direction: z.enum(['asc', 'desc']) })
    .nullable()
    .default(null),
});

/**
 * Usage by zero, one or two dimensions, and by time where the query has a grain. All rows, with the "everything
 * else" row, add up to `total` to the last digit; so do the previous period's, also for what has since stopped.
 */
export const splitUsage = question({
  name: 'splitUsage',
  permission: 'usage.read',
  input,
  run: async ({ db, input: { query, limit, sort }, scope }): Promise<UsageSplit> => {
    const asked = await resolveQuery(db, query, scope);
    const { resolved } = asked;
    const { dimensions, measures, currency } = query;
    const sums = sumsFor(sort ? [...measures, sort.measure] : measures);
    const buckets = bucketsFor(asked);
    const slot = bucketsSlot(asked);
    const [current, previous] = await Promise.all([
      readGroups(db, asked, { slot, dimensions, buckets, sums }),
      resolved.previousPeriod
        ? readGroups(db, asked, { slot: daysSlot(resolved.previousPeriod), dimensions, sums })
        : null,
    ]);
    const merged = mergeGroups(current, previous, buckets.length);
    const ordered = orderGroups(
      merged.groups,
      sort ?? { measure: measures[0] ?? 'effective_cost', direction: 'desc' },
      currency,
    );
    const labels = await labelKeys(
      db,
      dimensions,
      ordered.slice(0, limit).map((group) => group.key),
    );
    const total = cellFigures(measures, merged.total, currency);
    const before = merged.previous && cellFigures(measures, merged.previous, currency);
    return {
      ...resolved,
      rows: splitRows(ordered, { limit, labels, measures, currency }),
      total,
      previous: before,
      change: changes(measures, total, before, currency),
      totalSeries: seriesOf(measures, merged.totalSeries, currency),
      buckets,
      groups: ordered.length,
    };
  },
});
