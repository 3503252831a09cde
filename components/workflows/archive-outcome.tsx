'use client';

import { useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { Currency } from '@/lib/money/currency';
import type { OutcomeDefinitionDto } from '@/lib/outcomes/dto';
import { useWorkflowActions } from './actions-context';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';

/** Ends a definition, with a reason; its counts and values stay. */
export function ArchiveOutcome({
  definition,
  currency,
}: {
  definition: OutcomeDefinitionDto;
  currency: Currency;
}) {
  const { t } = useWorkflowText(currency);
  const { archive } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, explain } = useSubmit();
  const [open, setOpen] = useState(false);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="danger">
          {t('definition.archive')}
        </Button>
      }
      title={t('definition.archiveTitle', { unit: definition.unit })}
      description={t('definition.archiveText')}
      confirmLabel={t('definition.archive')}
      reason="required"
      danger
      onConfirm={async (reason) => {
        const result = await submit(() => archive({ definitionId: definition.id, reason }));
        if (!result.ok) return explain(result.error);
        toast.success(t('definition.archived'));
        await refresh();
        return undefined;
      }}
    />
  );
}
