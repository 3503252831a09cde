'use client';

import { type FormEvent, useState } from 'react';
import { useSubmit } from '@/components/settings/use-submit';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { EvaluationNames } from '@/lib/evaluation/evaluation-dto';
import { useEvaluationActions } from './actions-context';
import { FormFoot } from './form-foot';
import { firstOwner, OwnerFields } from './owner-fields';
import { SetPreview } from './set-preview';
import { TextSource } from './text-source';
import { useEvidenceText } from './use-evidence-text';
import { useRefreshEvaluation } from './use-sets';
import { useTyped } from './use-typed';

const EXAMPLE = '{"prompt": "Which port does HTTPS use?", "expected": "443", "grader": "contains"}';

/** A golden set, or samples of one team's traffic, from JSON Lines that are pasted or chosen. */
export default function AddSetForm({
  names,
  samplesOf = null,
  onClose,
}: {
  names: EvaluationNames;
  /** Samples of this team, kept so many days at most. */
  samplesOf?: { teamId: string; keepDays: number } | null;
  onClose: () => void;
}) {
  const { t } = useEvidenceText();
  const { previewSet, addSet } = useEvaluationActions();
  const refresh = useRefreshEvaluation();
  const { submit, busy, field, summary } = useSubmit();
  const kind = samplesOf ? ('sample' as const) : ('golden' as const);
  const [owner, setOwner] = useState({
    ...firstOwner(names),
    ...(samplesOf && { teamId: samplesOf.teamId }),
  });
  const [text, setText] = useState('');
  const [keepDays, setKeepDays] = useState(String(samplesOf?.keepDays ?? 30));
  const preview = useTyped('set-preview', text.trim() === '' ? null : { text, kind }, previewSet);
  const ready = preview && preview.problems.length === 0 && preview.cases > 0 && preview.tooMany === null;

  async function save(event: FormEvent) {
    event.preventDefault();
    const made = await submit(() => addSet({ ...owner, text, kind, keepDays: Number(keepDays) }));
    if (!made.ok) return;
    toast.success(t('form.added', { cases: made.value.cases, redactions: made.value.redactions, kind }));
    onClose();
    await refresh();
  }

  return (
    <form onSubmit={save} noValidate className="grid gap-4" data-testid="add-set">
      <OwnerFields
        value={owner}
        names={
          samplesOf ? { ...names, teams: names.teams.filter(({ id }) => id === samplesOf.teamId) } : names
        }
        teamsOnly={samplesOf !== null}
        onChange={setOwner}
        error={field}
      />
      {samplesOf && (
        <Field label={t('samples.keepDays')} error={field('keepDays')} className="max-w-40">
          <Input inputMode="numeric" value={keepDays} onChange={(event) => setKeepDays(event.target.value)} />
        </Field>
      )}
      <TextSource
        label={t('form.lines')}
        hint={t('form.linesHint')}
        accept=".jsonl,.ndjson,.json,.txt"
        value={text}
        placeholder={EXAMPLE}
        error={field('text')}
        onChange={(next) => setText(next)}
      />
      {preview && <SetPreview preview={preview} />}
      <FormFoot label={t('form.add')} busy={busy} disabled={!ready} error={summary} onClose={onClose} />
    </form>
  );
}
