'use client';

import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { BudgetRow } from '@/lib/budgets/budget-dto';
import { useBudgetActions } from './actions-context';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

/** Ends a budget: it holds nothing from then on, and stays readable. */
export function ArchiveButton({ budget }: { budget: BudgetRow }) {
  const { t } = useBudgetText();
  const { archive } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, explain } = useSubmit();
  async function end(reason: string): Promise<string | undefined> {
    const result = await submit(() => archive(budget.id, reason));
    if (!result.ok) return explain(result.error);
    toast.success(t('detail.archivedDone'));
    await refresh();
    return undefined;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="quiet">{t('detail.archive')}</Button>}
      title={t('detail.archiveTitle', { name: budget.name })}
      description={t('detail.archiveLead')}
      confirmLabel={t('detail.archive')}
      reason="required"
      danger
      onConfirm={end}
    />
  );
}
