import type { Queryable } from '@/db/client';
import { moneyToString } from '../../money/money';
import type { TagImpact } from '../tag-impact';
import { type AttributionChange, effectiveValue } from './attribution-changes';
import { addUsage, NO_USAGE, usageByAttribution } from './attribution-usage';

/** Adds up what changed attributions move of one tag, largest first. */
export async function impactOf(
  db: Queryable,
  tag: string,
  changes: readonly AttributionChange[],
): Promise<TagImpact> {
  const usage = await usageByAttribution(
    db,
    null,
    changes.map((change) => change.id),
  );
  const moves = new Map<
    string,
    { from: string | null; to: string | null; combinations: number; sum: typeof NO_USAGE }
  >();
  let total = NO_USAGE;
  for (const change of changes) {
    const from = effectiveValue(change.before, tag);
    const to = effectiveValue(change.after, tag);
    const used = usage.get(change.id) ?? NO_USAGE;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, combinations: 0, sum: NO_USAGE };
    moves.set(key, { ...move, combinations: move.combinations + 1, sum: addUsage(move.sum, used) });
    total = addUsage(total, used);
  }
  return {
    combinations: changes.length,
    ...amounts(total),
    moves: [...moves.values()]
      .sort((a, b) => (a.sum.effectiveCost < b.sum.effectiveCost ? 1 : -1))
      .map(({ sum, ...move }) => ({ ...move, ...amounts(sum) })),
  };
}

export const amounts = (sum: typeof NO_USAGE) => ({
  requests: sum.requests.toString(),
  effectiveCost: moneyToString(sum.effectiveCost),
  unpricedRequests: sum.unpricedRequests.toString(),
});
