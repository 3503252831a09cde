import { BUDGET_PERIODS } from '@/lib/budgets/budget';

const CHOICES = ['all', ...BUDGET_PERIODS] as const;
const ID = /^\d{1,18}$/;
const MOST_OF_A_KEY = 240;

export interface BudgetsSearch {
  period: (typeof CHOICES)[number];
  /** The budget whose editor is open. */
  edit: string | null;
  /** The budget a raise is asked for. */
  raise: string | null;
  /** Where a budget is being made: a node of the tree, or anywhere. */
  create: string | null;
}

/**
 * What cannot be read falls back to its default, so that an old link still opens. Read without a schema library,
 * which would be the largest part of what the page loads.
 */
export function readSearch(params: URLSearchParams): BudgetsSearch {
  const id = (name: string) => params.get(name)?.match(ID)?.[0] ?? null;
  const create = params.get('create');
  return {
    period: CHOICES.find((choice) => choice === params.get('period')) ?? 'all',
    edit: id('edit'),
    raise: id('raise'),
    create: create !== null && create.length <= MOST_OF_A_KEY ? create : null,
  };
}

export function budgetsHref(search: BudgetsSearch): string {
  const params = new URLSearchParams();
  if (search.period !== 'all') params.set('period', search.period);
  for (const key of ['edit', 'raise', 'create'] as const) {
    const value = search[key];
    if (value !== null) params.set(key, value);
  }
  return params.size > 0 ? `/budgets?${params}` : '/budgets';
}
