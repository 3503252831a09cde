'use client';

import { ColumnSelect } from '@/components/data/column-select';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import {
  FIXED_FIELDS,
  type FixedField,
  OUTCOME_FIELDS,
  type OutcomeForm,
} from '@/lib/outcomes/import/column-form';
import type { useWorkflowText } from './use-workflow-text';

const isFixed = (field: string): field is FixedField => (FIXED_FIELDS as readonly string[]).includes(field);

/** Which column says what; what no column says can be the same on every row. Words go up once they are written. */
export function ImportMapping({
  form,
  columns,
  t,
  onChange,
}: {
  form: OutcomeForm;
  columns: readonly string[];
  t: ReturnType<typeof useWorkflowText>['t'];
  onChange: (form: OutcomeForm) => void;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {OUTCOME_FIELDS.map((field) => (
        <div key={field} className="grid content-start gap-1.5">
          <Field label={t(`import.fields.${field}`)}>
            <ColumnSelect
              value={form.columns[field]}
              columns={columns}
              none={t(
                field === 'id' ? 'import.idContent' : field === 'count' ? 'import.countOne' : 'import.none',
              )}
              onChange={(next) => onChange({ ...form, columns: { ...form.columns, [field]: next } })}
            />
          </Field>
          {isFixed(field) && !form.columns[field] && (
            <Input
              aria-label={t('import.fixed', { field: t(`import.fields.${field}`) })}
              placeholder={t('import.constant')}
              defaultValue={form.fixed[field]}
              onBlur={(event) => onChange({ ...form, fixed: { ...form.fixed, [field]: event.target.value } })}
            />
          )}
        </div>
      ))}
      <Field label={t('import.zone')} hint={t('import.zoneHint')}>
        <Input defaultValue={form.zone} onBlur={(event) => onChange({ ...form, zone: event.target.value })} />
      </Field>
    </div>
  );
}
