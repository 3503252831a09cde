'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { z } from 'zod';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, inputStyles } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { setWorkflowTaskClassInput } from '@/lib/routing/policy-verbs-input';
import type { TaskClass } from '@/lib/routing/task-class';
import type { WorkflowClassDto } from '@/lib/routing/workflow-class-dto';
import { useClassText } from './use-class-text';

/** Says what kind of work the calls of a workflow are that declare none, or no more. */
export function SetWorkflowClass({
  of: { workflow, set },
  classes,
  save,
}: {
  of: WorkflowClassDto;
  classes: readonly TaskClass[];
  save: (input: z.input<typeof setWorkflowTaskClassInput>) => Promise<ActionResult<unknown>>;
}) {
  const { t, nameOf } = useClassText(classes);
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { submit, busy, field, summary, clear } = useSubmit();
  const close = () => {
    setOpen(false);
    clear();
  };

  async function onSubmit(form: FormData) {
    const taskClass = String(form.get('taskClass') ?? '') || null;
    const reason = String(form.get('reason') ?? '');
    const result = await submit(() => save({ workflow, taskClass, reason }));
    if (!result.ok) return;
    close();
    toast.success(t('workflows.saved'));
    router.refresh();
  }

  return (
    <>
      <Button size="sm" aria-label={t('workflows.editLabel', { workflow })} onClick={() => setOpen(true)}>
        {t('workflows.edit')}
      </Button>
      <FormDialog
        open={open}
        onClose={close}
        title={t('workflows.editTitle', { workflow })}
        description={t('workflows.editText')}
        submitLabel={t('workflows.edit')}
        busy={busy}
        error={summary}
        onSubmit={onSubmit}
      >
        <Field label={t('workflows.choose')} error={field('taskClass')}>
          <select name="taskClass" defaultValue={set?.isInUse ? set.taskClass : ''} className={inputStyles}>
            <option value="">{t('workflows.none')}</option>
            {classes.map(({ key }) => (
              <option key={key} value={key}>
                {nameOf(key)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('workflows.reason')} error={field('reason')}>
          <Input name="reason" autoComplete="off" />
        </Field>
      </FormDialog>
    </>
  );
}
