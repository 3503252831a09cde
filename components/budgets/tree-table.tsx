'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { isNegative, percentText, shortAmount } from './amounts';
import { BudgetBar } from './budget-bar';
import { BudgetNotes, NodeName, StopBadge } from './budget-notes';
import { LimitFigure } from './limit-figure';
import { StateMark } from './state-mark';
import type { TreeLine } from './tree-lines';
import { useBudgetText } from './use-budget-text';

export interface TreeViewProps {
  lines: readonly TreeLine[];
  closed: ReadonlySet<string>;
  onToggle: (key: string) => void;
  /** The budget whose editor is open, and what to draw beneath it. */
  editing: string | null;
  onEdit: (budgetId: string | null) => void;
  editor: (budget: BudgetRow) => ReactNode;
  menu: (line: TreeLine) => ReactNode;
  timeZone: string;
  /** Says of each budget which period it has: where not all have the same. */
  showPeriod: boolean;
  /** Makes a budget at a place without one. */
  onCreate: ((key: string) => void) | undefined;
}

const COLUMNS = 9;

/** The tree as a table, for a desk; the phone has cards. */
export function TreeTable(props: TreeViewProps) {
  const { t } = useBudgetText();
  const right = ['limit', 'spent', 'reserved', 'remaining'] as const;
  return (
    <TableScroll label={t('tree.caption')}>
      <table className="data-table" data-testid="budget-tree">
        <caption className="sr-only">{t('tree.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tree.name')}</th>
            {right.map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(`figures.${key}`)}
              </th>
            ))}
            <th scope="col">{t('tree.pace')}</th>
            <th scope="col" data-align="right">
              {t('figures.forecast')}
            </th>
            <th scope="col" data-align="right">
              {t('tree.state')}
            </th>
            <th scope="col">
              <span className="sr-only">{t('tree.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <Fragment key={line.key}>
              <Line line={line} {...props} />
              {line.budget && props.editing === line.budget.id && (
                <tr>
                  <td colSpan={COLUMNS} className="bg-raise! px-4! py-4!">
                    {props.editor(line.budget)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Line({ line, menu, ...props }: TreeViewProps & { line: TreeLine }) {
  const { budget } = line;
  return (
    <tr data-budget={budget?.id}>
      <th scope="row" className="min-w-52 font-normal">
        <NameCell line={line} {...props} />
      </th>
      {budget ? (
        <Figures budget={budget} {...props} />
      ) : (
        <td colSpan={COLUMNS - 2} className="text-ink3">
          <NoBudget line={line} onCreate={props.onCreate} />
        </td>
      )}
      <td className="w-8 pl-2!">{menu(line)}</td>
    </tr>
  );
}

function NameCell({
  line,
  closed,
  onToggle,
  timeZone,
  showPeriod,
}: Pick<TreeViewProps, 'closed' | 'onToggle' | 'timeZone' | 'showPeriod'> & { line: TreeLine }) {
  const { node, budget, depth, first } = line;
  return (
    <div className="flex items-start gap-1" style={{ paddingLeft: depth * 18 }}>
      <Toggle line={line} closed={closed} onToggle={onToggle} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          {budget ? (
            <Link
              href={`/budgets/${budget.id}`}
              className={cn('no-underline hover:underline', depth === 0 && first && 'font-medium')}
            >
              <NodeName line={line} />
            </Link>
          ) : (
            <span className={cn(depth === 0 && 'font-medium')}>{node.name}</span>
          )}
          {first && <StopBadge node={node} timeZone={timeZone} />}
        </div>
        {budget && <BudgetNotes budget={budget} showPeriod={showPeriod} />}
      </div>
    </div>
  );
}

function Figures({
  budget,
  editing,
  onEdit,
}: { budget: BudgetRow } & Pick<TreeViewProps, 'editing' | 'onEdit'>) {
  const { t, amount } = useBudgetText();
  const { position } = budget;
  return (
    <>
      <td data-align="right">
        <LimitFigure budget={budget} open={editing === budget.id} onEdit={onEdit} />
      </td>
      <td data-align="right" title={amount(position.spent, budget)}>
        {shortAmount(position.spent, budget, position.limit)}
      </td>
      <td data-align="right" className="text-ink2">
        {shortAmount(position.reserved, budget, position.limit)}
      </td>
      <td data-align="right" className={cn(isNegative(position.remaining) && 'text-bad')}>
        {shortAmount(position.remaining, budget, position.limit)}
      </td>
      <td className="w-44">
        <BudgetBar budget={budget} />
      </td>
      <td data-align="right">
        {position.forecast === null ? (
          <span className="text-ink3" title={t('noForecast')}>
            –
          </span>
        ) : (
          <>
            {shortAmount(position.forecast, budget, position.limit)}
            {position.forecastPercent && (
              <span className="block text-xs text-ink2">{percentText(position.forecastPercent)}</span>
            )}
          </>
        )}
      </td>
      <td data-align="right">
        <StateMark position={position} />
      </td>
    </>
  );
}

/** Shows or hides what is below a place; keeps its room where nothing is. */
export function Toggle({
  line,
  closed,
  onToggle,
}: { line: TreeLine } & Pick<TreeViewProps, 'closed' | 'onToggle'>) {
  const { t } = useBudgetText();
  const { node, expandable } = line;
  if (!expandable) return <span className="w-[18px] shrink-0" />;
  const open = !closed.has(node.key);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-label={t(open ? 'tree.close' : 'tree.open', { name: node.name })}
      onClick={() => onToggle(node.key)}
      className="-ml-0.5 grid size-5 shrink-0 place-items-center rounded-sm text-ink3 hover:text-ink max-sm:size-7"
    >
      <Chevron className="size-3.5" aria-hidden />
    </button>
  );
}

/** A place that nothing holds, and the way to set a budget for it. */
export function NoBudget({ line, onCreate }: { line: TreeLine } & Pick<TreeViewProps, 'onCreate'>) {
  const { t } = useBudgetText();
  return (
    <>
      {t('tree.noBudget')}
      {onCreate && (
        <button
          type="button"
          className="ml-2 text-link"
          aria-label={t('tree.setOneFor', { name: line.node.name })}
          onClick={() => onCreate(line.node.key)}
        >
          {t('tree.setOne')}
        </button>
      )}
    </>
  );
}
