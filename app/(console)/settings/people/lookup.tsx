'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { CountText, MoneyText } from '@/components/ui/figures';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import type { PersonLookup } from '@/lib/access/server/lookup-person';
import { lookupPersonAction } from '../actions';

export function Lookup() {
  const t = useTranslations('settings');
  const { submit, busy, field, summary } = useSubmit();
  const [found, setFound] = useState<PersonLookup>();

  async function lookUp(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await submit(() =>
      lookupPersonAction({
        userId: String(form.get('userId') ?? ''),
        reason: String(form.get('reason') ?? ''),
      }),
    );
    setFound(result.ok ? result.value : undefined);
  }

  return (
    <Section title={t('people.lookup')} note={t('people.lookupNote')}>
      <form noValidate onSubmit={lookUp} className="grid max-w-[420px] gap-4">
        <Field label={t('people.lookupId')} hint={t('people.lookupHint')} error={field('userId')}>
          <Input name="userId" autoComplete="off" spellCheck={false} />
        </Field>
        <Field label={t('reason')} error={field('reason')}>
          <Input name="reason" autoComplete="off" />
        </Field>
        <FormError>{summary}</FormError>
        <Button type="submit" busy={busy} className="justify-self-start">
          {t('people.lookupButton')}
        </Button>
      </form>
      <div aria-live="polite">{found && <Held found={found} />}</div>
    </Section>
  );
}

function Held({ found: { pseudonym, held } }: { found: PersonLookup }) {
  const t = useTranslations('settings.people');
  const rows = held
    ? ([
        [t('heldEvents'), <CountText key="events" count={held.events} />],
        [t('heldRequests'), <CountText key="requests" count={held.requests} />],
        [t('heldUnpriced'), <CountText key="unpriced" count={held.unpricedEvents} />],
        [t('heldCost'), <MoneyText key="cost" amount={held.effectiveCost} currency="USD" />],
        [t('heldDays'), `${held.firstDay} – ${held.lastDay}`],
        [t('heldTeams'), held.teams.join(', ')],
      ] as const)
    : [];
  return (
    <dl className="mt-5 grid max-w-[760px] grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      <dt className="text-ink2">{t('pseudonym')}</dt>
      <dd className="font-mono text-xs break-all">{pseudonym}</dd>
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink2">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {!held && <dd className="col-span-2">{t('nothingHeld')}</dd>}
    </dl>
  );
}
