'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

export interface NameDraft {
  name: string;
  teamId: string | null;
}

const NONE = 'none';

/** The name of a scenario, and the team whose leads see it. */
export function NameFields({
  draft,
  onChange,
  error,
}: {
  draft: NameDraft;
  onChange: (draft: NameDraft) => void;
  error: (path: string) => string | undefined;
}) {
  const { t } = useScenarioText();
  const { teams } = useScenarios().reader;
  return (
    <>
      <Field label={t('save.name')} error={error('name')}>
        <Input
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
          maxLength={120}
          autoComplete="off"
          placeholder={t('save.placeholder')}
        />
      </Field>
      {teams.length > 0 && (
        <Field label={t('save.team')} hint={t('save.teamHint')} error={error('teamId')}>
          <Select
            value={draft.teamId ?? NONE}
            onValueChange={(next) => onChange({ ...draft, teamId: next === NONE ? null : next })}
            options={[
              { value: NONE, label: t('save.noTeam') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      )}
    </>
  );
}
