'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { csvText } from '@/components/calculator/kit/csv-text';
import { FormDialog } from '@/components/settings/form-dialog';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PlainTable } from '@/components/ui/plain-table';
import { Select } from '@/components/ui/select';
import type { Currency } from '@/lib/money/currency';
import { guessOutcomeColumns, type OutcomeForm, outcomeMappingOf } from '@/lib/outcomes/import/column-form';
import type { RefusedOutcomeRow } from '@/lib/outcomes/import/preview';
import type { ImportedOutcomes } from './actions-context';
import { useWorkflowActions } from './actions-context';
import { ImportMapping } from './import-mapping';
import { ImportPreview } from './import-preview';
import { useRefresh } from './use-refresh';
import { useRowProblem } from './use-row-problem';
import { useWorkflowText } from './use-workflow-text';

/** What goes up with one request; larger files have the command line. */
const MAX_IMPORT_KB = 900;
/** Refused rows on screen; the file has them all. */
const SHOWN_ROWS = 100;

/** Asks for the columns of a file alone: no mapping is this empty. */
const NO_MAPPING = {};

interface ChosenFile {
  text: string;
  fileName: string;
  columns: string[];
}

interface Team {
  id: string;
  name: string;
}

/** Counts the outcomes of a CSV file for a team: which column says what, what it would do, what became of each row. */
export function ImportDialog({
  open,
  onClose,
  teams,
  currency,
  timeZone,
}: {
  open: boolean;
  onClose: () => void;
  /** At least one. */
  teams: readonly Team[];
  currency: Currency;
  /** For times in the file that name no zone. */
  timeZone: string;
}) {
  const text = useWorkflowText(currency);
  const { t, count } = text;
  const { importFile, previewFile } = useWorkflowActions();
  const refresh = useRefresh();
  const { submit, busy, field, summary, explain, clear } = useSubmit();
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [file, setFile] = useState<ChosenFile>();
  const [tooLarge, setTooLarge] = useState(false);
  const [form, setForm] = useState<OutcomeForm>();
  const [done, setDone] = useState<ImportedOutcomes>();
  const input = file && form && { ...file, teamId, mapping: outcomeMappingOf(form) };
  const preview = useQuery({
    queryKey: ['outcome-import', input],
    queryFn: async () => {
      const result = input && (await previewFile(input));
      if (!result) return null;
      if (!result.ok) throw new Error(explain(result.error));
      return result.value;
    },
    enabled: open && input !== undefined && done === undefined,
    placeholderData: (previous) => previous,
    retry: false,
    gcTime: 0,
  });

  function close() {
    clear();
    setFile(undefined);
    setForm(undefined);
    setDone(undefined);
    onClose();
  }

  async function choose(chosen: File | undefined) {
    setFile(undefined);
    setForm(undefined);
    setTooLarge(chosen !== undefined && chosen.size > MAX_IMPORT_KB * 1024);
    if (!chosen || chosen.size > MAX_IMPORT_KB * 1024) return;
    const read = { text: await chosen.text(), fileName: chosen.name };
    const bare = await submit(() => previewFile({ ...read, teamId, mapping: NO_MAPPING }));
    if (!bare.ok) return;
    setForm(guessOutcomeColumns(bare.value.columns, timeZone));
    setFile({ ...read, columns: bare.value.columns });
  }

  async function send() {
    if (!input || !preview.data?.dryRun) return;
    const result = await submit(() => importFile(input));
    if (!result.ok) return;
    setDone(result.value);
    await refresh();
  }

  if (done)
    return (
      <Outcome done={done} name={file?.fileName ?? ''} open={open} onClose={close} currency={currency} />
    );
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('import.title')}
      description={t('import.lead')}
      submitLabel={t('import.start')}
      busy={busy || preview.isFetching}
      error={summary ?? preview.error?.message}
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
        <Input type="file" accept=".csv,.txt" onChange={(event) => choose(event.target.files?.[0])} />
      </Field>
      {file && form && <ImportMapping form={form} columns={file.columns} t={t} onChange={setForm} />}
      {file && preview.data && <ImportPreview preview={preview.data} text={text} />}
    </FormDialog>
  );
}

/** How many rows were recorded, were there already or were refused, and the refused ones with the reason. */
function Outcome({
  done,
  name,
  open,
  onClose,
  currency,
}: {
  done: ImportedOutcomes;
  /** Of the file. */
  name: string;
  open: boolean;
  onClose: () => void;
  currency: Currency;
}) {
  const { t, count } = useWorkflowText(currency);
  const explain = useRowProblem();
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
            {done.rejectedRows.slice(0, SHOWN_ROWS).map((row) => (
              <tr key={`${row.number}${row.field}`}>
                <td data-align="right">{count(row.number)}</td>
                <td>
                  {row.field && <code>{row.field}</code>} {explain(row)}
                </td>
              </tr>
            ))}
          </PlainTable>
        </div>
      )}
      {done.rejectedRows.length > 0 && (
        <div>
          <Button
            size="sm"
            onClick={() => download(`${name.replace(/\.(csv|txt)$/i, '')}.rejected.csv`, done.rejectedRows)}
          >
            {t('import.download')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

/** As the Data page gives rejected rows: number and reason, then the row as it was. */
function download(name: string, rows: readonly RefusedOutcomeRow[]): void {
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const head = ['_row', '_code', '_field', '_detail', ...columns];
  const lines = rows.map(({ number, code, field, detail, cells }) => [
    ...[String(number), code, field, detail],
    ...columns.map((column) => cells[column] ?? ''),
  ]);
  const address = URL.createObjectURL(
    new Blob([csvText([head, ...lines])], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
