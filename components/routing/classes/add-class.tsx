'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { z } from 'zod';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { addTaskClassInput } from '@/lib/routing/policy-verbs-input';
import { useClassText } from './use-class-text';

/** A class of the organisation's own. */
export function AddClass({
  add,
}: {
  add: (input: z.input<typeof addTaskClassInput>) => Promise<ActionResult<unknown>>;
}) {
  const { t } = useClassText([]);
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [isSimple, setIsSimple] = useState(false);
  const { submit, busy, field, summary, clear } = useSubmit();
  const close = () => {
    setOpen(false);
    clear();
  };

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const input = { key: text('key'), name: text('name'), description: text('description'), isSimple };
    const result = await submit(() => add(input));
    if (!result.ok) return;
    close();
    toast.success(t('classes.added'));
    router.refresh();
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('classes.add')}</Button>
      <FormDialog
        open={open}
        onClose={close}
        title={t('classes.addTitle')}
        description={t('classes.addText')}
        submitLabel={t('classes.add')}
        busy={busy}
        error={summary}
        onSubmit={save}
      >
        <Field label={t('classes.name')} error={field('name')}>
          <Input name="name" autoComplete="off" />
        </Field>
        <Field label={t('classes.key')} hint={t('classes.keyHint')} error={field('key')}>
          <Input name="key" autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
        <Field label={t('classes.description')} error={field('description')}>
          <Input name="description" autoComplete="off" />
        </Field>
        <Checkbox
          label={t('classes.isSimple')}
          checked={isSimple}
          onCheckedChange={(on) => setIsSimple(on === true)}
        />
      </FormDialog>
    </>
  );
}
