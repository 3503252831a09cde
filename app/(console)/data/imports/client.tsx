'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PreviewTable } from '@/components/data/import-preview';
import { ImportsTable } from '@/components/data/imports-table';
import { MappingForm } from '@/components/data/mapping-form';
import { useRefusal } from '@/components/data/use-refusal';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { type ColumnForm, guessColumns, mappingOf } from '@/lib/usage/import/column-form';
import type { MappingInput } from '@/lib/usage/import/mapping';
import { type ImportDto, MAX_UPLOAD_BYTES, type SavedMapping } from '@/lib/usage/import-dto';
import { cancelAction, previewAction, readImports, resumeAction, startAction } from './actions';
import { uploadFile } from './upload';

const OWN = 'own';
const KEY = ['imports'];
export const LIMIT_MB = MAX_UPLOAD_BYTES / 1024 / 1024;

interface Upload {
  id: string;
  name: string;
  columns: string[];
}

export function ImportsClient({
  mappings,
  initial,
  tagLabels,
  timeZone,
}: {
  mappings: readonly SavedMapping[];
  initial: ImportDto[];
  tagLabels: Record<string, string>;
  timeZone: string;
}) {
  const t = useTranslations('data.imports');
  const refusal = useRefusal();
  const client = useQueryClient();
  const { data: imports } = useQuery({
    queryKey: KEY,
    queryFn: () => readImports(),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.some((row) => row.state === 'running') ? 1000 : false),
  });
  const act = async (action: typeof cancelAction | typeof resumeAction, importId: string) => {
    const result = await action({ importId });
    if (!result.ok) toast.error(refusal(result.error));
    await client.invalidateQueries({ queryKey: KEY });
  };
  return (
    <>
      <NewImport
        mappings={mappings}
        tagLabels={tagLabels}
        timeZone={timeZone}
        onStarted={() => client.invalidateQueries({ queryKey: KEY })}
      />
      <Section title={t('list')} note={t('listNote')} className="mt-8">
        <ImportsTable
          imports={imports}
          timeZone={timeZone}
          onCancel={(id) => act(cancelAction, id)}
          onResume={(id) => act(resumeAction, id)}
        />
      </Section>
    </>
  );
}

function NewImport({
  mappings,
  tagLabels,
  timeZone,
  onStarted,
}: {
  mappings: readonly SavedMapping[];
  tagLabels: Record<string, string>;
  timeZone: string;
  onStarted: () => void;
}) {
  const t = useTranslations('data.imports');
  const refusal = useRefusal();
  const [upload, setUpload] = useState<Upload>();
  const [percent, setPercent] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [choice, setChoice] = useState(OWN);
  const [form, setForm] = useState<ColumnForm>();
  const [busy, setBusy] = useState(false);
  const saved = mappings.find((mapping) => mapping.key === choice);
  const mapping: MappingInput | undefined = saved?.mapping ?? (form && mappingOf(form));
  const preview = useQuery({
    queryKey: ['import-preview', upload?.id, mapping],
    queryFn: async () => {
      const result = await previewAction({
        uploadId: upload?.id ?? '',
        fileName: upload?.name ?? '',
        mapping,
      });
      if (!result.ok) throw new Error(refusal(result.error));
      return result.value;
    },
    enabled: upload !== undefined,
    placeholderData: (previous) => previous,
    retry: false,
  });

  async function choose(file: File | undefined) {
    setUpload(undefined);
    setProblem(undefined);
    if (!file) return;
    if (file.size > MAX_UPLOAD_BYTES) return setProblem(t('tooLarge', { limit: LIMIT_MB }));
    setPercent(0);
    const sent = await uploadFile(file, setPercent);
    setPercent(undefined);
    if (!sent.ok) return setProblem(sent.tooLarge ? t('tooLarge', { limit: LIMIT_MB }) : t('uploadFailed'));
    const bare = await previewAction({ uploadId: sent.uploadId, fileName: file.name, mapping: null });
    if (!bare.ok) return setProblem(refusal(bare.error));
    const { columns } = bare.value;
    setForm(guessColumns(columns, file.name.replace(/\..*$/, ''), timeZone));
    setUpload({ id: sent.uploadId, name: file.name, columns });
  }

  async function start() {
    if (!upload || !mapping) return;
    setBusy(true);
    const result = await startAction({ uploadId: upload.id, fileName: upload.name, mapping });
    setBusy(false);
    if (!result.ok) return setProblem(refusal(result.error));
    toast.success(t('started'));
    setUpload(undefined);
    onStarted();
  }

  const ready =
    preview.data && preview.data.issues.length === 0 && preview.data.rows.some((row) => row.event);
  return (
    <>
      <Section title={t('file')}>
        <Field label={t('choose')} error={problem} className="max-w-md">
          <Input
            type="file"
            accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz"
            onChange={(event) => choose(event.target.files?.[0])}
          />
        </Field>
        {percent !== undefined && <Progress value={percent} label={t('choose')} className="mt-2 max-w-md" />}
      </Section>
      {upload && form && (
        <>
          <Section title={t('mapping')} note={saved ? saved.description : t('mappingNote')} className="mt-8">
            <Field label={t('saved')} className="mb-5 max-w-md">
              <Select
                className="w-full"
                value={choice}
                onValueChange={setChoice}
                options={[
                  { value: OWN, label: t('own') },
                  ...mappings.map((one) => ({ value: one.key, label: one.name })),
                ]}
              />
            </Field>
            {!saved && (
              <MappingForm form={form} columns={upload.columns} tagLabels={tagLabels} onChange={setForm} />
            )}
          </Section>
          <Section
            title={t('preview')}
            note={t('previewNote', { n: preview.data?.rows.length ?? 0 })}
            className="mt-8"
          >
            {preview.error && (
              <p role="alert" className="text-bad">
                {preview.error.message}
              </p>
            )}
            {preview.data && <PreviewTable preview={preview.data} />}
            <Button variant="primary" className="mt-4" disabled={!ready} busy={busy} onClick={start}>
              {t('start')}
            </Button>
          </Section>
        </>
      )}
    </>
  );
}
