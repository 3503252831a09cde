'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { UnpricedActions } from './price-actions';

interface Choice {
  modelId: string;
  label: string;
}

/** Finds a catalogue model by part of its name. */
export function ModelPicker({
  findModels,
  onPick,
  onClose,
}: {
  findModels: UnpricedActions['findModels'];
  onPick: (choice: Choice) => void;
  onClose: () => void;
}) {
  const t = useTranslations('prices');
  const [choices, setChoices] = useState<Choice[] | null>(null);
  async function search(text: string) {
    if (text.trim().length < 2) return setChoices(null);
    const result = await findModels(text);
    setChoices(result.ok ? result.value : []);
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('unpriced.pick')}>
      <Field label={t('columns.model')} hint={t('unpriced.pickHint')}>
        <Input type="search" autoFocus onChange={(event) => void search(event.target.value)} />
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
    </Dialog>
  );
}
