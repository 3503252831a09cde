import { keepPreviousData } from '@tanstack/react-query';
import type { ActionResult } from '@/app/action-result';
import type { ExploreState } from '@/components/explore/state';
import type { Cell, UsageQuery } from '@/lib/attribution/query';

/** The value of an action, or its refusal as an error for the query to hold. */
export async function unwrap<T>(result: Promise<ActionResult<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
}

export const exploreKey = (state: Pick<ExploreState, 'query' | 'allRows'>) =>
  ['explore', state.query, state.allRows] as const;

/** A cell speaks of the dimensions its keys have: a parent row of a two-way split has only the first. */
export function cellQuery(query: UsageQuery, cell: Cell): UsageQuery {
  const size = cell.keys[0]?.length ?? query.dimensions.length;
  return { ...query, dimensions: query.dimensions.slice(0, size) };
}

/** What was shown stays while the next is read: no flashes. */
export const KEEP = { placeholderData: keepPreviousData } as const;
