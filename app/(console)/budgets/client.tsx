'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { useBudgetActions } from '@/components/budgets/actions-context';
import { TreeHeadline } from '@/components/budgets/headline';
import { PeriodSwitch } from '@/components/budgets/period-switch';
import { RowMenu, stoppable } from '@/components/budgets/row-menu';
import { TreeCards } from '@/components/budgets/tree-cards';
import { allBudgets, findNode, type TreeLine, treeLines } from '@/components/budgets/tree-lines';
import { TreeTable } from '@/components/budgets/tree-table';
import { unwrap } from '@/components/budgets/unwrap';
import { useBudgetText } from '@/components/budgets/use-budget-text';
import { useCompact } from '@/components/explore/use-compact';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { BudgetPlaces, BudgetRow, BudgetTree } from '@/lib/budgets/budget-dto';
import { type BudgetsSearch, budgetsHref, readSearch } from './search-params';

/** Forms, read when they are first asked for: the tree itself stays light. */
const CreateSheet = dynamic(async () => (await import('@/components/budgets/create-sheet')).CreateSheet);
const EditPanel = dynamic(async () => (await import('@/components/budgets/edit-panel')).EditPanel);
const RaiseForm = dynamic(async () => (await import('@/components/budgets/raise-form')).RaiseForm);
const StopDialog = dynamic(async () => (await import('@/components/budgets/stop-dialog')).StopDialog);
const NoBudgets = dynamic(async () => (await import('@/components/budgets/ready-made')).NoBudgets);
const ReadyMade = dynamic(async () => (await import('@/components/budgets/ready-made')).ReadyMade);

interface BudgetsClientProps {
  initial: BudgetTree;
  /** Null for who makes no budgets. */
  places: BudgetPlaces | null;
  currency: string;
  mayMakeAll: boolean;
  mayStop: boolean;
}

/** The address is the state: a budget's editor can be linked to, and Back closes it. */
function useSearch() {
  const text = useSearchParams().toString();
  const search = useMemo(() => readSearch(new URLSearchParams(text)), [text]);
  const set = useCallback(
    (part: Partial<BudgetsSearch>) =>
      window.history.pushState(
        null,
        '',
        budgetsHref({ ...search, edit: null, raise: null, create: null, ...part }),
      ),
    [search],
  );
  return [search, set] as const;
}

export function BudgetsClient({ initial, places, currency, mayMakeAll, mayStop }: BudgetsClientProps) {
  const { t } = useBudgetText();
  const { readTree } = useBudgetActions();
  const { data: tree } = useQuery({
    queryKey: ['budgets', 'tree'],
    queryFn: () => unwrap(readTree()),
    initialData: initial,
    refetchInterval: 30_000,
  });
  const [search, set] = useSearch();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [stopping, setStopping] = useState<TreeLine['node'] | null>(null);
  const compact = useCompact();
  const budgets = allBudgets(tree.roots);
  const onCreate = tree.canCreate && places ? () => set({ create: 'new' }) : undefined;
  const lines = treeLines(
    tree.roots,
    search.period,
    closed,
    tree.canCreate !== null && search.period === 'all',
  );
  const asked = budgets.find((one) => one.id === search.raise);
  const View = compact ? TreeCards : TreeTable;
  return (
    <>
      <TreeHeadline
        tree={tree}
        choice={search.period}
        actions={
          budgets.length > 0 &&
          onCreate && (
            <>
              {mayMakeAll && places && budgets.every((one) => one.scope.kind !== 'organisation') && (
                <ReadyMade places={places} currency={currency} />
              )}
              <Button variant="primary" onClick={onCreate}>
                {t('create.button')}
              </Button>
            </>
          )
        }
      />
      {budgets.length === 0 ? (
        <NoBudgets places={places} currency={currency} mayMakeAll={mayMakeAll} onCreate={onCreate} />
      ) : (
        <>
          <PeriodSwitch budgets={budgets} value={search.period} onChange={(period) => set({ period })} />
          <View
            lines={lines}
            closed={closed}
            onToggle={(key) => setClosed(toggled(closed, key))}
            editing={search.edit}
            onEdit={(edit) => set({ edit })}
            editor={(budget) => (
              <EditPanel
                key={budget.id}
                budget={budget}
                owners={places?.owners ?? []}
                today={tree.today}
                onClose={() => set({})}
              />
            )}
            menu={(line) => (
              <RowMenu
                line={line}
                mayStop={mayStop}
                mayCreate={onCreate !== undefined && line.first}
                onEdit={(edit) => set({ edit })}
                onRaise={(raise) => set({ raise })}
                onCreate={() => set({ create: line.node.key })}
                onStop={() => setStopping(line.node)}
              />
            )}
            timeZone={tree.timeZone}
            showPeriod={new Set(budgets.map(({ period }) => period)).size > 1}
            onCreate={onCreate && ((create) => set({ create }))}
          />
        </>
      )}
      {places && search.create !== null && (
        <CreateSheet
          key={search.create}
          open
          onClose={() => set({})}
          places={places}
          scope={findNode(tree.roots, search.create)?.scope ?? null}
          currency={currency}
        />
      )}
      {stopping && (
        <StopDialog
          open
          onClose={() => setStopping(null)}
          scope={stoppable(stopping)}
          name={stopping.name}
          places={null}
        />
      )}
      <RaiseDialog budget={asked} today={tree.today} onClose={() => set({})} />
    </>
  );
}

function RaiseDialog({
  budget,
  today,
  onClose,
}: {
  budget: BudgetRow | undefined;
  today: string;
  onClose: () => void;
}) {
  const { t } = useBudgetText();
  return (
    <Dialog
      open={budget !== undefined}
      onOpenChange={(next) => !next && onClose()}
      title={budget ? t('raise.title', { name: budget.name }) : ''}
    >
      {budget && (
        <RaiseForm key={budget.id} budget={budget} wanted="" today={today} onDone={onClose} titled={false} />
      )}
    </Dialog>
  );
}

function toggled(closed: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(closed);
  if (!next.delete(key)) next.add(key);
  return next;
}
