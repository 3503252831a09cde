'use client';

import { type FormEvent, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useEvaluationActions } from './actions-context';
import { FormFoot } from './form-foot';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

/** A team agrees that so many samples of its traffic are kept, so long. */
export default function ConsentForm({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const { t } = useEvidenceText();
  const { giveConsent } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, busy, field, summary } = useSubmit();
  const [keepDays, setKeepDays] = useState('30');
  const [mostCases, setMostCases] = useState('500');
  async function give(event: FormEvent) {
    event.preventDefault();
    const made = await submit(() =>
      giveConsent({ teamId, keepDays: Number(keepDays), mostCases: Number(mostCases) }),
    );
    if (!made.ok) return;
    toast.success(t('samples.given'));
    onClose();
    await refresh();
  }
  return (
    <form onSubmit={give} noValidate className="grid gap-4" data-testid="give-consent">
      <ul className="grid list-disc gap-1 pl-5 text-ink2">
        <li>{t('samples.means.what')}</li>
        <li>{t('samples.means.redacted')}</li>
        <li>{t('samples.means.withdraw')}</li>
      </ul>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t('samples.mostCases')} error={field('mostCases')}>
          <Input
            inputMode="numeric"
            value={mostCases}
            onChange={(event) => setMostCases(event.target.value)}
          />
        </Field>
        <Field label={t('samples.keepDays')} error={field('keepDays')}>
          <Input inputMode="numeric" value={keepDays} onChange={(event) => setKeepDays(event.target.value)} />
        </Field>
      </div>
      <FormFoot label={t('samples.give')} busy={busy} error={summary ?? field('teamId')} onClose={onClose} />
    </form>
  );
}
