'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { BudgetPlaces, KillSwitchDto } from '@/lib/budgets/budget-dto';
import { useBudgetText } from './use-budget-text';

export type StopScope = KillSwitchDto['scope'];
const KINDS = ['team', 'workflow', 'api_key'] as const;

/** A team, one of its workflows, or a key. */
export function StopPlace({
  places,
  value,
  onChange,
  error,
}: {
  places: BudgetPlaces;
  value: StopScope | null;
  onChange: (scope: StopScope | null) => void;
  error: string | undefined;
}) {
  const { t } = useBudgetText();
  const [kind, setKind] = useState<StopScope['kind']>('team');
  const [teamId, setTeamId] = useState<string | undefined>(
    places.teams.length === 1 ? places.teams[0]?.id : undefined,
  );
  const team = places.teams.find((one) => one.id === teamId);
  const keys = [
    ...places.teams.flatMap((one) =>
      one.keys.map((key) => ({ value: key.id, label: key.name, group: one.name })),
    ),
    ...places.gatewayKeys.map((key) => ({ value: key.id, label: key.name, group: t('places.anyTeam') })),
  ];
  const choose = (next: StopScope['kind'], id: string | undefined) => {
    setKind(next);
    setTeamId(id);
    onChange(next === 'team' && id ? { kind: 'team', teamId: id } : null);
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('stops.what')} error={error}>
        <Select
          value={kind}
          onValueChange={(next) => choose(next, teamId)}
          options={KINDS.map((one) => ({ value: one, label: t(`levels.${one}`) }))}
        />
      </Field>
      {kind !== 'api_key' && (
        <Field label={t('levels.team')}>
          <Select
            value={teamId}
            onValueChange={(id) => choose(kind, id)}
            placeholder={t('create.chooseTeam')}
            options={places.teams.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
      )}
      {kind === 'workflow' && team && (
        <Field label={t('levels.workflow')} className="sm:col-span-2">
          <Select
            value={value?.kind === 'workflow' ? value.workflow : undefined}
            onValueChange={(workflow) => onChange({ kind: 'workflow', teamId: team.id, workflow })}
            placeholder={t('create.chooseWorkflow')}
            options={team.workflows.map((workflow) => ({ value: workflow, label: workflow }))}
          />
        </Field>
      )}
      {kind === 'api_key' && (
        <Field label={t('levels.api_key')}>
          <Select
            value={value?.kind === 'api_key' ? value.keyId : undefined}
            onValueChange={(keyId) => onChange({ kind: 'api_key', keyId })}
            placeholder={t('create.chooseKey')}
            options={keys}
          />
        </Field>
      )}
    </div>
  );
}
