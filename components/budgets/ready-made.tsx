'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { BudgetPlaces } from '@/lib/budgets/budget-dto';
import type { DefaultBudgetsInput } from '@/lib/budgets/budget-input';
import { useBudgetActions } from './actions-context';
import { plainAmount } from './draft';
import { LimitField } from './limit-field';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

/** No budget yet: says what the three levels are for, with the button that makes them. */
export function NoBudgets({
  places,
  currency,
  mayMakeAll,
  onCreate,
}: {
  places: BudgetPlaces | null;
  currency: string;
  mayMakeAll: boolean;
  onCreate: (() => void) | undefined;
}) {
  const { t } = useBudgetText();
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        onCreate && (
          <>
            {mayMakeAll && places && <ReadyMade places={places} currency={currency} />}
            <Button onClick={onCreate}>{t('empty.one')}</Button>
          </>
        )
      }
    >
      <p>{t(onCreate ? 'empty.lead' : 'empty.readOnly')}</p>
      {onCreate && mayMakeAll && (
        <ul className="mt-2 grid list-disc gap-1 pl-4">
          <li>{t('empty.perUser')}</li>
          <li>{t('empty.perTeam')}</li>
          <li>{t('empty.organisation')}</li>
        </ul>
      )}
    </EmptyState>
  );
}

/** The three ready-made levels in one form; a level left empty is not made. */
export function ReadyMade({ places, currency: reading }: { places: BudgetPlaces; currency: string }) {
  const { t } = useBudgetText();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('empty.make')}</Button>}
      title={t('ready.title')}
      description={t('ready.lead')}
    >
      <ReadyForm places={places} reading={reading} onClose={() => setOpen(false)} />
    </Dialog>
  );
}

function ReadyForm({
  places,
  reading,
  onClose,
}: {
  places: BudgetPlaces;
  reading: string;
  onClose: () => void;
}) {
  const { t } = useBudgetText();
  const common = useTranslations('common');
  const { createReadyMade } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, explain } = useSubmit();
  const [currency, setCurrency] = useState(reading);
  const [perUser, setPerUser] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [teams, setTeams] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<string>();
  const of = { unit: 'currency' as const, currency };

  async function make(event: FormEvent) {
    event.preventDefault();
    const perTeam = Object.entries(teams).flatMap(([teamId, text]) =>
      text.trim() ? [{ teamId, limit: plainAmount(text) }] : [],
    );
    const result = await submit(() =>
      createReadyMade({
        currency: currency as DefaultBudgetsInput['currency'],
        perTeam,
        names: { organisation: t('ready.names.organisation'), perUser: t('ready.names.perUser') },
        ...(perUser.trim() && { perUser: plainAmount(perUser) }),
        ...(organisation.trim() && { organisation: plainAmount(organisation) }),
      }),
    );
    setRefused(result.ok ? undefined : explain(result.error));
    if (!result.ok) return;
    toast.success(t('ready.done'));
    onClose();
    await refresh();
  }

  const shown = field('perUser') || field('organisation') || summary;
  return (
    <form onSubmit={make} noValidate className="grid gap-4">
      <Field label={t('create.unit')}>
        <Select
          value={currency}
          onValueChange={setCurrency}
          options={places.currencies.map((code) => ({ value: code, label: code }))}
        />
      </Field>
      <LimitField
        label={t('ready.organisation')}
        hint={t('ready.organisationHint')}
        value={organisation}
        onChange={setOrganisation}
        of={of}
        period="month"
        error={field('organisation')}
      />
      <LimitField
        label={t('ready.perUser')}
        hint={t('ready.perUserHint')}
        value={perUser}
        onChange={setPerUser}
        of={of}
        period="month"
        error={field('perUser')}
      />
      <fieldset className="grid gap-2">
        <legend className="pb-1 font-medium">{t('ready.perTeam')}</legend>
        <div className="grid max-h-56 gap-x-6 gap-y-1.5 overflow-y-auto pr-1 sm:grid-cols-2">
          {places.teams.map((team) => (
            <div key={team.id} className="grid grid-cols-[1fr_104px] items-center gap-2">
              <span className="truncate" title={team.name}>
                {team.name}
              </span>
              <Input
                aria-label={t('ready.teamLimit', { name: team.name })}
                inputMode="decimal"
                autoComplete="off"
                className="text-right"
                value={teams[team.id] ?? ''}
                onChange={(event) => setTeams({ ...teams, [team.id]: event.target.value })}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <FormError>{summary ?? (shown ? undefined : refused)}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('ready.make')}
        </Button>
      </div>
    </form>
  );
}
