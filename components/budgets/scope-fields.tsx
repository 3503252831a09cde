'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { BudgetPlaces, BudgetScopeDto } from '@/lib/budgets/budget-dto';
import { useBudgetText } from './use-budget-text';

type Kind = BudgetScopeDto['kind'];
const EVERYONE = 'organisation';

/** Whom a budget holds: a level, then the place. */
export function ScopeFields({
  places,
  value,
  onChange,
  error,
}: {
  places: BudgetPlaces;
  value: BudgetScopeDto | null;
  onChange: (scope: BudgetScopeDto | null) => void;
  error: string | undefined;
}) {
  const { t } = useBudgetText();
  const kinds: Kind[] = [
    ...(places.organisation ? (['organisation'] as const) : []),
    ...(places.departments.length > 0 ? (['department'] as const) : []),
    'team',
    'workflow',
    'user',
    'api_key',
  ];
  const [kind, setKind] = useState<Kind>(value?.kind ?? 'team');
  const [teamId, setTeamId] = useState<string | undefined>(
    value && 'teamId' in value ? value.teamId : places.teams.length === 1 ? places.teams[0]?.id : undefined,
  );

  function choose(next: Kind) {
    setKind(next);
    if (next === 'organisation') onChange({ kind: 'organisation' });
    else if (next === 'user' && places.organisation) onChange({ kind: 'user', of: { kind: 'organisation' } });
    else if (next === 'user' && teamId) onChange({ kind: 'user', of: { kind: 'team', teamId } });
    else if (next === 'team' && teamId) onChange({ kind: 'team', teamId });
    else onChange(null);
  }

  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('create.level')} error={error}>
        <Select
          value={kind}
          onValueChange={choose}
          options={kinds.map((one) => ({ value: one, label: t(`levels.${one}`) }))}
        />
      </Field>
      <Place {...{ kind, places, value, onChange, teamId, setTeamId }} />
    </div>
  );
}

interface PlaceProps {
  kind: Kind;
  places: BudgetPlaces;
  value: BudgetScopeDto | null;
  onChange: (scope: BudgetScopeDto | null) => void;
  teamId: string | undefined;
  setTeamId: (id: string) => void;
}

function Place({ kind, places, value, onChange, teamId, setTeamId }: PlaceProps) {
  const { t } = useBudgetText();
  const teams = places.teams.map((team) => ({ value: team.id, label: team.name }));
  if (kind === 'organisation') return null;
  if (kind === 'department')
    return (
      <Field label={t('levels.department')}>
        <Select
          value={value?.kind === 'department' ? value.departmentId : undefined}
          onValueChange={(departmentId) => onChange({ kind, departmentId })}
          placeholder={t('create.chooseDepartment')}
          options={places.departments.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Field>
    );
  if (kind === 'user') return <UsersOf places={places} value={value} onChange={onChange} />;
  if (kind === 'api_key')
    return (
      <Field label={t('levels.api_key')}>
        <Select
          value={value?.kind === 'api_key' ? value.keyId : undefined}
          onValueChange={(keyId) => onChange({ kind, keyId })}
          placeholder={t('create.chooseKey')}
          options={[
            ...places.teams.flatMap((one) =>
              one.keys.map((key) => ({ value: key.id, label: key.name, group: one.name })),
            ),
            ...places.gatewayKeys.map((key) => ({
              value: key.id,
              label: key.name,
              group: t('places.anyTeam'),
            })),
          ]}
        />
      </Field>
    );
  const team = places.teams.find((one) => one.id === teamId);
  return (
    <>
      <Field label={t('levels.team')}>
        <Select
          value={teamId}
          onValueChange={(id) => {
            setTeamId(id);
            onChange(kind === 'team' ? { kind, teamId: id } : null);
          }}
          placeholder={t('create.chooseTeam')}
          options={teams}
        />
      </Field>
      {kind === 'workflow' && team && (
        <Field label={t('levels.workflow')}>
          <Select
            value={value?.kind === 'workflow' ? value.workflow : undefined}
            onValueChange={(workflow) => onChange({ kind, teamId: team.id, workflow })}
            placeholder={t('create.chooseWorkflow')}
            options={team.workflows.map((one) => ({ value: one, label: one }))}
          />
        </Field>
      )}
    </>
  );
}

function UsersOf({ places, value, onChange }: Pick<PlaceProps, 'places' | 'value' | 'onChange'>) {
  const { t } = useBudgetText();
  const of = value?.kind === 'user' ? value.of : null;
  const chosen =
    of === null
      ? undefined
      : of.kind === 'organisation'
        ? EVERYONE
        : of.kind === 'department'
          ? `department:${of.departmentId}`
          : `team:${of.teamId}`;
  return (
    <Field label={t('create.usersOf')}>
      <Select
        value={chosen}
        onValueChange={(next) => {
          const [kind, id = ''] = next.split(':');
          if (kind === 'department') onChange({ kind: 'user', of: { kind, departmentId: id } });
          else if (kind === 'team') onChange({ kind: 'user', of: { kind, teamId: id } });
          else onChange({ kind: 'user', of: { kind: 'organisation' } });
        }}
        placeholder={t('create.chooseTeam')}
        options={[
          ...(places.organisation ? [{ value: EVERYONE, label: t('places.organisation') }] : []),
          ...places.departments.map((one) => ({
            value: `department:${one.id}`,
            label: one.name,
            group: t('levels.department'),
          })),
          ...places.teams.map((one) => ({
            value: `team:${one.id}`,
            label: one.name,
            group: t('levels.team'),
          })),
        ]}
      />
    </Field>
  );
}
