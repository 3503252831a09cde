'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useEvidenceText } from './use-evidence-text';

/** More goes by the command line. */
const MOST_BYTES = 3_000_000;

/** A text that is pasted, or read from a file. */
export function TextSource({
  label,
  hint,
  accept,
  value,
  placeholder,
  error,
  onChange,
}: {
  label: string;
  hint: string;
  accept: string;
  value: string;
  placeholder: string;
  error: string | undefined;
  onChange: (text: string, fileName: string) => void;
}) {
  const { t } = useEvidenceText();
  const [problem, setProblem] = useState<string>();
  async function choose(file: File | undefined) {
    setProblem(undefined);
    if (!file) return;
    if (file.size > MOST_BYTES) return setProblem(t('form.tooLarge'));
    onChange(await file.text(), file.name);
  }
  return (
    <>
      <Field label={t('form.file')} error={problem}>
        <Input type="file" accept={accept} onChange={(event) => choose(event.target.files?.[0])} />
      </Field>
      <Field label={label} hint={hint} error={error}>
        <Textarea
          rows={7}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          className="font-mono text-xs max-md:text-xs"
          onChange={(event) => {
            const text = event.target.value;
            if (text.length > MOST_BYTES) setProblem(t('form.tooLarge'));
            else onChange(text, '');
          }}
        />
      </Field>
    </>
  );
}
