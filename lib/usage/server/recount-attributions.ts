import { inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { teams } from '@/db/schema';
import { recountMoved } from '../../budgets/server/recount-moved';
import type { AttributionChange } from './attribution-changes';

/** Counts budgets again where changed attributions moved usage between teams or workflows; other tags hold none. */
export async function recountAttributions(
  tx: Tx,
  now: Date,
  changes: readonly AttributionChange[],
): Promise<void> {
  const keys = new Set<string>();
  for (const { before, after } of changes) {
    if (before.team === after.team && before.workflow === after.workflow) continue;
    keys.add(before.team).add(after.team);
  }
  if (keys.size === 0) return;
  const moved = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(inArray(teams.key, [...keys]));
  await recountMoved(tx, now, { teamIds: moved.map(({ id }) => id) });
}
