'use client';

import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { Currency } from '@/lib/money/currency';
import type { OutcomeRow } from '@/lib/outcomes/dto';
import { writeInstant } from '@/lib/time/write';
import { useWorkflowActions } from './actions-context';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';
import { wholeNumber } from './whole-number';

/** Corrects a recorded count: the difference becomes a row of its own, with the reason. */
export function CorrectDialog({
  row,
  onClose,
  currency,
  timeZone,
}: {
  /** Null: closed. */
  row: OutcomeRow | null;
  onClose: () => void;
  currency: Currency;
  timeZone: string;
}) {
  const { t, count, locale } = useWorkflowText(currency);
  const { correct } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, clear } = useSubmit();

  async function save(form: FormData) {
    if (!row) return;
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const saved = await submit(() =>
      correct({ seq: row.seq, count: wholeNumber(text('count')), reason: text('reason') }),
    );
    if (!saved.ok) return;
    toast.success(t('entries.corrected'));
    onClose();
    await refresh();
  }

  return (
    <FormDialog
      open={row !== null}
      onClose={() => {
        clear();
        onClose();
      }}
      title={t('entries.correctTitle')}
      description={
        row &&
        t('entries.correctLead', {
          count: count(row.count),
          day: writeInstant(row.occurredAt, timeZone, locale, { precision: 'day' }),
        })
      }
      submitLabel={t('entries.correct')}
      busy={busy}
      error={summary ?? field('seq')}
      onSubmit={save}
    >
      <Field label={t('entries.rightCount')} hint={t('entries.countHint')} error={field('count')}>
        <Input name="count" inputMode="numeric" autoComplete="off" defaultValue={row?.count} />
      </Field>
      <Field label={t('entries.why')} error={field('reason')}>
        <Textarea name="reason" rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
