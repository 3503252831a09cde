'use client';

import { useRouter } from 'next/navigation';
import type { z } from 'zod';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { archiveTaskClassInput } from '@/lib/routing/policy-verbs-input';
import type { TaskClass } from '@/lib/routing/task-class';
import { useClassText } from './use-class-text';

/** Takes a class of the organisation's own out of use, with a reason. */
export function ArchiveClass({
  own,
  archive,
}: {
  own: TaskClass;
  archive: (input: z.input<typeof archiveTaskClassInput>) => Promise<ActionResult<unknown>>;
}) {
  const { t } = useClassText([]);
  const router = useRouter();
  const { submit, explain } = useSubmit();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger" aria-label={t('classes.archiveLabel', { name: own.name })}>
          {t('classes.archive')}
        </Button>
      }
      title={t('classes.archiveTitle', { name: own.name })}
      description={t('classes.archiveText')}
      confirmLabel={t('classes.archive')}
      reason="required"
      danger
      onConfirm={async (reason) => {
        const result = await submit(() => archive({ key: own.key, reason }));
        if (!result.ok) return explain(result.error);
        toast.success(t('classes.archived'));
        router.refresh();
        return undefined;
      }}
    />
  );
}
