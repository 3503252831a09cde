import { z } from 'zod';
import { BUDGET_PERIODS } from '@/lib/budgets/budget';

const CHOICES = ['all', ...BUDGET_PERIODS] as const;
const id = z.string().regex(/^\d{1,18}$/);

/** What cannot be read falls back to its default, so that an old link still opens. */
const schema = z.object({
  period: z.enum(CHOICES).catch('all'),
  /** The budget whose editor is open. */
  edit: id.nullable().catch(null),
  /** The budget a raise is asked for. */
  raise: id.nullable().catch(null),
  /** Where a budget is being made: a node of the tree, or anywhere. */
  create: z.string().max(240).nullable().catch(null),
});
export type BudgetsSearch = z.output<typeof schema>;

export function readSearch(params: URLSearchParams): BudgetsSearch {
  return schema.parse({
    period: params.get('period') ?? undefined,
    edit: params.get('edit'),
    raise: params.get('raise'),
    create: params.get('create'),
  });
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

/** A day of the period a budget's page shows; null: the one that runs. */
export const readDay = (value: string | string[] | undefined): string | null =>
  z.iso
    .date()
    .nullable()
    .catch(null)
    .parse(typeof value === 'string' ? value : null);
