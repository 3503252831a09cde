import type { Threshold } from '@/lib/budgets/budget';
import type { BudgetTerms } from '@/lib/budgets/budget-dto';
import type { EditBudgetInput } from '@/lib/budgets/budget-input';
import { editable } from './amounts';

/** What the editor of a budget holds while it is open. */
export interface Draft {
  name: string;
  limit: string;
  thresholds: Threshold[];
  stopCondition: string;
  ownerId: string | null;
  whenUnavailable: BudgetTerms['whenUnavailable'];
  whenUnpriced: BudgetTerms['whenUnpriced'];
  reviewOn: string;
}

export const draftOf = (terms: BudgetTerms): Draft => ({
  name: terms.name,
  limit: editable(terms.limit),
  thresholds: terms.thresholds,
  stopCondition: terms.stopCondition ?? '',
  ownerId: terms.owner?.id ?? null,
  whenUnavailable: terms.whenUnavailable,
  whenUnpriced: terms.whenUnpriced,
  reviewOn: terms.reviewOn,
});

/** "54,000.50 " → "54000.50": people write amounts with separators. */
export const plainAmount = (text: string): string => text.replace(/[,，\s]/g, '');

/** Only what is different from the budget as it is; null: nothing. */
export function changesOf(draft: Draft, terms: BudgetTerms): EditBudgetInput['changes'] | null {
  const before = draftOf(terms);
  const changed = (key: keyof Draft) => JSON.stringify(draft[key]) !== JSON.stringify(before[key]);
  const changes: EditBudgetInput['changes'] = {
    ...(changed('name') && { name: draft.name }),
    ...(plainAmount(draft.limit) !== before.limit && { limit: plainAmount(draft.limit) }),
    ...(changed('thresholds') && { thresholds: draft.thresholds }),
    ...(changed('stopCondition') && { stopCondition: draft.stopCondition.trim() || null }),
    ...(changed('ownerId') && { ownerId: draft.ownerId }),
    ...(changed('whenUnavailable') && { whenUnavailable: draft.whenUnavailable }),
    ...(changed('whenUnpriced') && { whenUnpriced: draft.whenUnpriced }),
    ...(changed('reviewOn') && { reviewOn: draft.reviewOn }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}
