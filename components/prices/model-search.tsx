'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { FindModels, ModelChoice } from './price-actions';

/** Finds a catalogue model by part of its name; what is found is a list of buttons below. */
export function ModelSearch({
  findModels,
  provider = null,
  onPick,
  error,
  autoFocus = false,
}: {
  findModels: FindModels;
  provider?: string | null;
  onPick: (choice: ModelChoice) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}) {
  const t = useTranslations('prices');
  const [choices, setChoices] = useState<ModelChoice[] | null>(null);
  const asked = useRef('');
  async function search(text: string) {
    asked.current = text;
    if (text.trim().length < 2) return setChoices(null);
    const result = await findModels(text, provider);
    // An answer that comes late must not replace that of a later question.
    if (asked.current === text) setChoices(result.ok ? result.value : []);
  }
  return (
    <div className="grid gap-1">
      <Field label={t('columns.model')} hint={t('unpriced.pickHint')} error={error}>
        <Input type="search" autoFocus={autoFocus} onChange={(event) => void search(event.target.value)} />
      </Field>
      <ul aria-live="polite" className="grid max-h-[260px] gap-px overflow-y-auto">
        {choices?.map((choice) => (
          <li key={choice.modelId}>
            <button
              type="button"
              className="w-full rounded-sm px-2 py-1 text-left break-all hover:bg-accent-soft"
              onClick={() => onPick(choice)}
            >
              {choice.label}
            </button>
          </li>
        ))}
        {choices?.length === 0 && <li className="text-ink2">{t('noneFound')}</li>}
      </ul>
    </div>
  );
}
