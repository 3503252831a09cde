'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { PolicyBody } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { atHour } from '@/lib/time/period';
import { useRoutingActions } from './actions-context';
import { type Tried, TryAnswer } from './try-answer';
import { useRoutingText } from './use-routing-text';
import { useZone } from './zone-context';

/** A call to try the policy with as it is being written: which rule fires, and why the others did not. */
export function TryPanel({
  policyId,
  body,
  team,
  names,
  onTried,
}: {
  policyId: string;
  body: PolicyBody;
  /** The team the policy is for; null: the organisation's. */
  team: string | null;
  names: RoutingNames;
  onTried: (rule: string | null) => void;
}) {
  const { t } = useRoutingText();
  const tc = useTranslations('taskClasses');
  const timeZone = useZone();
  const { tryCall } = useRoutingActions();
  const { submit, busy, explain } = useSubmit();
  const [tried, setTried] = useState<Tried | null>(null);
  const [problem, setProblem] = useState<string>();
  const [needsTools, setNeedsTools] = useState(false);
  const id = useId();
  const lists = {
    taskClass: names.taskClasses.map(({ key }) => key),
    workflow: names.workflows,
    team: names.teams.map(({ key }) => key),
    environment: names.environments,
    customerSegment: names.customerSegments,
    model: names.models.map(({ model }) => model),
  };

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const whole = (name: string) => Number.parseInt(text(name).replace(/\D/g, ''), 10) || 0;
    const answer = await submit(() =>
      tryCall({
        policyId,
        body,
        call: {
          taskClass: text('taskClass'),
          team: text('team'),
          model: text('model'),
          workflow: text('workflow') || null,
          environment: text('environment') || null,
          customerSegment: text('customerSegment') || null,
          user: text('user') || null,
          promptTemplate: text('promptTemplate') || null,
          outputFormat: text('outputFormat') || null,
          inputTokens: whole('inputTokens'),
          maxOutputTokens: whole('maxOutputTokens') || null,
          needsTools,
          ...(text('time') && { time: instantOf(text('time'), timeZone) }),
        },
      }),
    );
    setProblem(answer.ok ? undefined : explain(answer.error));
    setTried(answer.ok ? answer.value : null);
    onTried(answer.ok ? answer.value.result.rule : null);
  }

  const named = (name: keyof typeof lists, initial = '') => (
    <Field label={name === 'model' ? t('try.model') : t(`conditions.${name}`)}>
      <Input
        name={name}
        list={`${id}-${name}`}
        defaultValue={initial}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
  return (
    <form onSubmit={ask} noValidate className="grid gap-3" data-testid="try">
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 sm:gap-x-4 lg:grid-cols-4 [&>*]:min-w-0">
        {named('taskClass', 'simple_lookup')}
        {named('team', team ?? names.teams[0]?.key ?? '')}
        {named('workflow')}
        {named('environment', 'production')}
        {named('customerSegment')}
        {named('model', 'gpt-5')}
        <Field label={t('conditions.inputTokens')}>
          <Input name="inputTokens" inputMode="numeric" defaultValue="1200" />
        </Field>
        <Field label={t('try.maxOutputTokens')}>
          <Input name="maxOutputTokens" inputMode="numeric" defaultValue="500" />
        </Field>
        <Field label={t('sticky.user')}>
          <Input name="user" autoComplete="off" />
        </Field>
        <Field label={tc('tried.promptTemplate')}>
          <Input name="promptTemplate" autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={tc('tried.outputFormat')}>
          <Input name="outputFormat" autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={t('try.time')} className="max-sm:col-span-2">
          <Input name="time" type="datetime-local" className="min-w-0" />
        </Field>
      </div>
      {Object.entries(lists).map(([name, values]) => (
        <datalist key={name} id={`${id}-${name}`}>
          {[...new Set(values)].map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ))}
      <div className="flex flex-wrap items-center gap-4">
        <Checkbox
          label={t('try.needsTools')}
          checked={needsTools}
          onCheckedChange={(on) => setNeedsTools(on === true)}
        />
        <Button type="submit" busy={busy}>
          {t('try.button')}
        </Button>
      </div>
      <div aria-live="polite">
        {problem && <p className="text-bad">{problem}</p>}
        {tried && <TryAnswer tried={tried} classes={names.taskClasses} />}
      </div>
    </form>
  );
}

/** What a date and time field says, as an instant of a zone. */
function instantOf(local: string, timeZone: string): string {
  const [day = '', clock = ''] = local.split('T');
  const [hour, minute] = clock.split(':').map(Number);
  return new Date(atHour(day, hour ?? 0, timeZone).getTime() + (minute ?? 0) * 60_000).toISOString();
}
