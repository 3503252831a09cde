'use client';

import { Badge } from '@/components/ui/badge';
import type { BudgetNode, BudgetRow } from '@/lib/budgets/budget-dto';
import { compactCount, isZero } from './amounts';
import type { TreeLine } from './tree-lines';
import { useBudgetText } from './use-budget-text';

/** A place by its name; a further budget of the same place by its own. */
export function NodeName({ line }: { line: TreeLine }) {
  const { t } = useBudgetText();
  const { node, first, budget } = line;
  if (first && node.kind === 'user') return <>{t('places.everyUser')}</>;
  return <>{first ? node.name : (budget?.name ?? node.name)}</>;
}

export function StopBadge({ node, timeZone }: { node: BudgetNode; timeZone: string }) {
  const { t, instant } = useBudgetText();
  const stop = node.killSwitch;
  if (!stop?.inForce) return null;
  return (
    <span title={stop.reason}>
      <Badge tone="bad">{t('stops.until', { time: instant(stop.endsAt, timeZone) })}</Badge>
    </span>
  );
}

/** What is special about a budget, below its name. */
export function BudgetNotes({ budget, showPeriod }: { budget: BudgetRow; showPeriod: boolean }) {
  const { t, locale, amount, dayYear } = useBudgetText();
  const { allocation, raise, users } = budget;
  const kind = [showPeriod && t(`kinds.${budget.period}`), budget.unit === 'tokens' && t('inTokens')]
    .filter(Boolean)
    .join(' · ');
  const notes = [
    users && t('users.row', { count: users.users, total: amount(users.total, budget) }),
    raise && t('raisedUntil', { limit: amount(raise.limit, budget), day: dayYear(raise.until) }),
    budget.reviewDue && t('reviewDue'),
  ].filter(Boolean);
  const first = [kind, ...notes].filter(Boolean);
  const alarms = [
    allocation?.overAllocated &&
      t('overAllocated', {
        amount: amount(allocation.left.replace(/^-/, ''), budget),
        each: t(`each.${budget.period}`),
      }),
    budget.pendingRequests > 0 && t('pendingRequests', { count: budget.pendingRequests }),
    budget.openReview && t('openReview'),
    !isZero(budget.position.unpricedTokens) &&
      t('unpriced', { count: compactCount(budget.position.unpricedTokens, locale) }),
  ].filter(Boolean);
  return (
    <div className="text-xs text-ink2">
      {first.length > 0 && <span>{first.join(' · ')}</span>}
      {alarms.map((alarm) => (
        <span key={String(alarm)} className="block text-warn">
          <span aria-hidden>○ </span>
          {alarm}
        </span>
      ))}
    </div>
  );
}
