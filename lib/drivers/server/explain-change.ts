import * as z from 'zod';
import { question } from '../../access/server/verb';
import type { KeyLabel } from '../../attribution/dto';
import { type Dimension, filterSchema, periodSchema, usageQuerySchema } from '../../attribution/query';
import { labelKeys } from '../../attribution/server/labels';
import { resolveQuery } from '../../attribution/server/resolve';
import { readUsageByPrice } from '../../attribution/server/usage-by-price';
import { moneyPlaces } from '../../attribution/sums';
import { CURRENCIES } from '../../money/currency';
import { previousPeriod } from '../../time/period';
import { memberDto, totalDto } from '../bridge-dto';
import { type ChangeExplanation, DRIVER_MEMBERS, type DriverMembers } from '../dto';
import { membersOf } from '../members';

const input = z.object({
  /** Half-open days; compared with `against`, or by default with the period before it. */
  period: periodSchema,
  against: z.nullable(periodSchema).default(null),
  by: z.enum(DRIVER_MEMBERS).default('organisation'),
  filters: z.array(filterSchema).max(20).default([]),
  currency: z.enum(CURRENCIES),
});

const dimensionOf = (by: DriverMembers): Dimension | null => (by === 'organisation' ? null : by);

/**
 * Why effective cost changed between two periods: an exact additive bridge for each member and for all of them
 * together. Within the reader's teams, like every split.
 */
export const explainChange = question({
  name: 'explainChange',
  permission: 'usage.read',
  input,
  run: async ({
    db,
    input: { period, against, by, filters, currency },
    scope,
  }): Promise<ChangeExplanation> => {
    const dimension = dimensionOf(by);
    const query = usageQuerySchema.parse({
      period,
      dimensions: dimension ? [dimension] : [],
      filters,
      currency,
    });
    const asked = await resolveQuery(db, query, scope);
    const before = against ?? previousPeriod(period);
    const [earlier, later] = await Promise.all([
      readUsageByPrice(db, asked, before, dimension),
      readUsageByPrice(db, asked, period, dimension),
    ]);
    const members = membersOf(earlier, later);
    const labels = dimension
      ? await labelKeys(
          db,
          [dimension],
          members.map(({ member }) => [member]),
        )
      : [];
    const places = moneyPlaces(currency);
    return {
      ...asked.resolved,
      previousPeriod: before,
      by,
      before,
      after: period,
      total: totalDto(members, places),
      members: members.map((member, index) => memberDto(member, labelAt(labels, index), places)),
    };
  },
});

const labelAt = (labels: readonly KeyLabel[][], index: number): KeyLabel | null => labels[index]?.[0] ?? null;
