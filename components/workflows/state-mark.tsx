'use client';

import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { ResultGap, WorkflowResult } from '@/lib/outcomes/profit-and-loss';

const GAP_TONES: Record<ResultGap, Tone> = {
  no_definition: 'neutral',
  no_outcomes: 'warn',
  no_value: 'warn',
  unpriced: 'warn',
  no_fx_rate: 'warn',
};

/** Whether a workflow pays for itself, or why nobody can say: by word, shape and colour. */
export function StateMark({ result }: { result: Pick<WorkflowResult, 'profitable' | 'gap'> }) {
  const t = useTranslations('workflows');
  if (result.profitable === true) return <Status tone="good">{t('states.pays')}</Status>;
  if (result.profitable === false) return <Status tone="bad">{t('states.loses')}</Status>;
  const gap = result.gap ?? 'no_outcomes';
  return <Status tone={GAP_TONES[gap]}>{t(`gaps.${gap}`)}</Status>;
}
