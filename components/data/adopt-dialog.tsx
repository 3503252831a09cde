'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { TagValueDto } from '@/lib/usage/tag-impact';
import type { TagActions } from './action-types';
import { useRefusal } from './use-refusal';

const NO_DEPARTMENT = '-';

/** Makes a value seen in traffic official: a label; for a team its name and department. */
export function AdoptDialog({
  value,
  tagLabel,
  departments,
  actions,
  onClose,
}: {
  value: TagValueDto;
  tagLabel: string;
  departments: readonly { id: string; name: string }[];
  actions: Pick<TagActions, 'adoptValue' | 'adoptTeam'>;
  onClose: () => void;
}) {
  const t = useTranslations('data.tags');
  const common = useTranslations('common');
  const refusal = useRefusal();
  const key = value.value ?? '';
  const [name, setName] = useState(value.teamId ? key : '');
  const [department, setDepartment] = useState(NO_DEPARTMENT);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function adopt() {
    setBusy(true);
    const result = value.teamId
      ? await actions.adoptTeam({
          teamId: value.teamId,
          name,
          departmentId: department === NO_DEPARTMENT ? null : department,
        })
      : await actions.adoptValue({ tag: value.tag, value: key, label: name.trim() || null });
    setBusy(false);
    if (!result.ok) return setError(refusal(result.error));
    toast.success(t('adopted', { value: key }));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('adoptTitle', { value: key })}
      description={t('adoptText', { tag: tagLabel })}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          adopt();
        }}
      >
        <Field
          label={value.teamId ? t('name') : t('label')}
          hint={value.teamId ? undefined : t('labelHint')}
          optional={value.teamId ? undefined : common('optional')}
          error={error}
        >
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={120} />
        </Field>
        {value.teamId && (
          <Field label={t('department')}>
            <Select
              value={department}
              onValueChange={setDepartment}
              options={[
                { value: NO_DEPARTMENT, label: t('noDepartment') },
                ...departments.map((d) => ({ value: d.id, label: d.name })),
              ]}
            />
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('adopt')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
