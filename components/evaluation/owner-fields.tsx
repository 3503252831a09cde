'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { EvaluationNames } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';

const ALL = 'all';

export interface Owner {
  name: string;
  taskClass: string;
  /** Null: the organisation's. */
  teamId: string | null;
}

/** Whom a new set is for by default: the only place the reader may put one. */
export const firstOwner = ({ teams, mayEditForAll, taskClasses }: EvaluationNames): Owner => ({
  name: '',
  taskClass: taskClasses[0]?.key ?? '',
  teamId: mayEditForAll ? null : (teams.find(({ mayEdit }) => mayEdit)?.id ?? null),
});

/** Name, task class and team of what is added. */
export function OwnerFields({
  value,
  names,
  teamsOnly = false,
  onChange,
  error,
}: {
  value: Owner;
  names: EvaluationNames;
  /** It always belongs to a team. */
  teamsOnly?: boolean;
  onChange: (next: Owner) => void;
  error: (path: string) => string | undefined;
}) {
  const { t } = useEvidenceText();
  const own = names.teams.filter(({ mayEdit }) => mayEdit);
  const teams = [
    ...(names.mayEditForAll && !teamsOnly ? [{ value: ALL, label: t('set.organisation') }] : []),
    ...own.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Field label={t('form.name')} error={error('name')} className="sm:col-span-2">
        <Input
          value={value.name}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field label={t('form.taskClass')} error={error('taskClass')}>
        <Select
          value={value.taskClass}
          options={names.taskClasses.map(({ key }) => ({ value: key, label: key }))}
          onValueChange={(taskClass) => onChange({ ...value, taskClass })}
        />
      </Field>
      <Field label={t('form.team')} error={error('teamId')}>
        <Select
          value={value.teamId ?? ALL}
          options={teams}
          onValueChange={(next) => onChange({ ...value, teamId: next === ALL ? null : next })}
        />
      </Field>
    </div>
  );
}
