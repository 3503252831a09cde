'use client';

import { useState } from 'react';
import { Select } from '@/components/ui/select';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { DraftButton } from './draft-button';
import { useRoutingText } from './use-routing-text';

/** Begins a policy of its own for a team that has none. */
export function TeamDraft({ teams }: { teams: RoutingNames['teams'] }) {
  const { t } = useRoutingText();
  const [teamId, setTeamId] = useState(teams[0]?.id);
  if (!teamId) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {teams.length > 1 && (
        <Select
          aria-label={t('conditions.team')}
          value={teamId}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={setTeamId}
        />
      )}
      <DraftButton
        teamId={teamId}
        label={t('list.draftTeam', { team: teams.find(({ id }) => id === teamId)?.name ?? '' })}
      />
    </div>
  );
}
