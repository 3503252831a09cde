'use client';

import type { BudgetChange, BudgetRow } from '@/lib/budgets/budget-dto';
import { editable } from './amounts';
import { isThresholds, thresholdsText } from './history-values';
import { useBudgetText } from './use-budget-text';

/** What the place of a budget says in words already, what never changes afterwards, and numbers of rows. */
const UNSAID: ReadonlySet<string> = new Set([
  'teamId',
  'departmentId',
  'keyId',
  'workflow',
  'unit',
  'currency',
  'requestId',
  'reviewId',
]);

/** Every change of a budget, newest first: who, when, before → after, and why. */
export function History({
  changes,
  budget,
  owners,
  timeZone,
}: {
  changes: readonly BudgetChange[];
  budget: BudgetRow;
  /** Whoever may own a budget, to name owners by. */
  owners: readonly { id: string; name: string }[];
  timeZone: string;
}) {
  const { t, instant } = useBudgetText();
  const say = useValueText(budget, owners);
  return (
    <ol data-testid="budget-history">
      {changes.map((change) => {
        const shown = change.changes.filter(({ field }) => !UNSAID.has(field));
        return (
          <li key={change.seq} className="grid gap-x-6 gap-y-1 border-b py-2.5 sm:grid-cols-[190px_1fr]">
            <div>
              <p>{instant(change.at, timeZone)}</p>
              <p className="text-xs text-ink2">{change.by}</p>
            </div>
            <div className="min-w-0">
              <p className="font-medium">
                {t.has(`history.actions.${change.action.replace('.', '_')}`)
                  ? t(`history.actions.${change.action.replace('.', '_')}` as 'history.actions.budget_create')
                  : change.action}
              </p>
              {shown.length > 0 && (
                <dl className="mt-0.5 grid gap-0.5">
                  {shown.map(({ field, before, after }) => (
                    <div key={field} className="flex flex-wrap gap-x-2">
                      <dt className="text-ink2">
                        {t.has(`history.fields.${field}`)
                          ? t(`history.fields.${field}` as 'history.fields.limit')
                          : field}
                      </dt>
                      <dd className="wrap-anywhere">
                        {before !== null && before !== undefined && (
                          <>
                            <del className="text-ink2 decoration-mark">{say(field, before)}</del> →{' '}
                          </>
                        )}
                        <ins className="no-underline">{say(field, after)}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              )}
              {change.reason && <p className="mt-0.5 text-ink2">“{change.reason}”</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** A value of the audit log as a person reads it. */
function useValueText(
  budget: BudgetRow,
  owners: readonly { id: string; name: string }[],
): (field: string, value: unknown) => string {
  const { t, amount, action, dayYear, place } = useBudgetText();
  return (field, value) => {
    if (value === null || value === undefined || value === '') return t('history.nothing');
    if (/limit/i.test(field) && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
      return amount(value, budget);
    if (isThresholds(value)) return thresholdsText(value, action);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return dayYear(value);
    if (field === 'whenUnavailable' && (value === 'open' || value === 'closed')) return t(`edit.${value}_`);
    if (field === 'whenUnpriced' && (value === 'deny' || value === 'allow')) return t(`edit.${value}`);
    if (typeof value !== 'string') return JSON.stringify(value);
    if (field === 'ownerId')
      return (
        [...owners, ...(budget.owner ? [budget.owner] : [])].find(({ id }) => id === value)?.name ?? value
      );
    if (field === 'planRate')
      return t('working.planRateShort', { rate: editable(value), currency: budget.currency ?? '' });
    if (field === 'period' && t.has(`kinds.${value}`)) return t(`kinds.${value}` as 'kinds.month');
    if (field === 'state' && t.has(`raise.states.${value}`))
      return t(`raise.states.${value}` as 'raise.states.pending');
    if (field === 'outcome' && t.has(`reviews.outcomes.${value}`))
      return t(`reviews.outcomes.${value}` as 'reviews.outcomes.stop');
    if (field === 'scope') return place(budget.scope, budget.names);
    return value;
  };
}
