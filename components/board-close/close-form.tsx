'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { CheckKey } from '@/lib/board/close';
import type { CloseActions } from './close-actions';

/** Closes the month; each open check must be ticked first, with one note on all of them. */
export function CloseForm({
  month,
  name,
  open,
  close,
}: {
  month: string;
  /** The month in words. */
  name: string;
  open: readonly CheckKey[];
  close: CloseActions['close'];
}) {
  const t = useTranslations('boardClose');
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const [seen, setSeen] = useState<readonly CheckKey[]>([]);
  const [note, setNote] = useState('');
  const refused = open.map((key) => field(`acknowledged.${key}`)).find(Boolean);

  async function confirm() {
    const result = await submit(() => close({ month, acknowledged: [...seen], note: note.trim() || null }));
    if (!result.ok) return;
    toast.success(t('close.done', { month: name }));
    router.refresh();
  }

  return (
    <form
      noValidate
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p className="text-ink2">{t('close.effect')}</p>
      {open.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="pb-1 font-medium">{t('close.acknowledge')}</legend>
          {open.map((key) => (
            <Checkbox
              key={key}
              label={t(`checks.${key}.seen`)}
              checked={seen.includes(key)}
              onCheckedChange={(ticked) =>
                setSeen(ticked === true ? [...seen, key] : seen.filter((one) => one !== key))
              }
            />
          ))}
        </fieldset>
      )}
      {open.length > 0 && (
        <Field label={t('close.note')} hint={t('close.noteHint')} error={field('note')}>
          <Textarea value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} />
        </Field>
      )}
      <FormError>{refused ?? field('month') ?? summary}</FormError>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t('close.button', { month: name })}
        </Button>
      </div>
    </form>
  );
}
