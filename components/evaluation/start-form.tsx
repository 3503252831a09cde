'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { EvaluationNames, GoldenSetDto } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { EndpointFields, endpointOf } from './endpoint-fields';
import { FormFoot } from './form-foot';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';

/** Starts a run: which model on which set, where it is asked, who pays, and how much at most. */
export default function StartForm({
  sets,
  names,
  setId: given,
  onClose,
}: {
  sets: readonly GoldenSetDto[];
  names: EvaluationNames;
  setId: string | null;
  onClose: () => void;
}) {
  const { t } = useEvidenceText();
  const { startRun } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const router = useRouter();
  const list = useId();
  const { submit, busy, field, summary } = useSubmit();
  const usable = sets.filter(({ kind }) => kind !== 'imported');
  const payers = names.teams.filter(({ mayEdit }) => mayEdit);
  const [setId, setSetId] = useState(given ?? usable[0]?.id ?? '');
  const set = usable.find(({ id }) => id === setId);
  const [model, setModel] = useState('');
  const [judge, setJudge] = useState('');
  const [cap, setCap] = useState('5');
  const [payingTeamId, setPayingTeamId] = useState(
    payers.find(({ id }) => id === set?.team?.id)?.id ?? payers[0]?.id ?? '',
  );
  const [endpoint, setEndpoint] = useState({
    ...{ baseUrl: '', apiKey: '', concurrency: '4', maxOutputTokens: '1024' },
  });

  async function start(event: FormEvent) {
    event.preventDefault();
    const find = (text: string) => names.models.find((one) => `${one.provider}/${one.model}` === text.trim());
    const known = find(model);
    const judgeName = (find(judge)?.model ?? judge.trim()) || null;
    const made = await submit(() =>
      startRun({
        ...{ setId, payingTeamId, cap, endpoint: endpointOf(endpoint), judge: judgeName },
        ...(known ?? { provider: null, model: model.trim() }),
      }),
    );
    if (!made.ok) return;
    toast.success(t('start.done'));
    onClose();
    router.push(`/routing/evidence/runs/${made.value.runId}`);
    await refresh();
  }

  return (
    <form onSubmit={start} noValidate className="grid gap-4" data-testid="start-run">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t('start.set')} error={field('setId')} className="sm:col-span-2">
          <Select
            value={setId}
            options={usable.map(({ id, name, cases }) => ({
              value: id,
              label: name,
              hint: t('cases', { cases }),
            }))}
            onValueChange={setSetId}
          />
        </Field>
        <Field
          label={t('start.model')}
          hint={t('start.modelHint')}
          error={field('model')}
          className="sm:col-span-2"
        >
          <Input
            value={model}
            list={list}
            placeholder="openai/gpt-5-mini"
            autoComplete="off"
            onChange={(event) => setModel(event.target.value)}
          />
        </Field>
        <datalist id={list}>
          {names.models.map((one) => (
            <option key={`${one.provider}/${one.model}`} value={`${one.provider}/${one.model}`} />
          ))}
        </datalist>
        {set?.graders.includes('rubric') && (
          <Field
            label={t('start.judge')}
            hint={t('start.judgeHint')}
            error={field('judge')}
            className="sm:col-span-2"
          >
            <Input value={judge} autoComplete="off" onChange={(event) => setJudge(event.target.value)} />
          </Field>
        )}
        <EndpointFields value={endpoint} onChange={setEndpoint} error={field} />
        <Field label={t('start.payer')} error={field('payingTeamId')}>
          <Select
            value={payingTeamId}
            options={payers.map(({ id, name }) => ({ value: id, label: name }))}
            onValueChange={setPayingTeamId}
          />
        </Field>
        <Field
          label={t('start.cap')}
          hint={t('start.capHint')}
          error={field('cap') ?? field('limit') ?? field('scope')}
        >
          <Input inputMode="decimal" value={cap} onChange={(event) => setCap(event.target.value)} />
        </Field>
      </div>
      <FormFoot
        label={t('start.go')}
        busy={busy}
        disabled={!set || model.trim() === '' || endpoint.baseUrl.trim() === ''}
        error={summary}
        onClose={onClose}
      />
    </form>
  );
}
