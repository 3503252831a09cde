'use client';

import type { ReactNode } from 'react';
import { When } from '@/components/data/when';
import { Section } from '@/components/ui/section';
import type { Currency } from '@/lib/money/currency';
import type { OutcomeDefinitionDto } from '@/lib/outcomes/dto';
import { useWorkflowText } from './use-workflow-text';

/** What counts as an outcome of the workflow and who stands for it; without one, what to do next. */
export function DefinitionPanel({
  definition,
  currency,
  timeZone,
  actions,
  define,
}: {
  definition: OutcomeDefinitionDto | null;
  currency: Currency;
  timeZone: string;
  actions: ReactNode;
  /** The button that defines one, for who may. */
  define: ReactNode;
}) {
  const { t } = useWorkflowText(currency);
  if (!definition)
    return (
      <Section title={t('definition.title')}>
        <p className="max-w-[60ch] text-ink2">{t(define ? 'definition.none' : 'definition.noneReadOnly')}</p>
        {define && <div className="mt-3">{define}</div>}
      </Section>
    );
  const rows: [string, ReactNode][] = [
    [t('definition.unit'), definition.unit],
    [t('definition.counts'), definition.description],
    [t('definition.vouchedBy'), definition.vouchedBy],
    [t('definition.key'), <code key="key">{definition.outcome}</code>],
    [
      t('definition.defined'),
      <span key="defined">
        {definition.createdBy}, <When at={definition.createdAt} timeZone={timeZone} dateOnly />
      </span>,
    ],
  ];
  return (
    <Section title={t('definition.title')} actions={actions}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[150px_1fr]">
        {rows.map(([name, value]) => (
          <div key={name} className="grid sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="text-ink2">{name}</dt>
            <dd className="max-w-[60ch]">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
