'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { BudgetPlaces, KillSwitchDto } from '@/lib/budgets/budget-dto';
import { useBudgetActions } from './actions-context';
import { StopPlace, type StopScope } from './stop-place';
import { useBudgetText } from './use-budget-text';
import { useRefresh } from './use-refresh';

export type { StopScope } from './stop-place';

const LENGTHS = ['1', '4', '24', '168', 'custom'] as const;
type Length = (typeof LENGTHS)[number];
const HOUR = 3_600_000;

/** Starts a kill switch: what it stops, why, and when it ends. Without `scope` the place is chosen first. */
export function StopDialog({
  open,
  onClose,
  scope,
  name,
  places,
}: {
  open: boolean;
  onClose: () => void;
  scope: StopScope | null;
  /** What it stops, in words; with a scope. */
  name: string | null;
  places: BudgetPlaces | null;
}) {
  const { t } = useBudgetText();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={name ? t('stops.titleOf', { name }) : t('stops.title')}
      description={t('stops.lead')}
    >
      {open && <StopForm scope={scope} places={places} onClose={onClose} />}
    </Dialog>
  );
}

function StopForm({
  scope: given,
  places,
  onClose,
}: {
  scope: StopScope | null;
  places: BudgetPlaces | null;
  onClose: () => void;
}) {
  const { t } = useBudgetText();
  const common = useTranslations('common');
  const { startStop } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary } = useSubmit();
  const [scope, setScope] = useState<StopScope | null>(given);
  const [length, setLength] = useState<Length>('4');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');

  async function start(event: FormEvent) {
    event.preventDefault();
    if (!scope) return;
    const endsAt = endOf(length, until);
    const result = await submit(() => startStop({ scope, reason: reason.trim(), endsAt }));
    if (!result.ok) return;
    toast.success(t('stops.started'));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={start} noValidate className="grid gap-4">
      {!given && places && (
        <StopPlace places={places} value={scope} onChange={setScope} error={field('scope')} />
      )}
      <Field label={t('stops.reason')} hint={t('stops.reasonHint')} error={field('reason')}>
        <Textarea
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('stops.length')} hint={t('stops.lengthHint')} error={field('endsAt')}>
          <Select
            value={length}
            onValueChange={setLength}
            options={LENGTHS.map((value) => ({ value, label: t(`stops.lengths.${value}`) }))}
          />
        </Field>
        {length === 'custom' && (
          <Field label={t('stops.endsAt')}>
            <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        )}
      </div>
      <FormError>{summary}</FormError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="danger" busy={busy} disabled={!scope}>
          {t('stops.start')}
        </Button>
      </div>
    </form>
  );
}

/** ISO with an offset; what cannot be read is left to the verb to refuse. */
function endOf(length: Length, until: string): string {
  if (length !== 'custom') return new Date(Date.now() + Number(length) * HOUR).toISOString();
  const date = new Date(until);
  return Number.isNaN(date.getTime()) ? until : date.toISOString();
}

/** Lifts a switch before its time, with a reason. */
export function useLift(stop: KillSwitchDto | null) {
  const { liftStop } = useBudgetActions();
  const refresh = useRefresh();
  const { submit, explain } = useSubmit();
  const { t } = useBudgetText();
  return async (reason: string): Promise<string | undefined> => {
    if (!stop) return undefined;
    const result = await submit(() => liftStop(stop.id, reason));
    if (!result.ok) return explain(result.error);
    toast.success(t('stops.lifted'));
    await refresh();
    return undefined;
  };
}
