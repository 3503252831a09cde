'use client';

import Link from 'next/link';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import type { AgedEvidence } from '@/lib/routing/aged-evidence';
import { useRoutingText } from './use-routing-text';

/** What the version in force rests on and should be measured again, each with its rules and where to read it. */
export function AgedList({ aged }: { aged: readonly AgedEvidence[] }) {
  const { t } = useRoutingText();
  if (aged.length === 0) return null;
  return (
    <Section title={t('aged.title')} note={t('aged.note')}>
      <ul data-testid="aged-evidence">
        {aged.map((one) => {
          const { taskClass, model, days, evidenceId, rules, isHeld } = one;
          const kind = one.why === 'stale' ? 'stale' : taskClass === null ? 'none' : 'missing';
          const words = t(`aged.${kind}`, { model, taskClass: taskClass ?? '', days: days ?? 0 });
          return (
            <li key={`${kind} ${taskClass} ${model} ${evidenceId}`} className="border-b py-2">
              <Status tone="warn" className="whitespace-normal wrap-anywhere">
                {evidenceId === null ? words : <Link href={`/routing/evidence/${evidenceId}`}>{words}</Link>}
              </Status>
              <p className="text-xs wrap-anywhere text-ink2">
                {t('aged.rules', { rules: rules.join(', ') })}
                {isHeld && ` · ${t('aged.held')}`}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
