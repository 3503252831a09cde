'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { RunDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { EndpointFields, endpointOf } from './endpoint-fields';
import { FormFoot } from './form-foot';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

/** Goes on with a run: the key is asked for again, as it was not kept. */
export default function ResumeForm({ run, onClose }: { run: RunDto; onClose: () => void }) {
  const { t, amount } = useEvidenceText();
  const common = useTranslations('common');
  const { resumeRun } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, busy, field, summary } = useSubmit();
  const [cap, setCap] = useState('');
  const [endpoint, setEndpoint] = useState({
    ...{ baseUrl: run.baseUrl ?? '', apiKey: '' },
    concurrency: String(run.concurrency ?? 4),
    maxOutputTokens: String(run.maxOutputTokens ?? 1_024),
  });
  async function resume(event: FormEvent) {
    event.preventDefault();
    const made = await submit(() =>
      resumeRun({
        ...{ runId: run.id, endpoint: endpointOf(endpoint) },
        ...(cap.trim() !== '' && { cap: cap.trim() }),
      }),
    );
    if (!made.ok) return;
    onClose();
    await refresh();
  }
  return (
    <form onSubmit={resume} noValidate className="grid gap-4">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <EndpointFields value={endpoint} onChange={setEndpoint} error={field} />
        <Field
          label={t('resume.cap')}
          hint={t('resume.capHint', { cap: amount(run.cap) })}
          error={field('cap') ?? field('limit')}
          optional={common('optional')}
          className="sm:col-span-2"
        >
          <Input inputMode="decimal" value={cap} onChange={(event) => setCap(event.target.value)} />
        </Field>
      </div>
      <FormFoot
        label={t('resume.button')}
        busy={busy}
        disabled={endpoint.baseUrl.trim() === ''}
        error={summary}
        onClose={onClose}
      />
    </form>
  );
}
