'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { AUDIT_AREAS, type AuditSearch, auditHref } from './search-params';

const ANY = 'any';

export function AuditFilter({ search }: { search: AuditSearch }) {
  const t = useTranslations('settings.audit');
  const router = useRouter();
  const [area, setArea] = useState(search.action ?? ANY);
  const active = Object.keys(search).some((key) => key !== 'before');
  const areas = AUDIT_AREAS.map((value) => ({ value: value as string, label: t(`areas.${value}`) }));

  return (
    <form
      key={auditHref(search)}
      noValidate
      className="mb-6 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name) ?? '').trim();
        router.push(
          auditHref({
            search: text('search'),
            from: text('from'),
            to: text('to'),
            action: area === ANY ? '' : area,
          }),
        );
      }}
    >
      <Field label={t('search')} className="max-sm:w-full sm:w-52">
        <Input name="search" defaultValue={search.search} autoComplete="off" />
      </Field>
      <Field label={t('area')}>
        <Select
          value={area}
          onValueChange={setArea}
          options={[
            { value: ANY, label: t('anyArea') },
            ...areas,
            ...(area === ANY || areas.some((option) => option.value === area)
              ? []
              : [{ value: area, label: area }]),
          ]}
          className="w-40"
        />
      </Field>
      <Field label={t('from')}>
        <Input name="from" type="date" defaultValue={search.from} />
      </Field>
      <Field label={t('to')}>
        <Input name="to" type="date" defaultValue={search.to} />
      </Field>
      <Button type="submit">{t('apply')}</Button>
      {active && (
        <Button asChild variant="quiet">
          <Link href="/settings/audit" onClick={() => setArea(ANY)}>
            {t('clear')}
          </Link>
        </Button>
      )}
    </form>
  );
}
