'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { PackRecipient } from '@/lib/board/pack-dto';
import type { Locale } from '@/lib/money/format';
import type { PackActions } from './pack-actions';

/** Who is mailed the PDF of each pack, and in which language. */
export function Recipients({
  list,
  actions,
}: {
  list: readonly PackRecipient[];
  actions: Pick<PackActions, 'addRecipient' | 'removeRecipient'>;
}) {
  const t = useTranslations('packs');
  const router = useRouter();
  const [locale, setLocale] = useState<string>(useLocale());
  const { submit, busy, field, summary, explain } = useSubmit();

  async function add(form: HTMLFormElement) {
    const email = String(new FormData(form).get('email') ?? '');
    const done = await submit(() => actions.addRecipient({ email, locale: locale as Locale }));
    if (!done.ok) return;
    form.reset();
    toast.success(t('list.added'));
    router.refresh();
  }

  async function remove(id: string) {
    const done = await submit(() => actions.removeRecipient({ id }));
    if (!done.ok) return toast.error(explain(done.error));
    router.refresh();
  }

  return (
    <div data-testid="pack-recipients">
      {list.length === 0 && <p className="pb-3 text-ink2">{t('list.none')}</p>}
      <ul>
        {list.map(({ id, email, locale: language }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 border-b py-1.5">
            <span className="wrap-anywhere">{email}</span>
            <span className="text-xs text-ink2">{t(`languages.${language}`)}</span>
            <Button
              size="sm"
              variant="quiet"
              className="ml-auto"
              aria-label={t('list.removeLabel', { email })}
              onClick={() => remove(id)}
            >
              {t('list.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        noValidate
        className="mt-3 grid items-end gap-3 sm:grid-cols-[1fr_180px_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          void add(event.currentTarget);
        }}
      >
        <Field label={t('list.email')} error={field('email')}>
          <Input name="email" type="email" autoComplete="off" />
        </Field>
        <Field label={t('list.language')}>
          <Select
            value={locale}
            onValueChange={setLocale}
            options={[
              { value: 'en', label: t('languages.en') },
              { value: 'zh-HK', label: t('languages.zh-HK') },
            ]}
          />
        </Field>
        <Button type="submit" busy={busy}>
          {t('list.add')}
        </Button>
      </form>
      <FormError>{summary}</FormError>
    </div>
  );
}
