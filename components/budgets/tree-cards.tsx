'use client';

import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { isNegative, shortAmount } from './amounts';
import { BudgetBar } from './budget-bar';
import { BudgetNotes, NodeName, StopBadge } from './budget-notes';
import { LimitFigure } from './limit-figure';
import { StateMark } from './state-mark';
import { NoBudget, Toggle, type TreeViewProps } from './tree-table';
import { useBudgetText } from './use-budget-text';

/** The same lines on a phone: name and state, the bar, then label and figure. */
export function TreeCards({
  lines,
  closed,
  onToggle,
  editing,
  onEdit,
  editor,
  menu,
  timeZone,
  showPeriod,
  onCreate,
}: TreeViewProps) {
  const { t } = useBudgetText();
  return (
    <ul className="grid border-t" aria-label={t('tree.caption')}>
      {lines.map((line) => (
        <li
          key={line.key}
          className="grid gap-2 border-b py-3"
          style={{ paddingLeft: Math.min(line.depth, 3) * 10 }}
          data-budget={line.budget?.id}
        >
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline gap-x-2">
                {line.budget ? (
                  <Link
                    href={`/budgets/${line.budget.id}`}
                    className={cn('no-underline', line.first && 'font-medium')}
                  >
                    <NodeName line={line} />
                  </Link>
                ) : (
                  <span className="font-medium">{line.node.name}</span>
                )}
                {line.first && <StopBadge node={line.node} timeZone={timeZone} />}
              </div>
              {line.budget ? (
                <BudgetNotes budget={line.budget} showPeriod={showPeriod} />
              ) : (
                <p className="text-xs text-ink3">
                  <NoBudget line={line} onCreate={onCreate} />
                </p>
              )}
            </div>
            {line.budget && <StateMark position={line.budget.position} />}
            {line.expandable && <Toggle line={line} closed={closed} onToggle={onToggle} />}
            {menu(line)}
          </div>
          {line.budget && (
            <CardFigures budget={line.budget} open={editing === line.budget.id} onEdit={onEdit} />
          )}
          {line.budget && editing === line.budget.id && (
            <div className="border-t pt-3">{editor(line.budget)}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

function CardFigures({
  budget,
  open,
  onEdit,
}: {
  budget: BudgetRow;
  open: boolean;
  onEdit: (budgetId: string | null) => void;
}) {
  const { t } = useBudgetText();
  const { position } = budget;
  const figures = ['spent', 'reserved', 'remaining', 'forecast'] as const;
  return (
    <>
      <BudgetBar budget={budget} wide />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-1">
        <div className="flex items-baseline justify-between gap-2">
          <dt className="text-xs text-ink2">{t('figures.limit')}</dt>
          <dd>
            <LimitFigure budget={budget} open={open} onEdit={onEdit} />
          </dd>
        </div>
        {figures.map((key) => {
          const value = position[key];
          return (
            <div key={key} className="flex items-baseline justify-between gap-2">
              <dt className="text-xs text-ink2">{t(`figures.${key}`)}</dt>
              <dd className={cn(value && isNegative(value) && 'text-bad')}>
                {value === null ? '–' : shortAmount(value, budget, position.limit)}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
