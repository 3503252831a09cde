'use client';

import { TableScroll } from '@/components/ui/table-scroll';
import type { BudgetRow, UsersSummary } from '@/lib/budgets/budget-dto';
import { barPercent, isNegative, percentText, shortAmount } from './amounts';
import { PaceBar } from './pace-bar';
import { useBudgetText } from './use-budget-text';

/** The counters of a budget for every user: those who spent most, by pseudonym. */
export function UsersTable({ budget, users }: { budget: BudgetRow; users: UsersSummary }) {
  const { t, amount, action } = useBudgetText();
  const reached = users.reached.filter((one) => one.users > 0);
  return (
    <>
      <p className="pb-2 text-ink2">
        {t('users.summary', { count: users.users, total: amount(users.total, budget) })}
        {reached.map((one) => (
          <span key={one.percent}>
            {' · '}
            {t('users.at', { count: one.users, percent: one.percent, action: action(one.action) })}
          </span>
        ))}
      </p>
      <TableScroll label={t('users.title')}>
        <table className="data-table">
          <caption className="sr-only">{t('users.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('users.user')}</th>
              <th scope="col" data-align="right">
                {t('figures.spent')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('figures.reserved')}
              </th>
              <th scope="col" data-align="right">
                {t('figures.remaining')}
              </th>
              <th scope="col">{t('tree.pace')}</th>
            </tr>
          </thead>
          <tbody>
            {users.top.map((user) => (
              <tr key={user.subjectId}>
                <th scope="row" className="font-normal">
                  <code className="text-xs">{user.user.slice(0, 16)}</code>
                </th>
                <td data-align="right">{shortAmount(user.spent, budget, budget.position.limit)}</td>
                <td data-align="right" className="text-ink2 max-sm:hidden">
                  {shortAmount(user.reserved, budget, budget.position.limit)}
                </td>
                <td data-align="right" className={isNegative(user.remaining) ? 'text-bad' : ''}>
                  {shortAmount(user.remaining, budget, budget.position.limit)}
                </td>
                <td className="w-56">
                  <div className="flex items-center gap-2.5">
                    <PaceBar
                      spent={barPercent(user.spent, budget.position.limit)}
                      reserved={barPercent(user.reserved, budget.position.limit)}
                      elapsed={Number(budget.position.elapsedPercent)}
                      tone={user.reached ? (user.reached.percent >= 100 ? 'bad' : 'warn') : 'good'}
                      label={t('barLabel', {
                        spent: percentText(user.percent),
                        elapsed: percentText(budget.position.elapsedPercent),
                      })}
                      className="flex-1"
                    />
                    <span aria-hidden className="w-[52px] text-right">
                      {percentText(user.percent)}
                    </span>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}
