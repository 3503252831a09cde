'use client';

import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { KillSwitchDto } from '@/lib/budgets/budget-dto';
import type { TreeLine } from './tree-lines';
import { useBudgetText } from './use-budget-text';

/** A place a kill switch can stop, as its scope; null for the others. */
export function stoppable(node: Pick<TreeLine['node'], 'scope'>): KillSwitchDto['scope'] | null {
  const { scope } = node;
  return scope.kind === 'team' || scope.kind === 'workflow' || scope.kind === 'api_key' ? scope : null;
}

/** What can be done with a line of the tree, for pointer and keyboard alike. */
export function RowMenu({
  line,
  onEdit,
  onRaise,
  onStop,
  onCreate,
  mayStop,
  mayCreate,
}: {
  line: TreeLine;
  onEdit: (budgetId: string) => void;
  onRaise: (budgetId: string) => void;
  onStop: () => void;
  onCreate: () => void;
  mayStop: boolean;
  mayCreate: boolean;
}) {
  const { t, place } = useBudgetText();
  const router = useRouter();
  const { budget, node } = line;
  const canStop = line.first && mayStop && stoppable(node) !== null && !node.killSwitch?.inForce;
  const name = budget ? place(budget.scope, budget.names) : node.name;
  if (!budget && !canStop && !mayCreate) return null;
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={t('tree.menu', { name })}
          className="grid size-7 place-items-center rounded-md text-ink3 hover:bg-accent-soft hover:text-ink"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      }
    >
      {budget && <MenuItem onSelect={() => router.push(`/budgets/${budget.id}`)}>{t('menu.open')}</MenuItem>}
      {budget?.can.edit && <MenuItem onSelect={() => onEdit(budget.id)}>{t('menu.edit')}</MenuItem>}
      {budget?.can.request && !budget.can.envelope && (
        <MenuItem onSelect={() => onRaise(budget.id)}>{t('raise.ask')}</MenuItem>
      )}
      {mayCreate && <MenuItem onSelect={onCreate}>{t('menu.create')}</MenuItem>}
      {canStop && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={onStop}>
            {t('stops.startHere')}
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
