'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import type { Period } from '@/lib/time/days';
import { usePeriodName } from './use-workflow-text';

export interface Choice {
  value: string;
  period: Period;
  stretch: string | null;
  running: boolean;
}

/** Which month, or which stretch of months, the page is about; the address says it. */
export function PeriodSelect({
  choices,
  value,
  path,
}: {
  choices: readonly Choice[];
  value: string;
  path: string;
}) {
  const t = useTranslations('workflows');
  const nameOf = usePeriodName();
  const router = useRouter();
  return (
    <Select
      value={value}
      aria-label={t('period')}
      onValueChange={(next) => router.push(`${path}?period=${next}`, { scroll: false })}
      options={choices.map((choice) => ({
        value: choice.value,
        label: nameOf(choice),
        ...(choice.running && choice.stretch === null && { hint: t('soFar') }),
      }))}
    />
  );
}
