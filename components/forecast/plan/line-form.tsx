'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type PlanDto, type PlanLineDto, type PlanLineTerms, planLineTerms } from '@/lib/forecasting/plan';
import type { PlanActions } from './actions';

interface LineFormProps {
  plan: PlanDto;
  /** Null: a new line. */
  line: PlanLineDto | null;
  onSave: PlanActions['save'];
  onClose: () => void;
}

const NONE = 'none';
const KINDS = ['none', 'linear', 's_curve'] as const;
const PER_CALL = ['input', 'cacheRead', 'output', 'reasoning'] as const;
type NumberField =
  | 'usersAtStart'
  | 'usersAtFull'
  | 'months'
  | 'sessions'
  | 'callsPerSession'
  | keyof PlanLineTerms['perCall'];

const startingNumbers = (terms: PlanLineTerms | undefined): Record<NumberField, string> => ({
  usersAtStart: String(terms?.usersAtStart ?? 10),
  usersAtFull: String(terms?.usersAtFull ?? 10),
  months: String(terms?.adoption.months ?? 12),
  sessions: String(terms?.sessions ?? 20),
  callsPerSession: String(terms?.callsPerSession ?? 1),
  input: String(terms?.perCall.input ?? 1000),
  cacheRead: String(terms?.perCall.cacheRead ?? 0),
  output: String(terms?.perCall.output ?? 300),
  reasoning: String(terms?.perCall.reasoning ?? 0),
});

/** What a workflow is expected to use: people, sessions, calls, tokens, model, and how it is taken up. */
export function LineForm({ plan, line, onSave, onClose }: LineFormProps) {
  const t = useTranslations('forecast.plan.form');
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const [teamId, setTeamId] = useState(line?.team.id ?? plan.teams[0]?.id ?? '');
  const [workflow, setWorkflow] = useState(line?.workflow ?? '');
  const [startMonth, setStartMonth] = useState((line?.startMonth ?? plan.from).slice(0, 7));
  const [kind, setKind] = useState(line?.terms.adoption.kind ?? 'none');
  const [model, setModel] = useState(line?.terms.model);
  const [routed, setRouted] = useState(line?.terms.routedModel ?? NONE);
  const [numbers, setNumbers] = useState(startingNumbers(line?.terms));
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const models = plan.models
    .filter(({ isPriced }) => isPriced)
    .map((one) => ({ value: one.model, label: one.name }));

  const save = async () => {
    const parsed = planLineTerms.safeParse(
      termsOf(numbers, kind, model ?? '', routed === NONE ? null : routed),
    );
    setWrong(new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path.at(-1)))));
    if (!parsed.success) return;
    const saved = await submit(() =>
      onSave({ lineId: line?.id ?? null, teamId, workflow, startMonth, terms: parsed.data }),
    );
    if (!saved.ok) return;
    onClose();
    router.refresh();
  };
  const number = (name: NumberField) => (
    <Field key={name} label={t(name)} error={wrong.has(name) ? t('number') : undefined}>
      <Input
        inputMode="decimal"
        value={numbers[name]}
        onChange={(event) => setNumbers({ ...numbers, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={line ? t('titleEdit', { workflow: line.workflow }) : t('titleNew')}
      submitLabel={t('save')}
      busy={busy}
      error={summary}
      onSubmit={save}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {!line && (
          <>
            <Field label={t('team')} error={field('teamId')}>
              <Select
                value={teamId}
                onValueChange={setTeamId}
                options={plan.teams.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
            <Field label={t('workflow')} error={field('workflow')}>
              <Input value={workflow} onChange={(event) => setWorkflow(event.target.value)} />
            </Field>
          </>
        )}
        <Field label={t('model')} error={wrong.has('model') ? t('model') : field('terms.model')}>
          <Select value={model} onValueChange={setModel} options={models} />
        </Field>
        <Field label={t('routedModel')} error={field('terms.routedModel')}>
          <Select
            value={routed}
            onValueChange={setRouted}
            options={[{ value: NONE, label: t('noRoute') }, ...models]}
          />
        </Field>
        <Field label={t('startMonth')} error={field('startMonth')}>
          <Input
            value={startMonth}
            onChange={(event) => setStartMonth(event.target.value)}
            placeholder="2026-12"
          />
        </Field>
        <Field label={t('adoption')}>
          <Select
            value={kind}
            onValueChange={setKind}
            options={KINDS.map((one) => ({ value: one, label: t(`adoptionKinds.${one}`) }))}
          />
        </Field>
        {number('usersAtStart')}
        {kind !== 'none' && (
          <>
            {number('usersAtFull')}
            {number('months')}
          </>
        )}
        {number('sessions')}
        {number('callsPerSession')}
        {PER_CALL.map(number)}
      </div>
    </FormDialog>
  );
}

/** A field that is no number stays what it is not, so that the schema names it. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

function termsOf(
  numbers: Record<NumberField, string>,
  kind: PlanLineTerms['adoption']['kind'],
  model: string,
  routedModel: string | null,
): PlanLineTerms {
  const value = (name: NumberField) => numberOf(numbers[name]);
  return {
    ...{ model, routedModel, usersAtStart: value('usersAtStart') },
    usersAtFull: kind === 'none' ? value('usersAtStart') : value('usersAtFull'),
    adoption: { kind, months: kind === 'none' ? 12 : value('months') },
    ...{ sessions: value('sessions'), callsPerSession: value('callsPerSession') },
    perCall: {
      ...{ input: value('input'), cacheRead: value('cacheRead') },
      ...{ output: value('output'), reasoning: value('reasoning') },
    },
  };
}
