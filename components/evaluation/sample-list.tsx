'use client';

import type { GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { ArchiveSet } from './set-table';
import { useEvidenceText } from './use-evidence-text';

/** Samples that are kept, with when they go. */
export function SampleList({ sets }: { sets: readonly GoldenSetDto[] }) {
  const { t, instant } = useEvidenceText();
  return (
    <ul>
      {sets.map((set) => (
        <li key={set.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-2">
          <b className="font-medium">{set.name}</b>
          <span className="text-ink2">
            {set.team?.name} · {set.taskClass} · {t('cases', { cases: set.cases })}
            {set.expiresAt && ` · ${t('set.expires', { at: instant(set.expiresAt) })}`}
          </span>
          {set.mayEdit && (
            <span className="ml-auto">
              <ArchiveSet set={set} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
