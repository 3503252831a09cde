'use client';

import { Progress } from '@/components/ui/progress';
import { Status, type Tone } from '@/components/ui/status';
import type { RunDto } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';
import { isUnderWay } from './use-sets';

const TONES: Record<RunDto['state'], Tone> = {
  ...{ waiting: 'info', running: 'info', stopped: 'warn', capped: 'warn', done: 'good' },
};

/** Where a run stands: by word and shape, with a bar while it goes on. */
export function RunProgress({ run, cases }: { run: RunDto; cases: number }) {
  const { t } = useEvidenceText();
  const label = t('run.progress', { answers: run.answers, cases });
  return (
    <div className="grid gap-1">
      <Status tone={TONES[run.state]}>{t(`set.states.${run.state}`)}</Status>
      {isUnderWay(run) && (
        <Progress
          value={
            run.state === 'waiting' && run.answers === 0 ? null : (100 * run.answers) / Math.max(1, cases)
          }
          label={label}
          className="max-w-40"
        />
      )}
      <p className="text-xs text-ink2">
        {label}
        {run.failed > 0 && ` · ${t('run.failed', { failed: run.failed })}`}
      </p>
    </div>
  );
}
