'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { CURRENCIES, type Currency } from '@/lib/money/currency';

export interface OrganisationDraft {
  name: string;
  fiscalYearStartMonth: number;
  readingCurrency: Currency;
  defaultLocale: 'en' | 'zh-HK';
}

/** The four settings that set-up and the organisation page share. */
export function OrganisationFields({
  value,
  onChange,
  error,
  disabled,
}: {
  value: OrganisationDraft;
  onChange: (value: OrganisationDraft) => void;
  error: (path: keyof OrganisationDraft) => string | undefined;
  disabled?: boolean;
}) {
  const t = useTranslations('settings');
  return (
    <>
      <Field label={t('name')} error={error('name')}>
        <Input
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          autoComplete="organization"
          disabled={disabled}
        />
      </Field>
      <Field
        label={t('organisation.fiscalMonth')}
        hint={t('organisation.fiscalHint')}
        error={error('fiscalYearStartMonth')}
      >
        <Select
          value={String(value.fiscalYearStartMonth)}
          onValueChange={(month) => onChange({ ...value, fiscalYearStartMonth: Number(month) })}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: t(`months.${index + 1}`),
          }))}
          disabled={disabled ?? false}
        />
      </Field>
      <Field
        label={t('organisation.currency')}
        hint={t('organisation.currencyHint')}
        error={error('readingCurrency')}
      >
        <Select
          value={value.readingCurrency}
          onValueChange={(readingCurrency) => onChange({ ...value, readingCurrency })}
          options={CURRENCIES.map((currency) => ({ value: currency, label: currency }))}
          disabled={disabled ?? false}
        />
      </Field>
      <Field label={t('organisation.locale')} error={error('defaultLocale')}>
        <Select
          value={value.defaultLocale}
          onValueChange={(defaultLocale) => onChange({ ...value, defaultLocale })}
          options={(['en', 'zh-HK'] as const).map((locale) => ({
            value: locale,
            label: t(`locales.${locale}`),
          }))}
          disabled={disabled ?? false}
        />
      </Field>
    </>
  );
}
