'use client';

import type { GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';

/** Golden sets, each with what was measured on it. */
export function SetList({ sets }: { sets: readonly GoldenSetDto[] }) {
  const { t, percent, amount, instant } = useEvidenceText();
  return (
    <ul>
      {sets.map((set) => (
        <li key={set.id} className="border-b border-rule py-3">
          <p>
            <b className="font-medium">{t('set.name', { id: set.id, name: set.name })}</b>{' '}
            <span className="text-ink2">
              {set.taskClass} · {t(`set.kinds.${set.kind}`)} · {t('cases', { cases: set.cases })} ·{' '}
              {set.team?.name ?? t('set.organisation')}
              {set.expiresAt && ` · ${t('set.expires', { at: instant(set.expiresAt) })}`}
            </span>
          </p>
          <ul className="mt-1 text-sm text-ink2">
            {set.runs.map((run) => (
              <li key={run.id}>
                {t('set.run', {
                  ...{
                    id: run.id,
                    model: run.model,
                    state: t(`set.states.${run.state}`),
                    answers: run.answers,
                  },
                  ...{ score: run.score === null ? '–' : percent(run.score), cost: amount(run.cost) },
                })}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
