'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

const NONE = 'none';

/** A department or none. */
export function DepartmentSelect({
  departments,
  value,
  onChange,
  error,
}: {
  departments: readonly { id: string; name: string }[];
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
}) {
  const t = useTranslations('settings.teams');
  return (
    <Field label={t('department')} error={error}>
      <Select
        value={value ?? NONE}
        onValueChange={(next) => onChange(next === NONE ? null : next)}
        options={[
          { value: NONE, label: t('noDepartment') },
          ...departments.map((row) => ({ value: row.id, label: row.name })),
        ]}
      />
    </Field>
  );
}
