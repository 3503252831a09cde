'use client';

import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { RunDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

/** Stops a run; it can be gone on with. */
export function StopRun({ run }: { run: RunDto }) {
  const { t } = useEvidenceText();
  const { stopRun } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={<Button>{t('stop.button')}</Button>}
      title={t('stop.title')}
      description={t('stop.lead')}
      confirmLabel={t('stop.button')}
      onConfirm={async () => {
        const result = await submit(() => stopRun(run.id));
        await refresh();
        return result.ok ? undefined : explain(result.error);
      }}
    />
  );
}
