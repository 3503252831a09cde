'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { TagActions } from './action-types';
import { useRefusal } from './use-refusal';

const FIELDS = ['key', 'labelEn', 'labelZh'] as const;

export function RegisterTagDialog({ register }: { register: TagActions['registerTag'] }) {
  const t = useTranslations('data.tags');
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const [texts, setTexts] = useState({ key: '', labelEn: '', labelZh: '' });
  const [required, setRequired] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ path: string; message: string }>();

  async function submit() {
    setBusy(true);
    const result = await register({ ...texts, required });
    setBusy(false);
    if (!result.ok) {
      const path = result.error.issues[0]?.path ?? 'key';
      return setError({ path, message: refusal(result.error) });
    }
    toast.success(t('registered', { combinations: result.value.combinations }));
    setTexts({ key: '', labelEn: '', labelZh: '' });
    setError(undefined);
    setOpen(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t('register')}</Button>}
      title={t('registerTitle')}
      description={t('registerText')}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(field)}
            hint={field === 'key' ? t('keyHint') : undefined}
            error={error?.path === field ? error.message : undefined}
          >
            <Input
              value={texts[field]}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          </Field>
        ))}
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the label's own child */}
        <label className="flex items-center gap-2">
          <Checkbox checked={required} onCheckedChange={(next) => setRequired(next === true)} />
          {t('isRequired')}
        </label>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={busy}>
            {t('register')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
