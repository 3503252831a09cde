'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';

/** Any number of teams, ticked. */
export function TeamChoice({
  legend,
  hint,
  teams,
  value,
  onChange,
}: {
  legend: string;
  hint?: string;
  teams: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const t = useTranslations('settings.people');
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 font-medium">{legend}</legend>
      <div className="grid max-h-52 gap-1.5 overflow-y-auto sm:grid-cols-2">
        {teams.length === 0 && <p className="text-ink2">{t('noTeams')}</p>}
        {teams.map((team) => (
          <Checkbox
            key={team.id}
            label={team.name}
            checked={value.includes(team.id)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...value, team.id] : value.filter((id) => id !== team.id))
            }
          />
        ))}
      </div>
      {hint && <p className="text-xs text-ink2">{hint}</p>}
    </fieldset>
  );
}
