'use client';

import { type FormEvent, useState } from 'react';
import { ColumnSelect } from '@/components/data/column-select';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { EvaluationNames } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { FormFoot } from './form-foot';
import { firstOwner, OwnerFields } from './owner-fields';
import { ResultsPreviewTable } from './results-preview';
import { TextSource } from './text-source';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';
import { useTyped } from './use-typed';

const COLUMNS = ['prompt', 'model', 'score', 'cost', 'inputTokens', 'outputTokens'] as const;
const DEFAULTS = {
  prompt: 'prompt',
  model: 'model',
  score: 'score',
  cost: 'cost',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
};

/** Results measured elsewhere: promptfoo's JSON, or a CSV whose columns are named here. */
export default function ImportForm({ names, onClose }: { names: EvaluationNames; onClose: () => void }) {
  const { t } = useEvidenceText();
  const { previewImport, importResults } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, busy, field, summary } = useSubmit();
  const [owner, setOwner] = useState(firstOwner(names));
  const [source, setSource] = useState({ text: '', fileName: '' });
  const [columns, setColumns] = useState<Record<(typeof COLUMNS)[number], string>>(DEFAULTS);
  const [scale, setScale] = useState('1');
  const format = source.text.trimStart().startsWith('{') ? ('promptfoo' as const) : ('csv' as const);
  const scaled = Number(scale) > 0 ? Number(scale) : 1;
  const input = { text: source.text, format, columns: { ...columns, scale: scaled } };
  const preview = useTyped('results-preview', source.text.trim() === '' ? null : input, previewImport);

  async function save(event: FormEvent) {
    event.preventDefault();
    const made = await submit(() => importResults({ ...owner, ...input, fileName: source.fileName }));
    if (!made.ok) return;
    toast.success(t('form.imported', { results: made.value.results, leftOut: made.value.leftOut.length }));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={save} noValidate className="grid gap-4" data-testid="import-results">
      <OwnerFields value={owner} names={names} onChange={setOwner} error={field} />
      <TextSource
        label={t('form.results')}
        hint={t('form.resultsHint')}
        accept=".json,.csv,.txt"
        value={source.text}
        placeholder="prompt,model,score,cost"
        error={field('text')}
        onChange={(text, fileName) => setSource({ text, fileName })}
      />
      {format === 'csv' && preview && preview.columns.length > 0 && (
        <fieldset className="grid gap-3 border-t pt-3 sm:grid-cols-3">
          <legend className="sr-only">{t('form.columns')}</legend>
          {COLUMNS.map((key) => (
            <Field key={key} label={t(`mapping.${key}`)}>
              <ColumnSelect
                value={preview.columns.includes(columns[key]) ? columns[key] : ''}
                columns={preview.columns}
                none={t('mapping.none')}
                onChange={(column) => setColumns({ ...columns, [key]: column || DEFAULTS[key] })}
              />
            </Field>
          ))}
          <Field label={t('mapping.scale')} hint={t('mapping.scaleHint')} className="sm:col-span-2">
            <Input inputMode="decimal" value={scale} onChange={(event) => setScale(event.target.value)} />
          </Field>
        </fieldset>
      )}
      {preview && <ResultsPreviewTable preview={preview} />}
      <FormFoot
        label={t('form.import')}
        busy={busy}
        disabled={!preview || preview.results === 0}
        error={summary}
        onClose={onClose}
      />
    </form>
  );
}
