import type { Ctx } from '../../access/server/context';
import type { UsageQuery } from '../../attribution/query';
import { MAX_ROWS, splitUsage } from '../../attribution/server/split-usage';
import type { BoardDepartment } from '../board';

/** What each department spent; the dearest first. */
export async function readBoardDepartments(ctx: Ctx, query: UsageQuery): Promise<BoardDepartment[]> {
  const { rows } = await splitUsage(ctx, {
    query: { ...query, dimensions: ['department'] },
    limit: MAX_ROWS,
  });
  const nothing = { value: null, reason: null };
  return rows.map(({ labels, figures, previous, share }) => ({
    key: labels[0]?.value ?? null,
    name: labels[0]?.label ?? null,
    effectiveCost: figures.effective_cost ?? nothing,
    previous: previous?.figures.effective_cost ?? nothing,
    share,
  }));
}
