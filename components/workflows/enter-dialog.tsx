'use client';

import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { useWorkflowActions } from './actions-context';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';
import { wholeNumber } from './whole-number';

/** Enters a count that no system reports: day, team, count and why. */
export function EnterDialog({
  open,
  onClose,
  result,
  currency,
  today,
}: {
  open: boolean;
  onClose: () => void;
  result: Pick<WorkflowResult, 'workflow' | 'teams'>;
  currency: Currency;
  today: string;
}) {
  const { t } = useWorkflowText(currency);
  const { enter } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [entryId, setEntryId] = useState(() => crypto.randomUUID());
  const [team, setTeam] = useState(result.teams[0]?.id ?? '');

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const saved = await submit(() =>
      enter({
        workflow: result.workflow,
        teamId: team,
        day: text('day'),
        count: wholeNumber(text('count')),
        entryId,
        reason: text('reason'),
      }),
    );
    if (!saved.ok) return;
    toast.success(t('entries.entered'));
    setEntryId(crypto.randomUUID());
    onClose();
    await refresh();
  }

  return (
    <FormDialog
      open={open}
      onClose={() => {
        clear();
        onClose();
      }}
      title={t('entries.enterTitle')}
      description={t('entries.enterLead')}
      submitLabel={t('entries.enterSave')}
      busy={busy}
      error={summary ?? field('workflow') ?? (result.teams.length > 1 ? undefined : field('teamId'))}
      onSubmit={save}
    >
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Field label={t('entries.day')} error={field('day')}>
          <Input type="date" name="day" defaultValue={today} max={today} />
        </Field>
        <Field label={t('entries.count')} hint={t('entries.countHint')} error={field('count')}>
          <Input name="count" inputMode="numeric" autoComplete="off" />
        </Field>
      </div>
      {result.teams.length > 1 && (
        <Field label={t('entries.team')} error={field('teamId')}>
          <Select
            value={team}
            onValueChange={setTeam}
            options={result.teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      )}
      <Field label={t('entries.why')} error={field('reason')}>
        <Textarea name="reason" rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
