'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { comparable, withAnswers } from './comparable';
import { FormFoot } from './form-foot';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

/** Compares two runs of one set: is the candidate at most the margin worse? What comes of it is evidence. */
export default function CompareForm({
  sets,
  runId: given,
  onClose,
}: {
  sets: readonly GoldenSetDto[];
  /** The candidate, when the reader came from its page. */
  runId?: string;
  onClose: () => void;
}) {
  const { t, percent } = useEvidenceText();
  const { compareTwo } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const usable = comparable(sets);
  const ofRun = usable.find(({ runs }) => runs.some(({ id }) => id === given));
  const [setId, setSetId] = useState((ofRun ?? usable[0])?.id ?? '');
  const set = usable.find(({ id }) => id === setId);
  const runs = withAnswers(set?.runs ?? []);
  const [runId, setRunId] = useState(given ?? runs[0]?.id ?? '');
  const [baselineRunId, setBaseline] = useState(runs.find(({ id }) => id !== runId)?.id ?? '');
  const [margin, setMargin] = useState('5');
  const unfinished = runs.filter(
    ({ id, answers }) => [runId, baselineRunId].includes(id) && answers < (set?.cases ?? 0),
  );
  const options = runs.map(({ id, model, score, answers }) => ({
    value: id,
    label: `${model} · ${score === null ? '–' : percent(score)}`,
    hint: t('run.progress', { answers, cases: set?.cases ?? 0 }),
  }));

  function chooseSet(id: string) {
    const [first, second] = withAnswers(usable.find((one) => one.id === id)?.runs ?? []);
    setSetId(id);
    setRunId(first?.id ?? '');
    setBaseline(second?.id ?? '');
  }

  async function compare(event: FormEvent) {
    event.preventDefault();
    const made = await submit(() => compareTwo({ runId, baselineRunId, margin: shareOf(margin) }));
    if (!made.ok) return;
    onClose();
    router.push(`/routing/evidence/${made.value.evidenceId}`);
    await refresh();
  }

  return (
    <form onSubmit={compare} noValidate className="grid gap-4" data-testid="compare-runs">
      <Field label={t('start.set')}>
        <Select
          value={setId}
          options={usable.map(({ id, name, taskClass }) => ({ value: id, label: name, hint: taskClass }))}
          onValueChange={chooseSet}
        />
      </Field>
      <Field label={t('compare.model')} hint={t('compare.modelHint')} error={field('runId')}>
        <Select value={runId} options={options} onValueChange={setRunId} />
      </Field>
      <Field label={t('compare.baseline')} hint={t('compare.baselineHint')} error={field('baselineRunId')}>
        <Select value={baselineRunId} options={options} onValueChange={setBaseline} />
      </Field>
      <Field label={t('compare.margin')} hint={t('compare.marginHint')} error={field('margin')}>
        <Input inputMode="decimal" value={margin} onChange={(event) => setMargin(event.target.value)} />
      </Field>
      {unfinished.length > 0 && <p className="text-sm text-warn">{t('compare.unfinished')}</p>}
      <FormFoot
        label={t('compare.go')}
        busy={busy}
        disabled={!set || runId === '' || baselineRunId === ''}
        error={summary}
        onClose={onClose}
      />
    </form>
  );
}

/** Percentage points as a share: 5 is 0.05, 2.5 is 0.025. What is no number is left to the verb to refuse. */
function shareOf(points: string): string {
  const match = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(points.trim());
  return match ? `0.${(match[1] ?? '').padStart(2, '0')}${match[2] ?? ''}` : points;
}
