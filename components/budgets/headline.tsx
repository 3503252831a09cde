'use client';

import { PageHeader } from '@/components/ui/page-header';
import type { BudgetRow, BudgetTree } from '@/lib/budgets/budget-dto';
import { WORST_FIRST } from './states';
import { allBudgets, type PeriodChoice } from './tree-lines';
import { type BudgetText, useBudgetText } from './use-budget-text';

/** The budget the page speaks of first: the highest one, a month of money where there are several. */
export function leadingBudget(budgets: readonly BudgetRow[], choice: PeriodChoice): BudgetRow | undefined {
  const rank = (budget: BudgetRow) =>
    (budget.scope.kind === 'organisation' ? 0 : budget.scope.kind === 'user' ? 20 : 10) +
    (budget.unit === 'currency' ? 0 : 2) +
    (budget.period === (choice === 'all' ? 'month' : choice) ? 0 : 1);
  return [...budgets].sort((a, b) => rank(a) - rank(b))[0];
}

/** What is spent of what, and the worst that is known about it, in one sentence. */
export function TreeHeadline({
  tree,
  choice,
  actions,
}: {
  tree: BudgetTree;
  choice: PeriodChoice;
  actions: React.ReactNode;
}) {
  const text = useBudgetText();
  const budgets = allBudgets(tree.roots).filter((one) => choice === 'all' || one.period === choice);
  const leading = leadingBudget(budgets, choice);
  return (
    <PageHeader
      bar={
        leading && (
          <>
            <b>{text.period(leading.period, leading.position.period)}</b>
            <span className="ml-2">
              {text.t('elapsed', { percent: Math.floor(Number(leading.position.elapsedPercent)) })}
            </span>
          </>
        )
      }
      actions={actions}
      title={leading ? sentence(text, leading, budgets) : text.t('sentence.none')}
      sub={leading && <Counts tree={tree} />}
    />
  );
}

function sentence(
  { t, amount, day, place }: BudgetText,
  leading: BudgetRow,
  budgets: readonly BudgetRow[],
): string {
  const { position } = leading;
  const values = {
    name: place(leading.scope, leading.names),
    spent: amount(position.spent, leading, position.limit),
    limit: amount(position.limit, leading),
    when: t(`when.${leading.period}`),
  };
  const lead = t(leading.scope.kind === 'organisation' ? 'sentence.organisation' : 'sentence.place', values);
  const worst =
    WORST_FIRST.find((state) => budgets.some((one) => one.position.state === state)) ?? 'on_track';
  const these = budgets.filter((one) => one.position.state === worst);
  const [first] = [...these].sort((a, b) =>
    (a.position.exhaustedOn ?? '9') < (b.position.exhaustedOn ?? '9') ? -1 : 1,
  );
  if (!first || worst === 'on_track') return t('sentence.onPace', { lead, count: budgets.length });
  const named = {
    lead,
    name: place(first.scope, first.names),
    count: these.length - 1,
    day: first.position.exhaustedOn ? day(first.position.exhaustedOn) : '',
  };
  if (worst === 'will_exceed' && !first.position.exhaustedOn) return t('sentence.will_exceed', named);
  const key = worst === 'will_exceed' ? 'will_exceed_on' : worst;
  return first.id === leading.id ? t(`sentence.itself.${key}`, named) : t(`sentence.${key}`, named);
}

function Counts({ tree }: { tree: BudgetTree }) {
  const { t } = useBudgetText();
  const { counts } = tree;
  const parts = [
    t('counts.onPace', { count: counts.byState.on_track + counts.byState.ahead, total: counts.budgets }),
    counts.overAllocated > 0 && t('counts.overAllocated', { count: counts.overAllocated }),
    counts.pendingRequests > 0 && t('counts.requests', { count: counts.pendingRequests }),
    counts.openReviews > 0 && t('counts.reviews', { count: counts.openReviews }),
    counts.reviewsDue > 0 && t('counts.due', { count: counts.reviewsDue }),
  ].filter(Boolean);
  return <p>{parts.join(t('counts.join'))}</p>;
}
