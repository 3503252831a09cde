'use client';

import { useState } from 'react';
import { PlainTable } from '@/components/data/plain-table';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Currency } from '@/lib/money/currency';
import type { ImportedOutcomes } from './actions-context';
import { useWorkflowActions } from './actions-context';
import { useRefresh } from './use-refresh';
import { useWorkflowText } from './use-workflow-text';

/** What goes up with one request; larger files have the command line. */
const MAX_IMPORT_KB = 900;

interface Team {
  id: string;
  name: string;
}

/** Counts the outcomes of a CSV file for a team, then says what became of each row. */
export function ImportDialog({
  open,
  onClose,
  teams,
  currency,
}: {
  open: boolean;
  onClose: () => void;
  /** At least one. */
  teams: readonly Team[];
  currency: Currency;
}) {
  const { t, count } = useWorkflowText(currency);
  const { importFile } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [file, setFile] = useState<File>();
  const [done, setDone] = useState<ImportedOutcomes>();
  const tooLarge = file !== undefined && file.size > MAX_IMPORT_KB * 1024;

  function close() {
    clear();
    setFile(undefined);
    setDone(undefined);
    onClose();
  }

  async function send() {
    if (!file || tooLarge) return;
    const text = await file.text();
    const result = await submit(() => importFile({ text, fileName: file.name, teamId }));
    if (!result.ok) return;
    setDone(result.value);
    await refresh();
  }

  if (done) return <Outcome done={done} open={open} onClose={close} currency={currency} />;
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('import.title')}
      description={t('import.lead')}
      submitLabel={t('import.start')}
      busy={busy}
      error={summary}
      onSubmit={send}
    >
      <Field label={t('entries.team')} hint={t('import.teamHint')} error={field('teamId')}>
        <Select
          className="w-full"
          value={teamId}
          onValueChange={setTeamId}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field
        label={t('import.file')}
        hint={t('import.columns')}
        error={
          tooLarge
            ? t('import.tooLarge', { limit: count(MAX_IMPORT_KB) })
            : (field('text') ?? field('fileName'))
        }
      >
        <Input type="file" accept=".csv,.txt" onChange={(event) => setFile(event.target.files?.[0])} />
      </Field>
    </FormDialog>
  );
}

/** How many rows were recorded, were there already or were refused, and the refused ones with the reason. */
function Outcome({
  done,
  open,
  onClose,
  currency,
}: {
  done: ImportedOutcomes;
  open: boolean;
  onClose: () => void;
  currency: Currency;
}) {
  const { t, count } = useWorkflowText(currency);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('import.doneTitle')}
      description={t('import.done', {
        accepted: count(done.accepted),
        duplicates: count(done.duplicates),
        skipped: count(done.skipped),
        rejected: count(done.rejected),
      })}
    >
      {done.rejectedRows.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <PlainTable
            caption={t('import.refused')}
            headings={[
              { key: 'row', label: t('import.row'), align: 'right' },
              { key: 'why', label: t('entries.why') },
            ]}
          >
            {done.rejectedRows.map((row) => (
              <tr key={`${row.number}${row.field}`}>
                <td data-align="right">{count(row.number)}</td>
                <td>
                  {row.field && <code>{row.field}</code>} {row.detail}
                </td>
              </tr>
            ))}
          </PlainTable>
        </div>
      )}
    </Dialog>
  );
}
