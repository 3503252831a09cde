import type { Queryable } from '@/db/client';
import { usageQuerySchema } from '../../attribution/query';
import { bucketsFor, daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { LEDGER_CURRENCY } from '../../money/currency';
import type { WorkflowLedger } from '../../outcomes/server/workflow-ledger';
import type { Period } from '../../time/days';
import type { WorkflowUnits } from '../facts';

/** US dollars of a workflow at 10⁻¹², by the place of the month in the period; null where none of it has a price. */
export type MonthCosts = ReadonlyMap<string, ReadonlyMap<number, bigint | null>>;

/** What each workflow cost in the months of a period, in one pass over the rollup. */
export async function readMonthCosts(db: Queryable, period: Period): Promise<MonthCosts> {
  const query = usageQuerySchema.parse({ period, currency: LEDGER_CURRENCY, grain: 'month' });
  const asked = await resolveQuery(db, query, 'all');
  const groups = await readGroups(db, asked, {
    ...{ slot: daysSlot(period), buckets: bucketsFor(asked), dimensions: ['workflow'] },
    sums: ['requests', 'unpriced_requests', 'effective_cost'],
  });
  const costs = new Map<string, Map<number, bigint | null>>();
  for (const { key, bucket, sums } of groups) {
    const [workflow] = key;
    if (workflow == null) continue;
    const isUnpriced = sums.requests > 0n && sums.requests === sums.unpriced_requests;
    const months = costs.get(workflow) ?? new Map<number, bigint | null>();
    costs.set(workflow, months.set(bucket, isUnpriced ? null : sums.effective_cost));
  }
  return costs;
}

/** Cost and outcomes of the workflows of a month whose cost is known. */
export function unitsOf(
  { rows }: WorkflowLedger,
  costs: MonthCosts,
  index: number,
): Map<string, WorkflowUnits> {
  return new Map(
    rows.flatMap(({ workflow, results }): [string, WorkflowUnits][] => {
      const result = results[index];
      const cost = costs.get(workflow)?.get(index);
      if (!result || cost === null) return [];
      return [[workflow, { effectiveCost: cost ?? 0n, outcomes: BigInt(result.outcomes) }]];
    }),
  );
}
