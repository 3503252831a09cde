'use client';

import { Status, type Tone } from '@/components/ui/status';
import type { Verdict } from '@/lib/evaluation/evidence';
import { useEvidenceText } from './use-evidence-text';

const TONES: Record<Verdict, Tone> = { proven: 'good', not_proven: 'neutral', worse: 'bad' };

/** What was shown of a model, and whether it was shown too long ago. */
export function VerdictMark({ verdict, stale }: { verdict: Verdict; stale: boolean }) {
  const { t } = useEvidenceText();
  return (
    <span className="flex flex-wrap gap-x-2">
      <Status tone={TONES[verdict]}>{t(`verdicts.${verdict}`)}</Status>
      {stale && <Status tone="warn">{t('stale')}</Status>}
    </span>
  );
}
