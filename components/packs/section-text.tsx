'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { PackActions, TextPlace } from './pack-actions';

/** What a section says in one language, and its editor; says so where the words are a person's. */
export function SectionText({
  place,
  sentences,
  written,
  editedBy,
  actions,
}: {
  place: TextPlace;
  sentences: readonly string[];
  /** What the figures say. */
  written: readonly string[];
  editedBy: string | null;
  actions: Pick<PackActions, 'edit' | 'reset'>;
}) {
  const t = useTranslations('packs');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { submit, busy, field, summary, explain, clear } = useSubmit();
  const section = t(`sections.${place.section}`);
  const language = t(`languages.${place.locale}`);

  async function save(form: FormData) {
    const lines = String(form.get('text') ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const saved = await submit(() => actions.edit({ ...place, sentences: lines }));
    if (!saved.ok) return;
    toast.success(t('edit.saved'));
    setOpen(false);
    router.refresh();
  }

  async function goBack() {
    const done = await submit(() => actions.reset(place));
    if (!done.ok) return toast.error(explain(done.error));
    router.refresh();
  }

  return (
    <div data-testid={`prose-${place.section}-${place.locale}`}>
      <div lang={place.locale} className="grid max-w-[44em] gap-1">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-ink2">
        <span>{editedBy === null ? t('edit.fromFigures') : t('edit.by', { by: editedBy })}</span>
        <Button
          size="sm"
          variant="link"
          aria-label={t('edit.label', { section, language })}
          onClick={() => setOpen(true)}
        >
          {t('edit.button')}
        </Button>
        {editedBy !== null && (
          <Button
            size="sm"
            variant="link"
            busy={busy}
            aria-label={t('edit.resetLabel', { section, language })}
            onClick={goBack}
          >
            {t('edit.reset')}
          </Button>
        )}
      </p>
      <FormDialog
        open={open}
        onClose={() => {
          clear();
          setOpen(false);
        }}
        title={t('edit.title', { section, language })}
        description={t('edit.lead')}
        submitLabel={t('edit.save')}
        busy={busy}
        error={summary}
        onSubmit={save}
      >
        <Field label={t('edit.text')} error={field('sentences')}>
          <Textarea name="text" rows={8} lang={place.locale} defaultValue={sentences.join('\n')} />
        </Field>
        {editedBy !== null && (
          <div className="text-xs text-ink2">
            <p className="font-medium">{t('edit.written')}</p>
            <p lang={place.locale}>{written.join(place.locale === 'en' ? ' ' : '')}</p>
          </div>
        )}
      </FormDialog>
    </div>
  );
}
