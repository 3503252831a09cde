'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** The two fields every new team and department has. */
export function KeyAndName({ error }: { error: (path: string) => string | undefined }) {
  const t = useTranslations('settings');
  return (
    <>
      <Field label={t('name')} error={error('name')}>
        <Input name="name" autoComplete="off" />
      </Field>
      <Field label={t('key')} hint={t('teams.keyHint')} error={error('key')}>
        <Input name="key" autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
    </>
  );
}
