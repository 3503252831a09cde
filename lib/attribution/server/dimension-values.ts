import { z } from 'zod';
import { question } from '../../access/server/verb';
import type { DimensionValues } from '../dto';
import { dimensionSchema, MAX_FILTER_VALUES, usageQuerySchema } from '../query';
import { mergeGroups, orderGroups } from '../split';
import { labelKeys } from './labels';
import { readGroups, resolveQuery } from './resolve';

/** The values of a dimension there is usage for, biggest first by requests, for a filter to choose from. */
export const dimensionValues = question({
  name: 'dimensionValues',
  permission: 'usage.read',
  input: z.object({ query: usageQuerySchema, dimension: dimensionSchema }),
  run: async ({ db, input: { query, dimension }, scope }): Promise<DimensionValues> => {
    // The filter being chosen does not narrow its own choices.
    const filters = query.filters.filter((filter) => filter.dimension !== dimension);
    const asked = await resolveQuery(
      db,
      { ...query, filters, dimensions: [dimension], grain: null, currency: 'USD' },
      scope,
    );
    const slot = { period: query.period, hours: null };
    const groups = await readGroups(db, asked, {
      slot,
      dimensions: [dimension],
      sums: ['events', 'requests'],
    });
    const merged = mergeGroups(groups, null, 0).groups;
    const ordered = orderGroups(merged, { measure: 'requests', direction: 'desc' }, 'USD').slice(
      0,
      MAX_FILTER_VALUES,
    );
    const labels = await labelKeys(
      db,
      [dimension],
      ordered.map((group) => group.key),
    );
    const values = ordered.map((group, index) => ({
      value: group.key[0] ?? null,
      label: labels[index]?.[0]?.label ?? null,
      pending: labels[index]?.[0]?.pending ?? false,
      requests: group.sums.requests.toString(),
    }));
    return { dimension, values };
  },
});
