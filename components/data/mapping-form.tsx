'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type ColumnForm, FORM_FIELDS, type FormField } from '@/lib/usage/import/column-form';
import { STANDARD_TAGS } from '@/lib/usage/taxonomy';
import { ColumnSelect } from './column-select';

const FORMATS = ['iso', 'epoch_s', 'epoch_ms'] as const;
const FLAGS = ['includesCached', 'includesReasoning', 'blankZero'] as const;

/** Which column says what. Every change goes up; the preview shows what it makes of the first rows. */
export function MappingForm({
  form,
  columns,
  tagLabels,
  onChange,
}: {
  form: ColumnForm;
  columns: readonly string[];
  tagLabels: Record<string, string>;
  onChange: (form: ColumnForm) => void;
}) {
  const t = useTranslations('data.imports');
  const set = (change: Partial<ColumnForm>) => onChange({ ...form, ...change });
  const column = (field: FormField, none: string) => (
    <ColumnSelect
      value={form.columns[field]}
      columns={columns}
      none={none}
      onChange={(next) => set({ columns: { ...form.columns, [field]: next } })}
    />
  );
  return (
    <div className="grid gap-6">
      <Field label={t('source')} hint={t('sourceHint')} className="max-w-md">
        <Input
          value={form.source}
          onChange={(event) => set({ source: event.target.value })}
          maxLength={200}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {FORM_FIELDS.map((field) => (
          <Field key={field} label={t(`fields.${field}`)}>
            {column(field, field === 'id' ? t('idContent') : t('none'))}
          </Field>
        ))}
        <Field label={t('timeFormat')}>
          <Select
            className="w-full"
            value={form.timeFormat}
            onValueChange={(timeFormat) => set({ timeFormat })}
            options={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
          />
        </Field>
        <Field label={t('fields.zone')} hint={t('zoneHint')}>
          <Input value={form.zone} onChange={(event) => set({ zone: event.target.value })} />
        </Field>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {FLAGS.map((flag) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the label's own child
          <label key={flag} className="flex items-center gap-2">
            <Checkbox checked={form[flag]} onCheckedChange={(next) => set({ [flag]: next === true })} />
            {t(flag)}
          </label>
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {STANDARD_TAGS.map((tag) => (
          <div key={tag} className="grid content-start gap-1.5">
            <Field label={tagLabels[tag] ?? tag}>{column(tag, t('none'))}</Field>
            {!form.columns[tag] && (
              <Input
                aria-label={t('fixed', { tag: tagLabels[tag] ?? tag })}
                placeholder={t('constant')}
                value={form.fixedTags[tag]}
                onChange={(event) => set({ fixedTags: { ...form.fixedTags, [tag]: event.target.value } })}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
